/** The columns that every kind with a pod template has with `-o wide`. */
import type * as corev1 from '#apis/corev1'
import type * as metav1 from '#apis/metav1'
import { printLabelSelector } from '../label-selector.ts'
import type { Column } from './table.ts'

interface WithTemplate {
  readonly spec?: { readonly selector?: metav1.LabelSelector; readonly template?: corev1.PodTemplateSpec }
}

/** CONTAINERS, IMAGES and SELECTOR. */
export const templateColumns: readonly Column<WithTemplate>[] = [
  { header: 'CONTAINERS', wide: true, cell: (object) => containersOf(object).map(({ name }) => name).join(',') },
  { header: 'IMAGES', wide: true, cell: (object) => containersOf(object).map(({ image }) => image).join(',') },
  { header: 'SELECTOR', wide: true, cell: ({ spec }) => printLabelSelector(spec?.selector) },
]

const containersOf = ({ spec }: WithTemplate) => spec?.template?.spec?.containers ?? []
