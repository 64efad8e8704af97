/** How a pod is treated when its node runs short. Stands for kubectl/pkg/util/qos. */
import type * as corev1 from '#apis/corev1'
import { milliValue } from '#apis/quantity'

/** Guaranteed, Burstable or BestEffort: as reported, else from cpu and memory of its containers. */
export function qosOf({ spec, status }: corev1.Pod): string {
  if (status?.qosClass) return status.qosClass
  const containers = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])]
  const amount = (container: corev1.Container, side: 'requests' | 'limits', name: string) => milliValue(container.resources?.[side]?.[name]) ?? 0
  const names = ['cpu', 'memory']
  if (containers.every((each) => names.every((name) => amount(each, 'requests', name) === 0 && amount(each, 'limits', name) === 0))) return 'BestEffort'
  const isGuaranteed = containers.every((each) => names.every((name) => amount(each, 'limits', name) > 0 && [0, amount(each, 'limits', name)].includes(amount(each, 'requests', name))))
  return isGuaranteed ? 'Guaranteed' : 'Burstable'
}
