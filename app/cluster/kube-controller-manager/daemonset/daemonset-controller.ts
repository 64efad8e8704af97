/**
 * What wakes a DaemonSet: its own changes, its pods', and of its nodes' only those that matter.
 * Stands for the event handlers of kubernetes/pkg/controller/daemon/daemon_controller.go.
 */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { matchesSelector } from '#apis/labels'
import type { Component } from '../../component.ts'
import type { Draft } from '../../draft.ts'
import { equal } from '../../kube-apiserver/equal.ts'
import { keyOf } from '../../kube-apiserver/object-key.ts'
import { controllerUidOf } from '../../kube-apiserver/pod-index.ts'
import type { WatchEvent } from '../../kube-apiserver/watch.ts'
import { enqueueAfter, syncOrEnqueue } from '../retry.ts'
import { markUnclaimed } from './claim-pods.ts'
import { isReady, targetNodeName } from './daemon-pod.ts'
import { nodeShouldRunDaemonPod, type Verdict } from './node-should-run-daemon-pod.ts'
import { markNode } from './node-views.ts'
import { syncDaemonSet } from './sync-daemonset.ts'

const enqueue = (draft: Draft, daemonSet: appsv1.DaemonSet) => draft.wake(keyOf(daemonSet.metadata!), draft.options.controllerSyncMs)

export const daemonSetController: Component = {
  name: 'daemonset-controller',
  onWatchEvent: {
    daemonsets: (draft, { object }) => enqueue(draft, object),
    pods: onPod,
    nodes: onNode,
    controllerrevisions: (draft, { object, type }) => {
      const owner = type === 'ADDED' ? undefined : ownerOf(draft, controllerUidOf(object))
      if (owner) enqueue(draft, owner)
    },
  },
  onTimer: (draft, timer) => syncOrEnqueue(draft, timer, syncDaemonSet),
}

function ownerOf(draft: Draft, uid: string | undefined): appsv1.DaemonSet | undefined {
  if (uid !== undefined) for (const daemonSet of draft.api.list('daemonsets').values()) if (daemonSet.metadata!.uid === uid) return daemonSet
  return undefined
}

function podChanged(draft: Draft, daemonSet: appsv1.DaemonSet, pod: corev1.Pod, previous: corev1.Pod | undefined): void {
  const uid = daemonSet.metadata!.uid!
  const [target, before] = [targetNodeName(pod), previous && targetNodeName(previous)]
  if (target) markNode(draft, uid, target)
  if (before && before !== target) markNode(draft, uid, before)
  if (previous && !equal(previous.metadata!.labels, pod.metadata!.labels)) markUnclaimed(draft, uid, keyOf(pod.metadata!))
  enqueue(draft, daemonSet)
  const minReadySeconds = daemonSet.spec?.minReadySeconds ?? 0
  // A second more than it needs, in case clocks differ.
  if (minReadySeconds > 0 && previous && !isReady(previous) && isReady(pod)) enqueueAfter(draft, keyOf(daemonSet.metadata!), (minReadySeconds + 1) * 1000)
}

function onPod(draft: Draft, { object, previous, type }: WatchEvent<'pods'>): void {
  const owner = controllerUidOf(object)
  const before = previous && controllerUidOf(previous)
  const daemonSet = ownerOf(draft, owner)
  if (daemonSet) podChanged(draft, daemonSet, object, previous)
  const former = before === owner ? undefined : ownerOf(draft, before)
  if (former) podChanged(draft, former, object, previous)
  if (type === 'DELETED' || owner !== undefined) return
  for (const daemonSet of draft.api.list('daemonsets').values()) {
    if (daemonSet.metadata!.namespace === object.metadata!.namespace && matchesSelector(daemonSet.spec!.selector, object.metadata!.labels)) enqueue(draft, daemonSet)
  }
}

/** Only labels and taints count, and only where the verdict asks for something; a deleted node wakes nobody. */
function onNode(draft: Draft, { object, previous, type }: WatchEvent<'nodes'>): void {
  const changed = !previous || type === 'DELETED' || !equal(previous.metadata!.labels, object.metadata!.labels) || !equal(previous.spec?.taints, object.spec?.taints)
  if (!changed) return
  for (const daemonSet of draft.api.list('daemonsets').values()) {
    markNode(draft, daemonSet.metadata!.uid!, object.metadata!.name!)
    if (type !== 'DELETED' && concerns(draft, daemonSet, object)) enqueue(draft, daemonSet)
  }
}

function concerns(draft: Draft, daemonSet: appsv1.DaemonSet, node: corev1.Node): boolean {
  let scheduled = false
  for (const pod of draft.api.pods.onNode(node.metadata!.name!).values()) if (controllerUidOf(pod) === daemonSet.metadata!.uid) scheduled = true
  return wakes(daemonSet, nodeShouldRunDaemonPod(node, daemonSet), scheduled)
}

/** Is a changed node reason enough to look at the DaemonSet? Where nothing has to come or go it is not, and the counters stay as they are. */
export function wakes(daemonSet: appsv1.DaemonSet, { shouldRun, shouldContinueRunning }: Verdict, scheduled: boolean): boolean {
  return (shouldRun && !scheduled) || (!shouldContinueRunning && scheduled) || (scheduled && (daemonSet.status?.numberMisscheduled ?? 0) > 0)
}
