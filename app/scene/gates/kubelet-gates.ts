/** What the kubelet has done with a pod, from the pod's own status. */
import type * as corev1 from '#apis/corev1'
import { podPath, type ExplainedGate, type GateGroup } from './gate.ts'

const names = ['Admission', 'Image', 'Start', 'Readiness probe'] as const
const firstNumber = 9

/** The kubelet's gates for the pod; undefined where it has none to look at. */
export function kubeletGates(pod: corev1.Pod | undefined): GateGroup {
  if (!pod?.spec?.nodeName) return { by: 'Kubelet', words: 'not asked', gates: names.map((name, index) => ({ number: firstNumber + index, name, state: 'not-asked', words: '', property: undefined, comparisons: [] })) }
  const [at, closed, words] = stage(pod)
  const gates = names.map((name, index): ExplainedGate => {
    const state = index < at ? 'open' : index > at ? 'not-asked' : closed ? 'closed' : 'now'
    return { number: firstNumber + index, name, state, words: index === at ? words : index < at ? passed[index]!(pod) : '', property: undefined, comparisons: index <= at ? fields(pod, index) : [] }
  })
  return { by: 'Kubelet', words: at >= names.length ? 'runs the pod' : closed ? 'cannot go on' : 'is at it', gates }
}

const hasProbe = (pod: corev1.Pod): boolean => pod.spec?.containers?.some(({ readinessProbe }) => readinessProbe) ?? false

/** What is said of a gate that lies behind the pod. */
const passed: readonly ((pod: corev1.Pod) => string)[] = [
  () => 'the kubelet took the pod',
  () => 'is on the node',
  () => 'the container runs',
  (pod) => (hasProbe(pod) ? 'it answers' : 'none, so ready as soon as it runs'),
]

/** The field that the gate is about, where it has one. */
function fields(pod: corev1.Pod, index: number): ExplainedGate['comparisons'] {
  const { image = '' } = pod.spec?.containers?.[0] ?? {}
  if (index === 1) return [{ path: `${podPath}.containers[0].image`, text: image, outcome: '' }]
  if (index === 3 && hasProbe(pod)) return [{ path: `${podPath}.containers[${pod.spec!.containers!.findIndex(({ readinessProbe }) => readinessProbe)}].readinessProbe`, text: 'readinessProbe', outcome: '' }]
  return []
}

/** How many of the gates are behind the pod, whether the next is shut, and why. */
function stage(pod: corev1.Pod): [passed: number, closed: boolean, words: string] {
  const status = pod.status?.containerStatuses?.[0]
  const waiting = status?.state?.waiting
  if (pod.status?.phase === 'Failed') return [0, true, pod.status.message ?? pod.status.reason ?? '']
  if (waiting?.reason === 'ImagePullBackOff' || waiting?.reason === 'ErrImagePull') return [1, true, waiting.message ?? waiting.reason]
  if (waiting?.reason === 'CrashLoopBackOff') return [2, true, waiting.message ?? waiting.reason]
  if (!status || waiting) return [1, false, 'is being pulled']
  if (!status.ready) return [3, false, hasProbe(pod) ? 'has not answered yet' : 'not ready']
  return [4, false, '']
}
