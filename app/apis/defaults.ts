/** What the API server writes into an object where the manifest says nothing. Stands for kubernetes/pkg/apis/{core,apps}/v1/defaults.go. */
import type * as appsv1 from './appsv1.ts'
import type * as corev1 from './corev1.ts'

/** The given fields over the defaults; an empty text counts as absent, as in Go. */
function over<T extends object>(defaults: Partial<T>, given: T | undefined): T {
  const own = Object.entries(given ?? {}).filter(([key, value]) => !(value === '' && key in defaults))
  return { ...defaults, ...Object.fromEntries(own) } as T
}

/** `Always` for the tag `latest` and for none, else `IfNotPresent`; also for what is no image reference. */
export function defaultPullPolicy(image: string | undefined): string {
  const name = /^(?:[\w.-]+(?::\d+)?\/)*[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?::([\w][\w.-]{0,127}))?$/.exec(image ?? '')
  // Sixty-four hexadecimal digits are an image's id, not its name.
  if (!name || /^[a-f0-9]{64}$/.test(image ?? '') || (image ?? '').length - (name[1]?.length ?? 0) > 255) return 'IfNotPresent'
  return name[1] === undefined || name[1] === 'latest' ? 'Always' : 'IfNotPresent'
}

function probe(given: corev1.Probe): corev1.Probe {
  const { grpc } = given
  return {
    ...over<corev1.Probe>({ timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }, given),
    ...handlerOf(given),
    ...(grpc && { grpc: over<corev1.GRPCAction>({ service: '' }, grpc) }),
  }
}

/** What a probe or a hook does. */
const handlerOf = <T extends corev1.LifecycleHandler | corev1.Probe>(given: T): T =>
  given.httpGet ? { ...given, httpGet: { ...over<corev1.HTTPGetAction>({ path: '/', scheme: 'HTTP' }, given.httpGet), port: given.httpGet.port ?? 0 } } : given

function container(given: corev1.Container): corev1.Container {
  const probes = Object.fromEntries((['livenessProbe', 'readinessProbe', 'startupProbe'] as const).filter((name) => given[name]).map((name) => [name, probe(given[name]!)]))
  return {
    ...over<corev1.Container>({ imagePullPolicy: defaultPullPolicy(given.image), terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File', resources: {} }, given),
    ...probes,
    ...(given.ports && { ports: given.ports.map((port) => over<corev1.ContainerPort>({ protocol: 'TCP' }, port)) }),
    ...(given.env && { env: given.env.map(environment) }),
    ...(given.lifecycle && { lifecycle: Object.fromEntries(Object.entries(given.lifecycle).map(([hook, handler]) => [hook, typeof handler === 'object' ? handlerOf(handler) : handler])) }),
  }
}

function environment(variable: corev1.EnvVar): corev1.EnvVar {
  return variable.valueFrom ? { ...variable, valueFrom: { ...variable.valueFrom, ...references(variable.valueFrom) } } : variable
}

/** References to the pod's own fields and resources, in a variable or a file of a volume. */
const references = ({ fieldRef, resourceFieldRef }: corev1.DownwardAPIVolumeFile | corev1.EnvVarSource) => ({
  ...(fieldRef && { fieldRef: over<corev1.ObjectFieldSelector>({ apiVersion: 'v1' }, fieldRef) }),
  ...(resourceFieldRef && { resourceFieldRef: over<corev1.ResourceFieldSelector>({ divisor: '0' }, resourceFieldRef) }),
})
const downward = <T extends { readonly items?: readonly corev1.DownwardAPIVolumeFile[] }>(source: T): T => (source.items ? { ...source, items: source.items.map((file) => ({ ...file, ...references(file) })) } : source)

function projection(part: corev1.VolumeProjection): corev1.VolumeProjection {
  const { downwardAPI, serviceAccountToken } = part
  return { ...part, ...(downwardAPI && { downwardAPI: downward(downwardAPI) }), ...(serviceAccountToken && { serviceAccountToken: { expirationSeconds: 3600, ...serviceAccountToken } }) }
}

function volume(given: corev1.Volume): corev1.Volume {
  const { name, ...sources } = given
  if (Object.keys(sources).length === 0) return { ...(name !== undefined && { name }), emptyDir: {} }
  const mode = { defaultMode: 420 }
  return {
    ...given,
    ...(given.hostPath && { hostPath: { type: '', ...given.hostPath } }),
    ...(given.configMap && { configMap: { ...mode, ...given.configMap } }),
    ...(given.secret && { secret: { ...mode, ...given.secret } }),
    ...(given.downwardAPI && { downwardAPI: { ...mode, ...downward(given.downwardAPI) } }),
    ...(given.projected && { projected: { ...mode, ...given.projected, ...(given.projected.sources && { sources: given.projected.sources.map(projection) }) } }),
    ...(given.iscsi && { iscsi: { iscsiInterface: 'default', ...given.iscsi } }),
    ...(given.rbd && { rbd: { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring', ...given.rbd } }),
    ...(given.scaleIO && { scaleIO: { storageMode: 'ThinProvisioned', fsType: 'xfs', ...given.scaleIO } }),
    ...(given.azureDisk && { azureDisk: { cachingMode: 'ReadWrite', kind: 'Shared', fsType: 'ext4', readOnly: false, ...given.azureDisk } }),
    ...(given.image && { image: { ...given.image, pullPolicy: given.image.pullPolicy ?? defaultPullPolicy(given.image.reference) } }),
  }
}

/** A pod template's spec with its defaults. */
export function defaultPodSpec(given: corev1.PodSpec = {}): corev1.PodSpec {
  return {
    ...over<corev1.PodSpec>({ dnsPolicy: 'ClusterFirst', restartPolicy: 'Always', securityContext: {}, terminationGracePeriodSeconds: 30, schedulerName: 'default-scheduler' }, given),
    ...(given.serviceAccountName && { serviceAccount: given.serviceAccountName }),
    ...(given.containers && { containers: given.containers.map(container) }),
    ...(given.initContainers && { initContainers: given.initContainers.map(container) }),
    ...(given.volumes && { volumes: given.volumes.map(volume) }),
  }
}

/** A DaemonSet (without what says nothing, see `omitEmpty`) with its defaults; the status is not part of it. */
export function defaultDaemonSet(given: appsv1.DaemonSet): appsv1.DaemonSet {
  const spec = given.spec ?? {}
  const type = spec.updateStrategy?.type || 'RollingUpdate'
  const written = spec.updateStrategy?.rollingUpdate
  const rollingUpdate = type === 'RollingUpdate' || written ? { rollingUpdate: { maxUnavailable: 1, maxSurge: 0, ...written } } : {}
  const { status: _, ...rest } = given
  return {
    ...rest,
    metadata: { ...given.metadata, namespace: given.metadata?.namespace || 'default' },
    spec: {
      ...spec,
      revisionHistoryLimit: spec.revisionHistoryLimit ?? 10,
      template: { ...spec.template, spec: defaultPodSpec(spec.template?.spec) },
      updateStrategy: { type, ...rollingUpdate },
    },
  }
}
