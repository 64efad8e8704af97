/** What a kubelet checks itself before it runs a pod. Stands for kubernetes/pkg/kubelet/lifecycle/predicate.go. */
import type * as corev1 from '#apis/corev1'
import { unmetNodeAffinity, unmetNodeSelector } from '#apis/node-affinity'
import type { Draft } from '../draft.ts'
import { insufficientResources, usageOn } from '../kube-scheduler/node-resources.ts'
import { recordEvent } from '../record-event.ts'
import { pressureRefusal } from './pressure.ts'

/** True when the pod may run; otherwise it is Failed, with the reason that kubectl shows. */
export function admitPod(draft: Draft, pod: corev1.Pod): boolean {
  const node = draft.api.get('nodes', pod.spec!.nodeName!)
  if (!node || !draft.options.realKubelet) return true
  const refusal = pressureRefusal(draft, pod) ?? refusalOf(draft, pod, node)
  if (!refusal) return true
  draft.api.updateStatus('pods', { ...pod, status: { ...pod.status, phase: 'Failed', reason: refusal.reason, message: `Pod was rejected: ${refusal.message}` } }, { reason: { rule: 'kubelet.admission', nodeName: pod.spec!.nodeName, ...refusal } })
  recordEvent(draft, 'pods', pod, { type: 'Warning', ...refusal }, 'kubelet', node.metadata!.name)
  return false
}

function refusalOf(draft: Draft, pod: corev1.Pod, node: corev1.Node): { reason: string; message: string } | undefined {
  const required = pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  if (unmetNodeSelector(pod.spec?.nodeSelector, node).length + unmetNodeAffinity(required, node).length > 0) return { reason: 'NodeAffinity', message: 'Predicate NodeAffinity failed' }
  const others = [...draft.api.pods.onNode(node.metadata!.name!).values()].filter((other) => other.metadata!.uid !== pod.metadata!.uid)
  const [lacking] = insufficientResources(pod, node, usageOn(others))
  if (!lacking) return undefined
  const { resource, requested, used, capacity } = lacking
  return { reason: `OutOf${resource}`, message: `Node didn't have enough resource: ${resource}, requested: ${requested}, used: ${used}, capacity: ${capacity}` }
}
