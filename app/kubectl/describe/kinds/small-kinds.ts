/** `kubectl describe` of kinds with little to say: ConfigMaps, PriorityClasses, disruption budgets. Stands for their describers in kubectl/pkg/describe. */
import type * as corev1 from '#apis/corev1'
import { printLabels } from '#apis/labels'
import type * as policyv1 from '#apis/policyv1'
import type * as schedulingv1 from '#apis/schedulingv1'
import { printLabelSelector } from '../../label-selector.ts'
import type { DescribeContext } from '../context.ts'
import { Description } from '../description.ts'
import { describeEvents } from '../parts/events.ts'

export function describeConfigMap({ metadata, data = {}, binaryData = {} }: corev1.ConfigMap, context: DescribeContext): string {
  const text = new Description()
  text.line(0, 'Name:', metadata!.name!)
  text.line(0, 'Namespace:', metadata!.namespace!)
  text.labels('Labels', metadata!.labels)
  text.annotations('Annotations', metadata!.annotations)
  text.line(0, '\nData\n====')
  for (const key of Object.keys(data).sort()) text.line(0, `${key}:\n----\n${data[key]}\n`)
  text.line(0, '\nBinaryData\n====')
  for (const key of Object.keys(binaryData).sort()) text.line(0, `${key}: ${bytesOf(binaryData[key]!)} bytes`)
  text.line(0)
  describeEvents(text, context, { kind: 'ConfigMap', name: metadata!.name!, namespace: metadata!.namespace, uids: [metadata!.uid!] })
  return text.toString()
}

/** How many bytes a base64 text stands for. */
const bytesOf = (base64: string) => Math.floor((base64.replace(/[=\s]/g, '').length * 3) / 4)

export function describePriorityClass({ metadata, value, globalDefault, preemptionPolicy, description }: schedulingv1.PriorityClass, context: DescribeContext): string {
  const text = new Description()
  text.line(0, 'Name:', metadata!.name!)
  text.line(0, 'Value:', value ?? 0)
  text.line(0, 'GlobalDefault:', globalDefault ?? false)
  text.line(0, 'PreemptionPolicy:', preemptionPolicy ?? 'PreemptLowerPriority')
  text.line(0, 'Description:', description ?? '')
  text.line(0, 'Annotations:', printLabels(metadata!.annotations))
  describeEvents(text, context, { kind: 'PriorityClass', name: metadata!.name!, namespace: undefined, uids: [metadata!.uid!] })
  return text.toString()
}

export function describeDisruptionBudget({ metadata, spec, status }: policyv1.PodDisruptionBudget, context: DescribeContext): string {
  const text = new Description()
  text.line(0, 'Name:', metadata!.name!)
  text.line(0, 'Namespace:', metadata!.namespace!)
  if (spec?.minAvailable !== undefined) text.line(0, 'Min available:', spec.minAvailable)
  else if (spec?.maxUnavailable !== undefined) text.line(0, 'Max unavailable:', spec.maxUnavailable)
  text.line(0, 'Selector:', spec?.selector ? printLabelSelector(spec.selector) : '<unset>')
  text.line(0, 'Status:')
  text.line(2, 'Allowed disruptions:', status?.disruptionsAllowed ?? 0)
  text.line(2, 'Current:', status?.currentHealthy ?? 0)
  text.line(2, 'Desired:', status?.desiredHealthy ?? 0)
  text.line(2, 'Total:', status?.expectedPods ?? 0)
  describeEvents(text, context, { kind: 'PodDisruptionBudget', name: metadata!.name!, namespace: metadata!.namespace, uids: [metadata!.uid!] })
  return text.toString()
}
