/**
 * What of an object is worth writing. Go's `omitempty` leaves out empty texts, lists and maps, and
 * zeros and `false` that are no pointers; the API server's answers and what it stores look so.
 */
import { fieldsOf, isRequired, shortName, type Field } from './fields.ts'
import { canonicalQuantity } from './quantity.ts'

/** Numbers and booleans that are no pointers in Go: 0 and `false` say nothing. All others are kept as they are written. */
const plain: Readonly<Record<string, readonly string[]>> = {
  ContainerPort: ['hostPort'],
  Probe: ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'],
  DaemonSetSpec: ['minReadySeconds'],
  DeploymentSpec: ['minReadySeconds', 'paused'],
  ReplicaSetSpec: ['minReadySeconds'],
  ServicePort: ['nodePort'],
  ServiceSpec: ['publishNotReadyAddresses', 'healthCheckNodePort'],
  ObjectMeta: ['generation'],
  PodSpec: ['hostNetwork', 'hostPID', 'hostIPC'],
  Container: ['stdin', 'stdinOnce', 'tty'],
  EphemeralContainer: ['stdin', 'stdinOnce', 'tty'],
  VolumeMount: ['readOnly'],
  NodeSpec: ['unschedulable'],
  PriorityClass: ['globalDefault'],
  AWSElasticBlockStoreVolumeSource: ['partition', 'readOnly'],
  GCEPersistentDiskVolumeSource: ['partition', 'readOnly'],
  ...Object.fromEntries(['AzureFile', 'CephFS', 'Cinder', 'FC', 'Flex', 'Glusterfs', 'ISCSI', 'NFS', 'PersistentVolumeClaim', 'Portworx', 'Quobyte', 'RBD', 'ScaleIO', 'StorageOS'].map((source) => [`${source}VolumeSource`, ['readOnly', 'discoveryCHAPAuth', 'sessionCHAPAuth']])),
}
/** Texts that are pointers in Go: `""` says something. */
const pointers: Readonly<Record<string, readonly string[]>> = {
  HostPathVolumeSource: ['type'],
  GRPCAction: ['service'],
  PodSpec: ['runtimeClassName', 'preemptionPolicy', 'hostnameOverride'],
  Container: ['restartPolicy'],
  VolumeMount: ['mountPropagation', 'recursiveReadOnly'],
  SecurityContext: ['procMount'],
  SeccompProfile: ['localhostProfile'],
  AppArmorProfile: ['localhostProfile'],
  PodDNSConfigOption: ['value'],
  PodSecurityContext: ['fsGroupChangePolicy', 'supplementalGroupsPolicy', 'seLinuxChangePolicy'],
  TopologySpreadConstraint: ['nodeAffinityPolicy', 'nodeTaintsPolicy'],
  PersistentVolumeClaimSpec: ['storageClassName', 'volumeMode'],
  CSIVolumeSource: ['fsType'],
  ServicePort: ['appProtocol'],
  ServiceSpec: ['internalTrafficPolicy', 'ipFamilyPolicy', 'loadBalancerClass', 'trafficDistribution'],
  PriorityClass: ['preemptionPolicy'],
}

/**
 * The decoded object of this type (full name) without what Go leaves out, quantities in their
 * canonical form. Empty maps stay, since validation prints them; `withoutEmptyMaps` takes them.
 */
export function omitEmpty(value: object, type: string): object {
  const fields = fieldsOf(type) ?? {}
  const name = shortName(type)
  const kept: Record<string, unknown> = {}
  for (const [key, part] of Object.entries(value)) {
    const field = fields[key]
    if (!isRequired(type, key) && saysNothing(part, name, key)) continue
    kept[key] = field ? encoded(part, field) : part
  }
  return kept
}

function saysNothing(part: unknown, type: string, key: string): boolean {
  if (Array.isArray(part)) return part.length === 0
  if (part === '') return !pointers[type]?.includes(key)
  return (part === 0 || part === false) && (plain[type]?.includes(key) ?? false)
}

function encoded(part: unknown, field: Field): unknown {
  if (typeof part !== 'object' || part === null) return shortName(field.type) === 'Quantity' ? canonicalQuantity(part as string) : part
  if (field.type === 'array') return (part as unknown[]).map((item) => encoded(item, field.items!))
  if (field.type === 'object') return field.values ? Object.fromEntries(Object.entries(part).map(([key, each]) => [key, encoded(each, field.values!)])) : part
  return fieldsOf(field.type) ? omitEmpty(part, field.type) : part
}

/** The object of this type without maps that hold nothing; the same one where there are none. */
export function withoutEmptyMaps<T extends object>(value: T, type: string): T {
  const fields = fieldsOf(type)
  if (!fields) return value
  let changed = false
  const kept: Record<string, unknown> = {}
  for (const [key, part] of Object.entries(value)) {
    const field = fields[key]
    if (field?.type === 'object' && Object.keys((part ?? {}) as object).length === 0 && !isRequired(type, key)) {
      changed = true
      continue
    }
    const next = field && typeof part === 'object' && part !== null ? inner(part, field) : part
    if (next !== part) changed = true
    kept[key] = next
  }
  return changed ? (kept as T) : value
}

function inner(part: object, field: Field): object {
  if (field.type !== 'array') return field.type === 'object' ? part : withoutEmptyMaps(part, field.type)
  const items = part as readonly unknown[]
  const next = items.map((item) => (typeof item === 'object' && item !== null ? inner(item, field.items!) : item))
  return next.some((item, index) => item !== items[index]) ? next : part
}
