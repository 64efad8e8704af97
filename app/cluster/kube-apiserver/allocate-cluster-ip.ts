/** Addresses of services, out of 10.96.0.0/16. Stands for kubernetes/pkg/registry/core/service/ipallocator; the lowest free one is given, not any. */
import type * as corev1 from '#apis/corev1'

const range = '10.96'

/** The service with an address, where its type has one and it names none. */
export function withClusterIP(service: corev1.Service, others: Iterable<corev1.Service>): corev1.Service {
  const { spec } = service
  if (spec?.type === 'ExternalName') return service
  const clusterIP = spec?.clusterIP || lowestFree(new Set([...others].map((other) => other.spec?.clusterIP)))
  return { ...service, spec: { ...spec, clusterIP, clusterIPs: [clusterIP] } }
}

function lowestFree(taken: ReadonlySet<string | undefined>): string {
  let number = 1
  while (taken.has(`${range}.${number >> 8}.${number & 255}`)) number++
  return `${range}.${number >> 8}.${number & 255}`
}
