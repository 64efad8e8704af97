/** "Why is the rollout waiting, and for whom?" */
import { fieldOf } from '#cluster/kube-apiserver/watch'
import { targetNodeName } from '#cluster/kube-controller-manager/daemonset/daemon-pod'
import { count, listed } from '../steps/told-step.ts'
import { daemonMoment, holderFact, holdersOf, holderWay, templateWay, type DaemonMoment } from './daemon-moment.ts'
import type { Moment } from './moment.ts'
import type { Fact, WhyAnswer } from './question.ts'

/** As many holders as are told of one by one. */
const mostHolders = 3

/** The answer for a DaemonSet's update. */
export function whyRollout(moment: Moment, key: string): WhyAnswer | undefined {
  const daemon = daemonMoment(moment, key)
  if (!daemon) return undefined
  const { daemonSet, views } = daemon
  const name = daemonSet.metadata!.name!
  const old = [...views.values()].filter(({ oldPods }) => oldPods.length > 0)
  const base = { daemonSet: key } as const
  const begun = templateWay(daemon, 'What the update began with')
  if (daemonSet.spec?.updateStrategy?.type === 'OnDelete') {
    return {
      ...base, title: ['Why does the update of', name, 'wait?'],
      lead: old.length === 0 ? 'Nothing waits: every pod has today’s template.' : `Its strategy is OnDelete: the controller replaces a pod only when somebody deletes it. ${count(old.length, 'node')} ${old.length === 1 ? 'has' : 'have'} an old pod.`,
      facts: [{ text: 'updateStrategy.type is OnDelete', resource: 'daemonsets', key, field: 'spec.updateStrategy.type', manifestPath: 'spec.updateStrategy.type' }],
      ways: [moment.wayOf('How it came to OnDelete', fieldOf('daemonsets', key, 'spec.updateStrategy')), begun],
    }
  }
  const used = holdersOf(daemon)!
  const { budget, holders } = used
  if (old.length === 0 && holders.length === 0) return { ...base, title: ['Why does the update of', name, 'not go on?'], lead: 'There is nothing to update: every pod has today’s template and is available.', facts: [], ways: [begun] }
  const granted = `${budget.field} ${budget.written}${budget.written.endsWith('%') ? `, which is ${count(budget.units, 'node')},` : ''} allows ${budget.units.toLocaleString('en')} at a time`
  const lead = budget.left > 0
    ? `It does not wait: ${granted}, and ${budget.left.toLocaleString('en')} ${budget.left === 1 ? 'is' : 'are'} free. The controller goes on at its next sync.`
    : `It waits for ${listed(holders.slice(0, mostHolders).map(({ nodeName }) => nodeName))}${holders.length > mostHolders ? ` and ${holders.length - mostHolders} more` : ''}: ${granted}, and ${holders.length > budget.units ? `${holders.length.toLocaleString('en')} nodes are not available` : budget.units === 1 ? 'that one is in use' : 'all are in use'}.`
  return {
    ...base, title: ['Why does the update of', name, budget.left > 0 ? 'take its time?' : 'wait?'], lead,
    facts: [budgetFact(daemon, budget.field, budget.written), ...holders.slice(0, mostHolders).map((holder) => holderFact(daemon, holder)), ...oldFact(daemon)],
    ways: [...holders.slice(0, mostHolders).map((holder) => holderWay(daemon, holder)), begun],
  }
}

/** The budget, as the manifest grants it. */
export function budgetFact({ key }: DaemonMoment, field: string, written: string): Fact {
  return { text: `${field} is ${written}`, resource: 'daemonsets', key, field: `spec.updateStrategy.rollingUpdate.${field}`, manifestPath: `spec.updateStrategy.rollingUpdate.${field}` }
}

function oldFact({ views }: DaemonMoment): readonly Fact[] {
  const waiting = [...views.values()].filter(({ oldPods, newPods }) => oldPods.length > 0 && newPods.length === 0).map(({ oldPods, name }) => targetNodeName(oldPods[0]!) ?? name)
  if (waiting.length === 0) return []
  return [{ text: `${listed(waiting.slice(0, mostHolders))}${waiting.length > mostHolders ? ` and ${count(waiting.length - mostHolders, 'more node')}` : ''} still ${waiting.length === 1 ? 'has' : 'have'} an old pod` }]
}
