/** What a sync says of its writes: the rule, what it looked at, and what the decision rests on. */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { keyOf } from '../../kube-apiserver/object-key.ts'
import { fieldOf, type Ground, type Reason } from '../../kube-apiserver/watch.ts'
import { targetNodeName } from './daemon-pod.ts'
import type { Deletion } from './manage.ts'
import type { RolloutStep } from './rolling-update.ts'

/** How much of the budget is used, as a reason carries it. */
export interface BudgetUse {
  readonly maxUnavailable: number
  readonly maxSurge: number
  /** Nodes that hold a unit after the step, and how many there are of them; of many only the first are named. */
  readonly holders: readonly string[]
  readonly held: number
}

/** As many holders as a sentence names. */
const mostNamed = 5

/** Reasons of one sync; what they have in common is made once. */
export class SyncReasons {
  private readonly key: string
  private readonly owner: string
  private readonly template: Ground
  private readonly rollout: { readonly budget?: BudgetUse; readonly rests: readonly Ground[] }

  constructor(daemonSet: appsv1.DaemonSet, private readonly hash: string, private readonly rule: 'manage' | 'rollingUpdate', step: RolloutStep | undefined) {
    this.key = keyOf(daemonSet.metadata!)
    this.owner = daemonSet.metadata!.uid!
    this.template = fieldOf('daemonsets', this.key, 'spec.template')
    const rests = [this.template, fieldOf('daemonsets', this.key, 'spec.updateStrategy'), { what: 'ready', owner: this.owner, forSeconds: daemonSet.spec?.minReadySeconds ?? 0 } as const]
    this.rollout = step ? { budget: budgetUse(step), rests } : { rests }
  }

  /** For a pod that is made for a node. */
  create(nodeName: string): Reason {
    const { key, owner, hash, rollout: { budget } } = this
    const verdict: Ground = { what: 'verdict', node: nodeName, daemonSet: key }
    if (this.rule === 'rollingUpdate') return { rule: 'rollingUpdate.create', daemonSet: key, nodeName, hash, budget, rests: [...this.rollout.rests, verdict] }
    return { rule: 'manage.create', daemonSet: key, nodeName, hash, rests: [this.template, verdict, { what: 'gone', owner, node: nodeName }] }
  }

  /** For a pod that is taken away. */
  delete({ pod, why, gate }: Deletion): Reason {
    const { key, hash, rollout: { budget } } = this
    const nodeName = targetNodeName(pod)
    return { rule: `${this.rule}.delete`, daemonSet: key, nodeName, hash, why, ...(gate && { gate }), ...(this.rule === 'rollingUpdate' && { budget }), rests: this.restsOf(pod, why, nodeName!) }
  }

  private restsOf(pod: corev1.Pod, why: Deletion['why'], node: string): readonly Ground[] {
    const key = keyOf(pod.metadata!)
    switch (why) {
      case 'not eligible':
        return [{ what: 'verdict', node, daemonSet: this.key }, this.template]
      case 'no such node':
        return [fieldOf('nodes', node, '')]
      case 'failed':
      case 'succeeded':
        return [fieldOf('pods', key, 'status.phase')]
      case 'one too many':
        return [fieldOf('pods', key, ''), fieldOf('pods', key, 'metadata.ownerReferences')]
      case 'not available':
        return [this.template, fieldOf('pods', key, 'status.conditions[Ready]')]
      case 'replaced':
      case 'being updated':
        return this.rollout.rests
    }
  }
}

function budgetUse({ maxUnavailable, maxSurge, holders }: RolloutStep): BudgetUse {
  return { maxUnavailable, maxSurge, held: holders.length, holders: holders.slice(-mostNamed).map(({ nodeName }) => nodeName) }
}
