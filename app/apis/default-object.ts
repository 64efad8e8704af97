/** Defaults of every kind that a manifest may hold. Stands for kubernetes/pkg/apis/{apps,core,policy,scheduling}/v1/defaults.go. */
import type * as appsv1 from './appsv1.ts'
import type * as corev1 from './corev1.ts'
import { defaultDaemonSet, defaultPodSpec } from './defaults.ts'
import type * as schedulingv1 from './schedulingv1.ts'

/** A decoded object with its defaults. `kind` decides; namespaces are the caller's. */
export function defaultObject(kind: string, given: object): object {
  switch (kind) {
    case 'DaemonSet':
      return defaultDaemonSet(given as appsv1.DaemonSet)
    case 'Deployment':
      return defaultDeployment(given as appsv1.Deployment)
    case 'ReplicaSet':
      return defaultReplicaSet(given as appsv1.ReplicaSet)
    case 'Pod':
      return defaultPod(given as corev1.Pod)
    case 'Node':
      return given
    case 'Service':
      return defaultService(given as corev1.Service)
    case 'Namespace':
      return defaultNamespace(given as corev1.Namespace)
    case 'PriorityClass': {
      const { globalDefault, ...rest } = given as schedulingv1.PriorityClass
      return { ...rest, ...(globalDefault && { globalDefault }), preemptionPolicy: rest.preemptionPolicy ?? 'PreemptLowerPriority' }
    }
    default:
      return given
  }
}

const defaultTemplate = (template: corev1.PodTemplateSpec | undefined): corev1.PodTemplateSpec => ({ ...template, spec: defaultPodSpec(template?.spec) })

function defaultDeployment(given: appsv1.Deployment): appsv1.Deployment {
  const { status: _, ...rest } = given
  const spec = given.spec ?? {}
  const type = spec.strategy?.type || 'RollingUpdate'
  const rollingUpdate = type === 'RollingUpdate' ? { rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%', ...spec.strategy?.rollingUpdate } } : {}
  return {
    ...rest,
    spec: {
      ...spec,
      replicas: spec.replicas ?? 1,
      revisionHistoryLimit: spec.revisionHistoryLimit ?? 10,
      progressDeadlineSeconds: spec.progressDeadlineSeconds ?? 600,
      strategy: { ...spec.strategy, type, ...rollingUpdate },
      template: defaultTemplate(spec.template),
    },
  }
}

function defaultReplicaSet(given: appsv1.ReplicaSet): appsv1.ReplicaSet {
  const { status: _, ...rest } = given
  return { ...rest, spec: { ...given.spec, replicas: given.spec?.replicas ?? 1, template: defaultTemplate(given.spec?.template) } }
}

/** Lists that were given defaults already: pods of one template share theirs. */
const defaulted = new WeakMap<readonly corev1.Container[], readonly corev1.Container[]>()

/** What a pod (not a template) gets beyond its template: a request where only a limit is set, and with the node's network the port of the node. */
export function defaultPodContainers(containers: readonly corev1.Container[], hostNetwork = false): readonly corev1.Container[] {
  if (!containers.some(({ resources, ports }) => resources?.limits || (hostNetwork && ports?.some(({ hostPort }) => !hostPort)))) return containers
  let known = defaulted.get(containers)
  if (!known) defaulted.set(containers, (known = containers.map((container) => {
    const { limits, requests } = container.resources ?? {}
    return {
      ...container,
      ...(limits && { resources: { ...container.resources, requests: { ...limits, ...requests } } }),
      ...(hostNetwork && container.ports && { ports: container.ports.map((port) => ({ ...port, hostPort: port.hostPort || port.containerPort })) }),
    }
  })))
  return known
}

function defaultPod(given: corev1.Pod): corev1.Pod {
  const spec = defaultPodSpec(given.spec)
  const { status: _, ...rest } = given
  const { containers, initContainers, hostNetwork } = spec
  return { ...rest, spec: { ...spec, ...(containers && { containers: defaultPodContainers(containers, hostNetwork) }), ...(initContainers && { initContainers: defaultPodContainers(initContainers, hostNetwork) }) } }
}

function defaultService(given: corev1.Service): corev1.Service {
  const spec = given.spec ?? {}
  const type = spec.type || 'ClusterIP'
  const ports = spec.ports?.map((port) => ({ ...port, protocol: port.protocol || 'TCP', targetPort: port.targetPort ?? port.port }))
  return {
    ...given,
    spec: { ...spec, type, ...(ports && { ports }), sessionAffinity: spec.sessionAffinity || 'None', ...(type !== 'ExternalName' && { internalTrafficPolicy: spec.internalTrafficPolicy ?? 'Cluster', ipFamilies: spec.ipFamilies ?? ['IPv4'], ipFamilyPolicy: spec.ipFamilyPolicy ?? 'SingleStack' }) },
    status: { loadBalancer: {} },
  }
}

function defaultNamespace(given: corev1.Namespace): corev1.Namespace {
  const { metadata, spec } = given
  return {
    ...given,
    metadata: { ...metadata, labels: { ...metadata?.labels, 'kubernetes.io/metadata.name': metadata?.name ?? '' } },
    spec: { ...spec, finalizers: spec?.finalizers ?? ['kubernetes'] },
    status: given.status ?? { phase: 'Active' },
  }
}
