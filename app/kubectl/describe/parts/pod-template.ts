/** The pods that a controller makes. Stands for DescribePodTemplate of kubectl/pkg/describe. */
import type * as corev1 from '#apis/corev1'
import { describeContainers } from './containers.ts'
import type { Description } from '../description.ts'
import { describeTolerations, describeTopologySpread } from './scheduling.ts'
import { describeVolumes } from './volumes.ts'

export function describePodTemplate(text: Description, { metadata, spec }: corev1.PodTemplateSpec): void {
  text.line(0, 'Pod Template:')
  text.labels('  Labels', metadata?.labels)
  if (Object.keys(metadata?.annotations ?? {}).length > 0) text.annotations('  Annotations', metadata?.annotations)
  if (spec?.serviceAccountName) text.line(1, 'Service Account:', spec.serviceAccountName)
  if (spec?.initContainers?.length) describeContainers(text, 'Init Containers', spec.initContainers, {})
  describeContainers(text, 'Containers', spec?.containers ?? [], {})
  describeVolumes(text, spec?.volumes, true)
  describeTopologySpread(text, '  ', spec?.topologySpreadConstraints)
  if (spec?.priorityClassName) text.line(1, 'Priority Class Name:', spec.priorityClassName)
  text.labels('  Node-Selectors', spec?.nodeSelector)
  describeTolerations(text, '  ', spec?.tolerations)
  describeSchedulingGroup(text, 1, spec)
}

/** Nothing where the pods belong to none. */
export function describeSchedulingGroup(text: Description, level: number, spec: corev1.PodSpec | undefined): void {
  if (!spec?.schedulingGroup) return
  text.line(level, 'SchedulingGroup:')
  text.line(1, 'PodGroupName:', spec.schedulingGroup.podGroupName ?? '')
}
