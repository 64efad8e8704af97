/** What the API server writes into an object where the manifest says nothing. Stands for kubernetes/pkg/apis/{core,apps}/v1/defaults.go. */
import type * as appsv1 from './appsv1.ts'
import type * as corev1 from './corev1.ts'
import { canonicalQuantity } from './quantity.ts'

/** The given fields over the defaults; an empty text counts as absent, as in Go. */
function over<T extends object>(defaults: Partial<T>, given: T | undefined): T {
  const own = Object.entries(given ?? {}).filter(([key, value]) => !(value === '' && key in defaults))
  return { ...defaults, ...Object.fromEntries(own) } as T
}

/** `Always` for the tag `latest` and for none, else `IfNotPresent`; also for what is no image reference. */
export function defaultPullPolicy(image: string | undefined): string {
  const name = /^(?:[\w.-]+(?::\d+)?\/)*[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?::([\w][\w.-]{0,127}))?$/.exec(image ?? '')
  if (!name || (image ?? '').length - (name[1]?.length ?? 0) > 255) return 'IfNotPresent'
  return name[1] === undefined || name[1] === 'latest' ? 'Always' : 'IfNotPresent'
}

function probe(given: corev1.Probe): corev1.Probe {
  const { httpGet, grpc } = given
  return {
    ...over<corev1.Probe>({ timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }, withoutZeros(given)),
    ...(httpGet && { httpGet: over<corev1.HTTPGetAction>({ path: '/', scheme: 'HTTP' }, httpGet) }),
    ...(grpc && { grpc: over<corev1.GRPCAction>({ service: '' }, grpc) }),
  }
}

const zeroMeansDefault = ['timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold']
const withoutZeros = (given: corev1.Probe): corev1.Probe => Object.fromEntries(Object.entries(given).filter(([key, value]) => !(value === 0 && zeroMeansDefault.includes(key))))

function container(given: corev1.Container): corev1.Container {
  const probes = Object.fromEntries((['livenessProbe', 'readinessProbe', 'startupProbe'] as const).filter((name) => given[name]).map((name) => [name, probe(given[name]!)]))
  return {
    ...over<corev1.Container>({ imagePullPolicy: defaultPullPolicy(given.image), terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File', resources: {} }, given),
    ...probes,
    ...(given.ports && { ports: given.ports.map((port) => over<corev1.ContainerPort>({ protocol: 'TCP' }, port)) }),
    ...(given.env && { env: given.env.map(environment) }),
  }
}

function environment(variable: corev1.EnvVar): corev1.EnvVar {
  const fieldRef = variable.valueFrom?.fieldRef
  return fieldRef ? { ...variable, valueFrom: { ...variable.valueFrom, fieldRef: over<corev1.ObjectFieldSelector>({ apiVersion: 'v1' }, fieldRef) } } : variable
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
    ...(given.downwardAPI && { downwardAPI: { ...mode, ...given.downwardAPI } }),
    ...(given.projected && { projected: { ...mode, ...given.projected } }),
  }
}

const keptEmpty = new Set(['type', 'service', 'name', 'namespace', 'generateName', 'fieldPath', 'path', 'mountPath', 'key', 'port'])
const omittedWhenZero = new Set(['hostPort', 'minReadySeconds', 'initialDelaySeconds'])

/** Booleans that are no pointers in Go: `false` says nothing. */
const omittedWhenFalse = new Set(['unschedulable', 'paused', 'hostNetwork', 'hostPID', 'hostIPC', 'stdin', 'stdinOnce', 'tty', 'readOnly', 'publishNotReadyAddresses'])

/** Leaves out what Go leaves out when it writes JSON: empty lists and texts, and zeros that are no pointers. Quantities get their canonical form. */
export function omitEmpty<T>(value: T, inMap = false): T {
  if (Array.isArray(value)) return value.map((item) => omitEmpty(item as unknown)) as T
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value as Record<string, unknown>).filter(([key, part]) => {
    if (Array.isArray(part)) return part.length > 0
    if (part === '') return inMap || keptEmpty.has(key)
    return !(part === 0 && omittedWhenZero.has(key)) && !(part === false && omittedWhenFalse.has(key))
  })
  return Object.fromEntries(
    entries.map(([key, part]) => {
      if (key === 'limits' || key === 'requests') return [key, Object.fromEntries(Object.entries(part as object).map(([name, amount]) => [name, canonicalQuantity(amount as string)]))]
      return [key, omitEmpty(part, key === 'labels' || key === 'annotations' || key === 'matchLabels' || key === 'nodeSelector')]
    }),
  ) as T
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

/** A DaemonSet with its defaults; the status is not part of it. */
export function defaultDaemonSet(given: appsv1.DaemonSet): appsv1.DaemonSet {
  const spec = omitEmpty(given).spec ?? {}
  const type = spec.updateStrategy?.type || 'RollingUpdate'
  const written = spec.updateStrategy?.rollingUpdate
  const rollingUpdate = type === 'RollingUpdate' || written ? { rollingUpdate: { maxUnavailable: 1, maxSurge: 0, ...written } } : {}
  const { status: _, ...rest } = omitEmpty(given)
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
