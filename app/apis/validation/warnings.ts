/** Warnings that come with an accepted object. Stands for kubernetes/pkg/api/pod/warnings.go and pkg/api/node. */
import type * as appsv1 from '../appsv1.ts'
import type * as corev1 from '../corev1.ts'
import { canonicalQuantity, milliValue } from '../quantity.ts'
import { labelValueErrors } from '../validate-names.ts'

/** What the API server takes, but says something about. */
export function warningsOf(kind: string, object: object): string[] {
  if (kind === 'Pod') return podWarnings((object as corev1.Pod).spec ?? {}, (object as corev1.Pod).metadata, '')
  if (!['DaemonSet', 'Deployment', 'ReplicaSet'].includes(kind)) return []
  const template = (object as appsv1.DaemonSet).spec?.template
  return podWarnings(template?.spec ?? {}, template?.metadata, 'spec.template.')
}

const deprecatedLabels: Readonly<Record<string, string>> = {
  'failure-domain.beta.kubernetes.io/zone': 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  'failure-domain.beta.kubernetes.io/region': 'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  'beta.kubernetes.io/instance-type': 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
  'beta.kubernetes.io/arch': 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  'beta.kubernetes.io/os': 'deprecated since v1.14; use "kubernetes.io/os" instead',
}
const deprecatedAnnotations: readonly (readonly [key: string, isPrefix: boolean, message: string])[] = [
  ['scheduler.alpha.kubernetes.io/critical-pod', false, 'non-functional in v1.16+; use the "priorityClassName" field instead'],
  ['security.alpha.kubernetes.io/sysctls', false, 'non-functional in v1.11+; use the "sysctls" field instead'],
  ['security.alpha.kubernetes.io/unsafe-sysctls', false, 'non-functional in v1.11+; use the "sysctls" field instead'],
  ['seccomp.security.alpha.kubernetes.io/pod', false, 'non-functional in v1.27+; use the "seccompProfile" field instead'],
  ['container.seccomp.security.alpha.kubernetes.io/', true, 'non-functional in v1.27+; use the "seccompProfile" field instead'],
  ['container.apparmor.security.beta.kubernetes.io/', true, 'deprecated since v1.30; use the "appArmorProfile" field instead'],
]
const deprecatedVolumes: readonly (readonly [source: keyof corev1.Volume, message: string])[] = [
  ['photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['gitRepo', 'deprecated in v1.11, and disabled by default in v1.33+'],
  ['scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  ['storageos', 'deprecated in v1.22, non-functional in v1.25+'],
  ['quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['rbd', 'deprecated in v1.28, non-functional in v1.31+'],
]
const noSelector = 'a null labelSelector results in matching no pod'

/** In the order in which upstream gives them. `at` ends in a dot. */
function podWarnings(spec: corev1.PodSpec, metadata: corev1.Pod['metadata'], at: string): string[] {
  const warnings = Object.keys(spec.nodeSelector ?? {}).flatMap((key) => (deprecatedLabels[key] ? [`${at}spec.nodeSelector[${key}]: ${deprecatedLabels[key]}`] : []))
  warnings.push(...nodeAffinityWarnings(spec, `${at}spec.affinity.nodeAffinity`))
  spec.topologySpreadConstraints?.forEach(({ topologyKey = '', labelSelector }, index) => {
    const here = `${at}spec.topologySpreadConstraints[${index}]`
    if (deprecatedLabels[topologyKey]) warnings.push(`${here}.topologyKey: ${topologyKey} is ${deprecatedLabels[topologyKey]}`)
    if (!labelSelector) warnings.push(`${here}.labelSelector: ${noSelector}`)
  })
  for (const key of Object.keys(metadata?.annotations ?? {}).sort()) {
    const found = deprecatedAnnotations.find(([known, isPrefix]) => (isPrefix ? key.startsWith(known) : key === known))
    if (found) warnings.push(`${at}metadata.annotations[${key}]: ${found[2]}`)
  }
  spec.volumes?.forEach((volume, index) => {
    for (const [source, message] of deprecatedVolumes) if (volume[source]) warnings.push(`${at}spec.volumes[${index}].${source}: ${message}`)
  })
  warnings.push(...twice(spec.hostAliases?.map(({ ip = '' }) => ip), (ip, index) => `${at}spec.hostAliases[${index}].ip: duplicate ip ${JSON.stringify(ip)}`))
  spec.imagePullSecrets?.forEach(({ name = '' }, index) => {
    const here = `${at}spec.imagePullSecrets[${index}].name`
    if (!name) warnings.push(`${here}: invalid empty name ""`)
    else if (spec.imagePullSecrets!.findIndex((other) => other.name === name) < index) warnings.push(`${here}: duplicate name ${JSON.stringify(name)}`)
  })
  for (const list of ['initContainers', 'containers'] as const) spec[list]?.forEach((container, index) => warnings.push(...containerWarnings(container, `${at}spec.${list}[${index}]`)))
  warnings.push(...portNameWarnings(spec, at))
  if ((spec.terminationGracePeriodSeconds ?? 0) < 0) warnings.push(`${at}spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`)
  return [...warnings, ...podAffinityWarnings(spec, `${at}spec.affinity`)]
}

/** One warning for each item that was there before. */
function twice(items: readonly string[] = [], say: (item: string, index: number) => string): string[] {
  return items.flatMap((item, index) => (items.indexOf(item) < index ? [say(item, index)] : []))
}

function nodeAffinityWarnings({ affinity }: corev1.PodSpec, at: string): string[] {
  const { requiredDuringSchedulingIgnoredDuringExecution: wanted, preferredDuringSchedulingIgnoredDuringExecution: preferred = [] } = affinity?.nodeAffinity ?? {}
  const ofTerm = (term: corev1.NodeSelectorTerm, here: string, checksValues: boolean) =>
    (term.matchExpressions ?? []).flatMap(({ key = '', values = [] }, index) => [
      ...(deprecatedLabels[key] ? [`${here}.matchExpressions[${index}].key: ${key} is ${deprecatedLabels[key]}`] : []),
      ...(checksValues ? values.flatMap((value, number) => labelValueErrors(value).map((error) => `${here}.matchExpressions[${index}].values[${number}]: ${value} is invalid, ${error}`)) : []),
    ])
  return [
    ...(wanted?.nodeSelectorTerms ?? []).flatMap((term, index) => ofTerm(term, `${at}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[${index}]`, false)),
    ...preferred.flatMap(({ preference = {} }, index) => ofTerm(preference, `${at}.preferredDuringSchedulingIgnoredDuringExecution[${index}].preference`, true)),
  ]
}

function podAffinityWarnings({ affinity }: corev1.PodSpec, at: string): string[] {
  return (['podAffinity', 'podAntiAffinity'] as const).flatMap((field) => {
    const { requiredDuringSchedulingIgnoredDuringExecution: wanted = [], preferredDuringSchedulingIgnoredDuringExecution: preferred = [] } = affinity?.[field] ?? {}
    return [
      ...wanted.flatMap(({ labelSelector }, index) => (labelSelector ? [] : [`${at}.${field}.requiredDuringSchedulingIgnoredDuringExecution[${index}].labelSelector: ${noSelector}`])),
      ...preferred.flatMap(({ podAffinityTerm }, index) => (podAffinityTerm?.labelSelector ? [] : [`${at}.${field}.preferredDuringSchedulingIgnoredDuringExecution[${index}].podAffinityTerm.labelSelector: ${noSelector}`])),
    ]
  })
}

/** Bytes come in whole numbers; a variable that hides another may get lost; a port written twice is one port. */
function containerWarnings({ resources, env, ports }: corev1.Container, here: string): string[] {
  const warnings: string[] = []
  for (const name of ['memory', 'ephemeral-storage']) {
    for (const part of ['limits', 'requests'] as const) {
      const amount = resources?.[part]?.[name]
      if (amount !== undefined && (milliValue(amount) ?? 0) % 1000 !== 0) warnings.push(`${here}.resources.${part}[${name}]: fractional byte value ${JSON.stringify(canonicalQuantity(amount))} is invalid, must be an integer`)
    }
  }
  env?.forEach(({ name = '', value = '' }, index) => {
    const hides = env.findIndex((other) => other.name === name) < index && !value.includes(`$(${name})`)
    if (hides) warnings.push(`${here}.env[${index}]: hides previous definition of ${JSON.stringify(name)}, which may be dropped when using apply`)
  })
  const keys = (ports ?? []).map(({ protocol, containerPort, hostPort = 0, hostIP = '' }) => `${protocol}/${containerPort}/${hostIP}/${hostPort}`)
  keys.forEach((key, index) => {
    const first = keys.indexOf(key)
    if (first < index) warnings.push(`${here}.ports[${index}]: duplicate port definition with ${here}.ports[${first}]`)
  })
  return warnings
}

/** Two containers that call their ports alike: who selects by name gets the first. */
function portNameWarnings({ containers = [] }: corev1.PodSpec, at: string): string[] {
  const first = new Map<string, { readonly container: number; readonly path: string }>()
  return containers.flatMap(({ ports = [] }, index) =>
    ports.flatMap(({ name }, number) => {
      const path = `${at}spec.containers[${index}].ports[${number}]`
      const known = name ? first.get(name) : undefined
      if (name && !known) first.set(name, { container: index, path })
      if (!known || known.container === index) return []
      return [`${path}: duplicate port name ${JSON.stringify(name)} with ${known.path}, services and probes that select ports by name will use ${known.path}`]
    }),
  )
}
