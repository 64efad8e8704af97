/**
 * What the API server adds to an object, or refuses, between decoding and storage: the default
 * admission plugins as far as they reach nodes and pods (NamespaceLifecycle, Priority, ServiceAccount's name,
 * DefaultTolerationSeconds, ResourceQuota, TaintNodesByCondition).
 */
import type * as corev1 from '#apis/corev1'
import { defaultPodContainers } from '#apis/default-object'
import { invalid, invalidStatus } from '#apis/field-error'
import { forbidden, isStatus, namespaceTerminating, notFound, type Status } from '#apis/status'
import { withClusterIP } from './allocate-cluster-ip.ts'
import { kindOf } from './kinds.ts'
import { exceededQuota } from './resource-quota.ts'
import type { ObjectByResource, Resource } from './watch.ts'

/** How a pod waits that nobody may schedule yet. */
const gated: corev1.PodCondition = Object.freeze({ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated', message: 'Scheduling is blocked due to non-empty scheduling gates' })
const waiting = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']

/** What admission reads. */
export interface Stored {
  readonly defaultTolerationSeconds: number
  get<R extends Resource>(resource: R, key: string): ObjectByResource[R] | undefined
  list<R extends Resource>(resource: R): ReadonlyMap<string, ObjectByResource[R]>
}

/** The object to store, or why it is refused. `name` is the final name. */
export function admitCreate<R extends Resource>(api: Stored, resource: R, object: ObjectByResource[R], name: string): ObjectByResource[R] | Status {
  const { namespaced, qualified } = kindOf[resource]
  const namespace = object.metadata?.namespace
  if (namespaced) {
    const found = api.get('namespaces', namespace ?? '')
    if (!found) return notFound('namespaces', namespace ?? '')
    if (found.metadata?.deletionTimestamp) return namespaceTerminating(qualified, name, namespace!)
  }
  if (resource === 'nodes') return admitNode(object as corev1.Node) as ObjectByResource[R]
  if (resource === 'services') return withClusterIP(object as corev1.Service, api.list('services').values()) as ObjectByResource[R]
  const admitted = resource === 'pods' ? admitPod(api, object as corev1.Pod, name) : object
  if (isStatus(admitted) || api.list('resourcequotas').size === 0) return admitted as ObjectByResource[R] | Status
  const exceeded = exceededQuota(api, resource, admitted as ObjectByResource[R])
  return exceeded ? forbidden(qualified, name, exceeded) : (admitted as ObjectByResource[R])
}

/** A new node is kept free of pods until it reports Ready. */
function admitNode(node: corev1.Node): corev1.Node {
  const taint: corev1.Taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }
  return { ...node, spec: { ...node.spec, taints: [...(node.spec?.taints ?? []), taint] } }
}

function admitPod(api: Stored, pod: corev1.Pod, name: string): corev1.Pod | Status {
  const spec = pod.spec!
  const className = spec.priorityClassName
  const priorityClass = className ? api.get('priorityclasses', className) : defaultPriorityClass(api)
  // Asked before a name is generated, unlike the quota.
  if (className && !priorityClass) return forbidden('pods', pod.metadata?.name ?? pod.metadata?.generateName ?? name, `no PriorityClass with name ${className} was found`)
  const blank = spec.containers?.findIndex(({ image = '' }) => image !== image.trim()) ?? -1
  if (blank >= 0) return invalidStatus('Pod', name, [invalid(`spec.containers[${blank}].image`, spec.containers![blank]!.image, 'must not have leading or trailing whitespace')])
  return {
    ...pod,
    ...(spec.schedulingGates?.length && { status: { ...pod.status, conditions: [gated] } }),
    spec: {
      ...spec,
      ...(spec.containers && { containers: defaultPodContainers(spec.containers, spec.hostNetwork) }),
      priority: priorityClass?.value ?? 0,
      preemptionPolicy: priorityClass?.preemptionPolicy ?? 'PreemptLowerPriority',
      enableServiceLinks: spec.enableServiceLinks ?? true,
      serviceAccountName: spec.serviceAccountName || 'default',
      serviceAccount: spec.serviceAccountName || 'default',
      tolerations: withDefaultTolerations(spec.tolerations ?? [], api.defaultTolerationSeconds),
    },
  }
}

function defaultPriorityClass(api: Stored) {
  for (const priorityClass of api.list('priorityclasses').values()) if (priorityClass.globalDefault) return priorityClass
  return undefined
}

/** Ordinary pods leave a node that is not ready after five minutes; daemon pods already tolerate both taints for ever. */
function withDefaultTolerations(tolerations: readonly corev1.Toleration[], tolerationSeconds: number): readonly corev1.Toleration[] {
  const missing = waiting.filter(
    (key) => !tolerations.some((toleration) => (!toleration.key || toleration.key === key) && (!toleration.effect || toleration.effect === 'NoExecute')),
  )
  if (missing.length === 0) return tolerations
  return [...tolerations, ...missing.map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds }))]
}
