/** Conditions of nodes and pods: lists with one entry per type. */

interface Condition {
  readonly type?: string
  readonly status?: string
  readonly lastTransitionTime?: string
}

/** The list with this condition in place of the one of its type; its transition time moves only when the status does. */
export function withCondition<C extends Condition>(conditions: readonly C[] | undefined, condition: C): readonly C[] {
  const known = conditions?.find(({ type }) => type === condition.type)
  const entry = known?.status === condition.status ? { ...condition, lastTransitionTime: known?.lastTransitionTime } : condition
  if (!known) return [...(conditions ?? []), entry]
  return conditions!.map((each) => (each === known ? entry : each))
}

/** `True`, `False` or `Unknown`; undefined where the condition was never set. */
export function conditionStatus(conditions: readonly Condition[] | undefined, type: string): string | undefined {
  return conditions?.find((condition) => condition.type === type)?.status
}
