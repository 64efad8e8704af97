/** The gate behind the controller's own: during an update a node waits until a unit of the budget is free. */
import type { NodeView } from '#cluster/kube-controller-manager/daemonset/node-views'
import type { Budget } from '../rollout.ts'
import type { ExplainedGate } from './gate.ts'

const strategyPath = 'spec.updateStrategy'

/** Undefined where no update is under way on this node. `budget` is undefined for OnDelete. */
export function budgetGate({ name, oldPods, newPods }: NodeView, budget: Budget | undefined): ExplainedGate | undefined {
  const waits = oldPods.length > 0 && newPods.length === 0 && oldPods.every(({ metadata }) => metadata!.deletionTimestamp === undefined)
  if (!budget) {
    if (!waits) return undefined
    return { number: undefined, name: 'Budget', state: 'closed', words: 'waits for you to delete its pod', property: undefined, comparisons: [{ path: `${strategyPath}.type`, text: 'type: OnDelete', outcome: 'nobody else does' }] }
  }
  const holds = budget.holders.includes(name)
  if (!waits && !holds) return undefined
  const units = budget.units === 1 ? 'the only unit' : `1 of ${budget.units.toLocaleString('en')} units`
  const closed = waits && !holds && budget.left === 0
  const others = budget.holders.filter((holder) => holder !== name)
  return {
    number: undefined,
    name: 'Budget',
    state: closed ? 'closed' : 'open',
    words: holds ? `this node holds ${units}` : closed ? (budget.units === 1 ? 'the only unit is in use' : `all ${budget.units.toLocaleString('en')} units are in use`) : `${budget.left.toLocaleString('en')} left`,
    property: others.length === 0 ? undefined : `in use by ${others.slice(0, 3).join(', ')}${others.length > 3 ? ` and ${(others.length - 3).toLocaleString('en')} more` : ''}`,
    comparisons: [{
      path: `${strategyPath}.rollingUpdate.${budget.field}`,
      text: `${budget.field}: ${budget.written}`,
      outcome: budget.over > 0 ? `${budget.over.toLocaleString('en')} over` : `${budget.left.toLocaleString('en')} left`,
    }],
  }
}
