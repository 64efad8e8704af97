/** A pod template as `rollout history --revision` and `rollout undo --dry-run` print it: the lines of `describe`, cells parted by tabs. */
import type * as corev1 from '#apis/corev1'
import { Description } from './describe/description.ts'
import { describePodTemplate } from './describe/parts/pod-template.ts'
import { changeCauseAnnotation } from './revisions.ts'

/** The block from `Pod Template:` on, with a line end; `changeCause` is shown among the annotations. */
export function templateText(template: corev1.PodTemplateSpec, changeCause?: string): string {
  const { metadata } = template
  const text = new Description()
  const annotations = { ...metadata?.annotations, ...(changeCause !== undefined && { [changeCauseAnnotation]: changeCause }) }
  describePodTemplate(text, { ...template, metadata: { ...metadata, annotations } })
  return text.unaligned()
}
