import type * as metav1 from '#apis/metav1'

/** `namespace/name`, or `name` alone for objects without a namespace. */
export function keyOf(metadata: metav1.ObjectMeta): string {
  return metadata.namespace ? `${metadata.namespace}/${metadata.name}` : metadata.name!
}
