/** What controllers read off a pod. Stands for kubernetes/pkg/api/v1/pod. */
import type * as corev1 from '#apis/corev1'
import { fromTimestamp } from '../timestamps.ts'

export const isTerminating = (pod: corev1.Pod) => pod.metadata?.deletionTimestamp !== undefined
export const isFinished = (pod: corev1.Pod) => pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded'
export const readyCondition = (pod: corev1.Pod) => pod.status?.conditions?.find(({ type }) => type === 'Ready')
export const isReady = (pod: corev1.Pod) => readyCondition(pod)?.status === 'True'

/** When a ready pod counts as available: unix ms of its Ready condition plus `minReadySeconds`; undefined when it is not ready. */
export function availableAtUnixMs(pod: corev1.Pod, minReadySeconds: number): number | undefined {
  const ready = readyCondition(pod)
  if (ready?.status !== 'True') return undefined
  return minReadySeconds === 0 ? 0 : fromTimestamp(ready.lastTransitionTime!)! + minReadySeconds * 1000
}
