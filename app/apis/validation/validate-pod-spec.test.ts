import { describe, expect, test } from 'vitest'
import type * as corev1 from '../corev1.ts'
import { decodeObject, stored } from '../decode-object.ts'
import { invalidStatus, printInvalid } from '../field-error.ts'
import { isStatus } from '../status.ts'
import { validateObject } from './validate-object.ts'
import { warningsOf } from './warnings.ts'

const container = { name: 'app', image: 'nginx:1.27' }
const ofSpec = (spec: Partial<corev1.PodSpec>, metadata = {}) => ({
  apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'x', ...metadata },
  spec: { selector: { matchLabels: { app: 'x' } }, template: { metadata: { labels: { app: 'x' } }, spec: { containers: [container], ...spec } } },
})
/** The lines that kubectl would print, without the common prefix. */
function errorsOf(object: object, kind = 'DaemonSet'): readonly string[] {
  const decoded = decodeObject(object)
  if (isStatus(decoded)) return [decoded.message]
  const errors = validateObject(kind, decoded)
  if (errors.length === 0) return []
  const [first, ...more] = printInvalid(invalidStatus(kind, 'x', errors)).trimEnd().split('\n')
  const lines = more.length > 0 ? more.map((line) => line.slice(2)) : [first!.replace(`The ${kind} "x" is invalid: `, '')]
  return lines.map((line) => line.replace('spec.template.spec.', ''))
}
const one = (more: Partial<corev1.Container>): Partial<corev1.PodSpec> => ({ containers: [{ ...container, ...more }] })
const env = (valueFrom: corev1.EnvVarSource, value?: string) => one({ env: [{ name: 'A', ...(value && { value }), valueFrom }] })
const volume = (source: Omit<corev1.Volume, 'name'>): Partial<corev1.PodSpec> => ({ volumes: [{ name: 'v', ...source }] })
const affinity = (given: corev1.Affinity): Partial<corev1.PodSpec> => ({ affinity: given })
const probe = (given: corev1.Probe) => one({ livenessProbe: given })
const now = 'requiredDuringSchedulingIgnoredDuringExecution'
const maybe = 'preferredDuringSchedulingIgnoredDuringExecution'

type Case = readonly [name: string, spec: Partial<corev1.PodSpec>, ...expected: string[]]
const named = (cases: readonly Case[]) => cases.map(([name, spec, ...expected]) => ({ name, spec, expected }))

const cases: readonly Case[] = [
  ['a second container of one name, told after the rest of it', { containers: [container, { name: 'app' }] }, 'containers[1].image: Required value', 'containers[1].name: Duplicate value: "app"'],
  ['an init container of a container’s name', { initContainers: [container] }, 'initContainers[0].name: Duplicate value: "app"'],
  ['a probe on an init container', { initContainers: [{ name: 'i', image: 'i', readinessProbe: { exec: { command: ['x'] } } }] }, 'initContainers[0].readinessProbe: Forbidden: may not be set for init containers without restartPolicy=Always'],
  ['a probe on a sidecar', { initContainers: [{ name: 'i', image: 'i', restartPolicy: 'Always', readinessProbe: { exec: { command: ['x'] } } }] }],
  ['a second handler is not looked at', probe({ exec: { command: ['x'] }, httpGet: { port: 0 } }), 'containers[0].livenessProbe.httpGet: Forbidden: may not specify more than 1 handler type'],
  ['a probe with a grace period of nothing', probe({ exec: { command: ['x'] }, terminationGracePeriodSeconds: 0 }), 'containers[0].livenessProbe.terminationGracePeriodSeconds: Invalid value: 0: must be greater than 0'],
  ['a grpc probe without a port', probe({ grpc: {} }), 'containers[0].livenessProbe.grpc.port: Invalid value: 0: must be between 1 and 65535, inclusive'],
  ['a header with a blank', probe({ httpGet: { port: 80, httpHeaders: [{ name: 'a b', value: '' }] } }), "containers[0].livenessProbe.httpGet.httpHeaders: Invalid value: \"a b\": a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')"],
  ['a hook without anything to do', one({ lifecycle: { preStop: {} } }), 'containers[0].lifecycle.preStop: Required value: must specify a handler type'],
  ['a hook that sleeps too long', one({ lifecycle: { preStop: { sleep: { seconds: 31 } } } }), 'containers[0].lifecycle.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)'],
  ['labels of the pod in a variable', env({ fieldRef: { fieldPath: 'metadata.labels' } }), 'containers[0].env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "metadata.labels": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"'],
  ['one label of the pod', env({ fieldRef: { fieldPath: "metadata.labels['app']" } })],
  ['a subscript elsewhere', env({ fieldRef: { fieldPath: "spec.nodeName['x']" } }), 'containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value: "spec.nodeName[\'x\']": error converting fieldPath: field label does not support subscript: spec.nodeName[\'x\']'],
  ['a field of another version', env({ fieldRef: { apiVersion: 'v2', fieldPath: 'metadata.name' } }), 'containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value: "metadata.name": error converting fieldPath: unsupported pod version: v2'],
  ['two sources of a variable', env({ fieldRef: { fieldPath: 'metadata.name' }, configMapKeyRef: { name: 'c', key: 'k' } }), 'containers[0].env[0].valueFrom: Invalid value: "": may not have more than one field specified at a time'],
  ['a key reference without names', env({ secretKeyRef: {} }), 'containers[0].env[0].valueFrom.secretKeyRef.name: Required value', 'containers[0].env[0].valueFrom.secretKeyRef.key: Required value'],
  ['a resource that is none', env({ resourceFieldRef: { resource: 'limits.gpu' } }), 'containers[0].env[0].valueFrom.resourceFieldRef.resource: Unsupported value: "limits.gpu": supported values: "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"'],
  ['a divisor of cpu', env({ resourceFieldRef: { resource: 'limits.cpu', divisor: '1Mi' } }), "containers[0].env[0].valueFrom.resourceFieldRef.divisor: Invalid value: \"limits.cpu\": only divisor's values 1m and 1 are supported with the cpu resource"],
  ['envFrom nothing', one({ envFrom: [{}] }), 'containers[0].envFrom: Invalid value: "": must specify one of: `configMapRef` or `secretRef`'],
  ['envFrom a map without a name', one({ envFrom: [{ configMapRef: {} }] }), 'containers[0].envFrom[0].configMapRef.name: Required value'],
  ['two mounts at one empty path', { ...volume({ emptyDir: {} }), ...one({ volumeMounts: [{ name: 'v' }, { name: 'v' }] }) }, 'containers[0].volumeMounts[0].mountPath: Required value', 'containers[0].volumeMounts[1].mountPath: Required value', 'containers[0].volumeMounts[1].mountPath: Invalid value: "": must be unique'],
  ['a way up out of a volume', { ...volume({ emptyDir: {} }), ...one({ volumeMounts: [{ name: 'v', mountPath: '/v', subPath: '../x' }] }) }, "containers[0].volumeMounts.subPath: Invalid value: \"../x\": must not contain '..'"],
  ['propagation both ways', { ...volume({ emptyDir: {} }), ...one({ volumeMounts: [{ name: 'v', mountPath: '/v', mountPropagation: 'Bidirectional' }] }) }, 'containers[0].volumeMounts.mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers'],
  ['a resource of nobody', one({ resources: { limits: { gpu: '1' } } }), 'containers[0].resources.limits[gpu]: Invalid value: "gpu": must be a standard resource type or fully qualified', 'containers[0].resources.limits[gpu]: Invalid value: "gpu": must be a standard resource for containers'],
  ['a resource that only quotas count', one({ resources: { limits: { pods: '1' } } }), 'containers[0].resources.limits[pods]: Invalid value: "pods": must be a standard resource for containers'],
  ['less of a device than the limit', one({ resources: { limits: { 'nvidia.com/gpu': '2' }, requests: { 'nvidia.com/gpu': '1' } } }), 'containers[0].resources.requests: Invalid value: "1": must be equal to nvidia.com/gpu limit of 2'],
  ['half a device', one({ resources: { limits: { 'nvidia.com/gpu': '500m' } } }), 'containers[0].resources.limits[nvidia.com/gpu]: Invalid value: "500m": must be an integer'],
  ['huge pages alone', one({ resources: { limits: { 'hugepages-2Mi': '4Mi' } } }), 'containers[0].resources: Forbidden: HugePages require cpu or memory'],
  ['escalation forbidden and privileged', one({ securityContext: { privileged: true, allowPrivilegeEscalation: false } }), 'containers[0].securityContext.privileged: Forbidden: disallowed by cluster policy', 'containers[0].securityContext: Invalid value: {"Capabilities":null,"Privileged":true,"SELinuxOptions":null,"WindowsOptions":null,"RunAsUser":null,"RunAsGroup":null,"RunAsNonRoot":null,"ReadOnlyRootFilesystem":null,"AllowPrivilegeEscalation":false,"ProcMount":null,"SeccompProfile":null,"AppArmorProfile":null}: cannot set `allowPrivilegeEscalation` to false and `privileged` to true'],
  ['a seccomp profile without its file', one({ securityContext: { seccompProfile: { type: 'Localhost' } } }), 'containers[0].securityContext.seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost'],
  ['a seccomp profile of no kind', { securityContext: { seccompProfile: { type: 'None' } } }, 'securityContext.seccompProfile.type: Unsupported value: "None": supported values: "Localhost", "RuntimeDefault", "Unconfined"'],
  ['a group below zero', { securityContext: { fsGroup: -1 } }, 'securityContext.fsGroup: Invalid value: -1: must be between 0 and 2147483647, inclusive'],
  ['a path missing and a type wrong', volume({ hostPath: { type: 'Nope' } }), 'volumes[0].hostPath.path: Required value'],
  ['two sources of a volume', volume({ emptyDir: {}, configMap: {} }), 'volumes[0].configMap: Forbidden: may not specify more than 1 volume type'],
  ['a config map without a name', volume({ configMap: {} }), 'volumes[0].configMap.name: Required value'],
  ['a mode beyond octal', volume({ secret: { secretName: 's', defaultMode: 1000 } }), 'volumes[0].secret.defaultMode: Invalid value: 1000: must be a number between 0 and 0777 (octal), both inclusive'],
  ['an item without key and path', volume({ configMap: { name: 'c', items: [{}] } }), 'volumes[0].configMap.items[0].key: Required value', 'volumes[0].configMap.items[0].path: Required value'],
  ['a claim without a name', volume({ persistentVolumeClaim: {} }), 'volumes[0].persistentVolumeClaim.claimName: Required value'],
  ['a relative nfs path', volume({ nfs: { server: 's', path: 'x' } }), 'volumes[0].nfs.path: Invalid value: "x": must be an absolute path'],
  ['a file that says nothing of the pod', volume({ downwardAPI: { items: [{ path: 'x' }] } }), 'volumes[0].downwardAPI: Required value: one of fieldRef and resourceFieldRef is required'],
  ['a short-lived token', volume({ projected: { sources: [{ serviceAccountToken: { path: 't', expirationSeconds: 60 } }] } }), 'volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes'],
  ['a required field that nodes do not have', affinity({ nodeAffinity: { [now]: { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.labels', operator: 'Exists' }] }] } } }), `affinity.nodeAffinity.${now}.nodeSelectorTerms[0].matchFields[0].operator: Invalid value: "Exists": not a valid selector operator`, `affinity.nodeAffinity.${now}.nodeSelectorTerms[0].matchFields[0].key: Invalid value: "metadata.labels": not a valid field selector key`],
  ['a preference for a value that no label has', affinity({ nodeAffinity: { [maybe]: [{ weight: 1, preference: { matchExpressions: [{ key: 'a', operator: 'In', values: ['b c'] }] } }] } })],
  ['a weight of nothing', affinity({ podAntiAffinity: { [maybe]: [{ weight: 0, podAffinityTerm: { topologyKey: 'a' } }] } }), `affinity.podAntiAffinity.${maybe}[0].weight: Invalid value: 0: must be in the range 1-100`],
  ['pods in no namespace', affinity({ podAffinity: { [now]: [{ topologyKey: 'a', namespaces: ['B'] }] } }), `affinity.podAffinity.${now}[0].namespace: Invalid value: "B": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`],
  ['no nameserver under None', { dnsPolicy: 'None', dnsConfig: {} }, 'dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when `dnsPolicy` is None'],
  ['a nameserver by name', { dnsConfig: { nameservers: ['dns'] } }, 'dnsConfig.nameservers[0]: Invalid value: "dns": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'],
  ['an option without a name', { dnsConfig: { options: [{ value: '1' }] } }, 'dnsConfig.options[0]: Required value: must not be empty'],
  ['an alias of no address', { hostAliases: [{ ip: '1.2.3' }] }, 'hostAliases[0].ip: Invalid value: "1.2.3": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'],
  ['a skew of nothing', { topologySpreadConstraints: [{ topologyKey: 'zone', whenUnsatisfiable: 'Never', labelSelector: {} }] }, 'topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero', 'topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: "Never": supported values: "DoNotSchedule", "ScheduleAnyway"'],
  ['one constraint twice', { topologySpreadConstraints: [1, 2].map((maxSkew) => ({ maxSkew, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' })) }, 'topologySpreadConstraints[0].{topologyKey, whenUnsatisfiable}: Duplicate value: "{zone, DoNotSchedule}"'],
  ['a gate twice', { schedulingGates: [{ name: 'a' }, { name: 'a' }] }, 'schedulingGates[1]: Duplicate value: "a"'],
  ['an ephemeral container', { ephemeralContainers: [{ name: 'debug', image: 'b' }] }, 'ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template'],
  ['a preemption policy of no kind', { preemptionPolicy: 'Maybe' }, 'preemptionPolicy: Unsupported value: "Maybe": supported values: "Never", "PreemptLowerPriority"'],
  ['two errors in a tolerated value', { tolerations: [{ key: 'a', value: `${'x'.repeat(63)} ` }] }, `tolerations[0].operator: Invalid value: "${'x'.repeat(63)} ": must be no more than 63 bytes;a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`],
]

describe('a pod template', () => {
  test.each(named(cases))('$name', ({ spec, expected }) => expect(errorsOf(ofSpec(spec))).toEqual(expected))
})

test.each([
  ['a finalizer without a domain', { finalizers: ['mine'] }, 'metadata.finalizers[0]: Invalid value: "mine": name is neither a standard finalizer name nor is it fully qualified'],
  ['an owner without a uid', { ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'x' }] }, 'metadata.ownerReferences.uid: Invalid value: "": must not be empty'],
  ['too many words', { annotations: { a: 'x'.repeat(262_144) } }, 'metadata.annotations: Too long: may not be more than 262144 bytes'],
])('metadata: %s', (_name, metadata, expected) => expect(errorsOf(ofSpec({}, metadata))).toEqual([expected]))

test('a pod may not have blanks around its image, nor a host network without host ports', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [{ name: 'a', image: 'nginx ' }] } }
  expect(errorsOf(pod, 'Pod')).toEqual(['spec.containers[0].image: Invalid value: "nginx ": must not have leading or trailing whitespace'])
})

test('what says nothing is not stored; what is a pointer in Go is', () => {
  const spec: Partial<corev1.PodSpec> = {
    nodeSelector: {}, hostNetwork: false, terminationGracePeriodSeconds: 0, tolerations: [{ key: '', operator: 'Exists' }],
    containers: [{ ...container, args: [], ports: [{ containerPort: 80, name: '', hostPort: 0 }], securityContext: { runAsUser: 0, runAsNonRoot: false }, resources: { limits: {}, requests: { cpu: '0.5' } } }],
  }
  const object = stored(decodeObject(ofSpec(spec, { labels: {} })) as Parameters<typeof stored>[0]) as unknown as ReturnType<typeof ofSpec>
  expect(object.metadata).toEqual({ name: 'x', namespace: 'default' })
  const { containers, tolerations, ...rest } = object.spec.template.spec as corev1.PodSpec
  expect(rest).toEqual({ dnsPolicy: 'ClusterFirst', restartPolicy: 'Always', securityContext: {}, schedulerName: 'default-scheduler', terminationGracePeriodSeconds: 0 })
  expect(tolerations).toEqual([{ operator: 'Exists' }])
  expect(containers).toEqual([{
    ...container, imagePullPolicy: 'IfNotPresent', terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File',
    ports: [{ containerPort: 80, protocol: 'TCP' }], securityContext: { runAsUser: 0, runAsNonRoot: false }, resources: { requests: { cpu: '500m' } },
  }])
})

test.each(named([
  ['an old label', { nodeSelector: { 'beta.kubernetes.io/os': 'linux' } }, 'spec.template.spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead'],
  ['parts of a byte', one({ resources: { limits: { memory: '1.5' } } }), 'spec.template.spec.containers[0].resources.limits[memory]: fractional byte value "1500m" is invalid, must be an integer'],
  ['a variable twice, and one that builds on the other', one({ env: [{ name: 'A', value: '1' }, { name: 'A', value: '2' }, { name: 'A', value: '$(A)3' }] }), 'spec.template.spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply'],
  ['an old volume', volume({ gitRepo: { repository: 'r' } }), 'spec.template.spec.volumes[0].gitRepo: deprecated in v1.11, and disabled by default in v1.33+'],
  ['no selector', { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }] }, 'spec.template.spec.topologySpreadConstraints[0].labelSelector: a null labelSelector results in matching no pod'],
]))('a warning: $name', ({ spec, expected }) => expect(warningsOf('DaemonSet', decodeObject(ofSpec(spec)))).toEqual(expected))
