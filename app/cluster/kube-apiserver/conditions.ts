/** Conditions of nodes and pods: lists with one entry per type. */
import { deepFreeze } from '../freeze.ts'
import { equal } from './equal.ts'

interface Condition {
  readonly type?: string
  readonly status?: string
  readonly lastTransitionTime?: string
}

const nothing: readonly never[] = Object.freeze([])
/** The last answer for a list: pods that go the same way in the same second share their conditions. */
const lastAnswers = new WeakMap<readonly Condition[], { readonly condition: Condition; readonly list: readonly Condition[] }>()

/** The list with this condition in place of the one of its type; its transition time moves only when the status does. Frozen. */
export function withCondition<C extends Condition>(conditions: readonly C[] = nothing, condition: C): readonly C[] {
  const last = lastAnswers.get(conditions)
  if (last && equal(last.condition, condition)) return last.list as readonly C[]
  const known = conditions.find(({ type }) => type === condition.type)
  const entry = known?.status === condition.status ? { ...condition, lastTransitionTime: known?.lastTransitionTime } : condition
  const list = known ? conditions.map((each) => (each === known ? entry : each)) : [...conditions, entry]
  lastAnswers.set(conditions, { condition, list: deepFreeze(list) })
  return list
}

/** `True`, `False` or `Unknown`; undefined where the condition was never set. */
export function conditionStatus(conditions: readonly Condition[] | undefined, type: string): string | undefined {
  return conditions?.find((condition) => condition.type === type)?.status
}
