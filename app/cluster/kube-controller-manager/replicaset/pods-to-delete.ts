/** Which pods a ReplicaSet gives up first. Stands for getPodsToDelete and ActivePodsWithRanks, kubernetes/pkg/controller/controller_utils.go. */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import type { Draft } from '../../draft.ts'
import { controllerUidOf } from '../../kube-apiserver/pod-index.ts'
import { fromTimestamp } from '../../timestamps.ts'
import { isFinished, isReady, isTerminating, readyCondition } from '../pod-availability.ts'

const phases = ['Pending', 'Unknown', 'Running']
const costAnnotation = 'controller.kubernetes.io/pod-deletion-cost'
const costOf = (pod: corev1.Pod) => Number.parseInt(pod.metadata?.annotations?.[costAnnotation] ?? '0', 10) || 0
const restartsOf = (pod: corev1.Pod) => Math.max(0, ...(pod.status?.containerStatuses ?? []).map(({ restartCount }) => restartCount ?? 0))

/** The pods in the order in which they go: those worth least first. */
export function rankForDeletion(draft: Draft, replicaSet: appsv1.ReplicaSet, active: readonly corev1.Pod[]): readonly corev1.Pod[] {
  const onNode = siblingsByNode(draft, replicaSet)
  const nowUnixMs = draft.options.epochMs + draft.nowMs
  // Ages are compared by powers of ten, so that not always the newest goes.
  const age = (timestamp: string | undefined) => Math.floor(Math.log10(Math.max(1, (nowUnixMs - (fromTimestamp(timestamp ?? '') ?? nowUnixMs)) / 1000)))
  const criteria: readonly ((pod: corev1.Pod) => number)[] = [
    (pod) => (pod.spec?.nodeName ? 1 : 0),
    (pod) => phases.indexOf(pod.status?.phase ?? 'Pending'),
    (pod) => (isReady(pod) ? 1 : 0),
    costOf,
    (pod) => -(onNode.get(pod.spec?.nodeName ?? '') ?? 0),
    (pod) => age(isReady(pod) ? readyCondition(pod)?.lastTransitionTime : undefined),
    (pod) => -restartsOf(pod),
    (pod) => age(pod.metadata?.creationTimestamp),
  ]
  return [...active].sort((a, b) => {
    for (const criterion of criteria) if (criterion(a) !== criterion(b)) return criterion(a) - criterion(b)
    return a.metadata!.uid! < b.metadata!.uid! ? -1 : 1
  })
}

/** How many live pods of the same Deployment (all its ReplicaSets together) each node has. */
function siblingsByNode(draft: Draft, replicaSet: appsv1.ReplicaSet): ReadonlyMap<string, number> {
  const controller = controllerUidOf(replicaSet)
  const related = controller === undefined ? [replicaSet] : [...draft.api.list('replicasets').values()].filter((each) => controllerUidOf(each) === controller)
  const counts = new Map<string, number>()
  for (const { metadata } of related) {
    for (const pod of draft.api.pods.controlledBy(metadata!.uid!).values()) {
      if (isFinished(pod) || isTerminating(pod)) continue
      const node = pod.spec?.nodeName ?? ''
      counts.set(node, (counts.get(node) ?? 0) + 1)
    }
  }
  return counts
}
