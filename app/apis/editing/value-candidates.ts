/** Values that may stand at a place: those of the type, those that the document and the cluster have already. */
import { explanationOf } from '../explanations/explanation-of.ts'
import type { FieldAt } from '../field-at.ts'
import { apiVersionOfKind } from '../fields.ts'
import { samePath, scalarAt, unquoted, type OutlineLine, type OutlinePath } from './outline.ts'

/** What the cluster has that a manifest can name. */
export interface KnownValues {
  /** Labels of nodes: the values of each key, and how many nodes have it. */
  readonly nodeLabels: ReadonlyMap<string, ReadonlyMap<string, number>>
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string; readonly nodes: number }[]
  readonly images: readonly { readonly reference: string; readonly words: string }[]
  readonly priorityClasses: readonly string[]
  readonly namespaces: readonly string[]
  readonly nodes: readonly string[]
}

/** A cluster of which nothing is known. */
export const nothingKnown: KnownValues = { nodeLabels: new Map(), taints: [], images: [], priorityClasses: [], namespaces: [], nodes: [] }

export interface ValueCandidate {
  readonly label: string
  readonly detail: string
  readonly documentation: string
}

export interface ValuePlace {
  readonly lines: readonly OutlineLine[]
  readonly document: number
  readonly path: OutlinePath
  readonly at: FieldAt | undefined
  readonly known: KnownValues
}

const plain = (label: string, detail = '', documentation = ''): ValueCandidate => ({ label, detail, documentation })
const counted = (nodes: number) => (nodes === 1 ? '1 node' : `${nodes} nodes`)

/** Values for the scalar at a path. */
export function scalarValues(place: ValuePlace): readonly ValueCandidate[] {
  const { lines, document, path, at, known } = place
  const name = path.findLast((part) => typeof part === 'string')
  if (path.length === 1 && name === 'kind') return kinds.map((each) => plain(each, apiVersionOfKind(each), explanationOf(each) ?? ''))
  if (path.length === 1 && name === 'apiVersion') return apiVersionsFor(scalarAt(lines, document, ['kind']))
  const owner = at?.owner ?? ''
  const parent = path.slice(0, -1)
  const sibling = (field: string, from = parent) => scalarAt(lines, document, [...from, field])
  switch (`${owner}.${name}`) {
    case 'Container.image':
      return known.images.map(({ reference, words }) => plain(reference, '', words))
    case 'PodSpec.priorityClassName':
      return known.priorityClasses.map((each) => plain(each))
    case 'PodSpec.nodeName':
      return known.nodes.map((each) => plain(each))
    case 'ObjectMeta.namespace':
      return known.namespaces.map((each) => plain(each))
    case 'Toleration.key':
      return unique(known.taints.map(({ key }) => key)).map((each) => plain(each, 'taint', taintWords(known, each)))
    case 'Toleration.value':
      return unique(known.taints.filter(({ key, value }) => value && key === sibling('key')).map(({ value }) => value)).map((each) => plain(each, 'taint'))
    case 'NodeSelectorRequirement.key':
      return labelKeys(known)
    case 'NodeSelectorRequirement.values':
      return labelValues(known, sibling('key', parent.slice(0, typeof path.at(-1) === 'number' ? -1 : undefined)))
    case 'TopologySpreadConstraint.topologyKey':
    case 'PodAffinityTerm.topologyKey':
      return labelKeys(known)
    case 'VolumeMount.name':
      return volumeNames(lines, document, path)
  }
  const mapName = path.at(-2)
  if (mapName === 'nodeSelector') return labelValues(known, name as string)
  if (mapName === 'matchLabels' || mapName === 'labels') return labelsElsewhere(lines, document, path).filter(([key]) => key === name).map(([, value]) => plain(value, 'as elsewhere'))
  return typeValues(at)
}

const kinds = ['DaemonSet', 'ConfigMap', 'Deployment', 'Namespace', 'Pod', 'PodDisruptionBudget', 'PriorityClass', 'ResourceQuota', 'Service']

/** The version of the kind that is written; all, where none is. */
function apiVersionsFor(kind: string | undefined): readonly ValueCandidate[] {
  const own = apiVersionOfKind(kind ?? '')
  if (own !== undefined) return [plain(own, kind)]
  return unique(kinds.map((each) => apiVersionOfKind(each)!)).map((version) => plain(version, kinds.filter((each) => apiVersionOfKind(each) === version).join(', ')))
}

function typeValues(at: FieldAt | undefined): readonly ValueCandidate[] {
  if (!at) return []
  const { field } = at
  const values = field.enum ?? field.items?.enum
  const standard = field.default === undefined || typeof field.default === 'object' ? undefined : String(field.default)
  const isDefault = (value: string) => (value === (standard ?? defaults[`${at.owner}.${at.name}`]) ? 'default' : '')
  if (values) return values.filter(Boolean).map((value) => plain(value, isDefault(value), valueWords[`${at.owner}.${at.name}=${value}`] ?? ''))
  if (field.type === 'boolean') return ['true', 'false'].map((value) => plain(value, value === (standard ?? 'false') ? 'default' : ''))
  const usual = standard ?? defaults[`${at.owner}.${at.name}`]
  return usual === undefined ? [] : [plain(usual, 'default')]
}

/** Defaults that the API server sets by code and does not publish with the structure. */
export const defaults: Readonly<Record<string, string>> = {
  'DaemonSetUpdateStrategy.type': 'RollingUpdate', 'RollingUpdateDaemonSet.maxUnavailable': '1', 'RollingUpdateDaemonSet.maxSurge': '0', 'DaemonSetSpec.revisionHistoryLimit': '10', 'DaemonSetSpec.minReadySeconds': '0',
  'PodSpec.restartPolicy': 'Always', 'PodSpec.dnsPolicy': 'ClusterFirst', 'PodSpec.terminationGracePeriodSeconds': '30', 'PodSpec.schedulerName': 'default-scheduler', 'PodSpec.preemptionPolicy': 'PreemptLowerPriority',
  'Container.imagePullPolicy': 'IfNotPresent', 'Container.terminationMessagePolicy': 'File', 'Container.terminationMessagePath': '/dev/termination-log', 'Toleration.operator': 'Equal',
  'Probe.periodSeconds': '10', 'Probe.timeoutSeconds': '1', 'Probe.successThreshold': '1', 'Probe.failureThreshold': '3', 'Probe.initialDelaySeconds': '0', 'HTTPGetAction.scheme': 'HTTP', 'HTTPGetAction.path': '/',
}

/** What single values mean, in our words. */
const valueWords: Readonly<Record<string, string>> = {
  'DaemonSetUpdateStrategy.type=RollingUpdate': 'Replaces pods by itself, node after node, within maxUnavailable or maxSurge.',
  'DaemonSetUpdateStrategy.type=OnDelete': 'Replaces a pod only after you have deleted it.',
  'Toleration.operator=Exists': 'Tolerates the key whatever its value; without a key, every taint.',
  'Toleration.operator=Equal': 'Tolerates the key only with this value.',
  'Toleration.effect=NoSchedule': 'New pods stay away; running ones may stay.',
  'Toleration.effect=NoExecute': 'New pods stay away and running ones are sent away.',
  'Toleration.effect=PreferNoSchedule': 'The scheduler avoids the node where it can. A DaemonSet does not care.',
  'Container.imagePullPolicy=Always': 'Asks the registry at each start. The default for :latest.',
  'Container.imagePullPolicy=IfNotPresent': 'Pulls only what the node does not have. The default for every tag but :latest.',
  'Container.imagePullPolicy=Never': 'Starts only from what the node has.',
  'NodeSelectorRequirement.operator=In': 'The label has one of the values.',
  'NodeSelectorRequirement.operator=NotIn': 'The label is absent or has another value.',
  'NodeSelectorRequirement.operator=Exists': 'The label is there, whatever its value.',
  'NodeSelectorRequirement.operator=DoesNotExist': 'The label is not there.',
  'NodeSelectorRequirement.operator=Gt': 'The label is a number above the one value.',
  'NodeSelectorRequirement.operator=Lt': 'The label is a number below the one value.',
  'PodSpec.restartPolicy=Always': 'The only one that a DaemonSet may have.',
  'PodSpec.restartPolicy=OnFailure': 'Refused in a DaemonSet.',
  'PodSpec.restartPolicy=Never': 'Refused in a DaemonSet.',
}

/** Keys for the map at a path that are not there yet. */
export function keyValues(lines: readonly OutlineLine[], document: number, path: OutlinePath, known: KnownValues): readonly ValueCandidate[] {
  const there = new Set(lines.filter((line) => line.document === document && line.path.length === path.length + 1 && samePath(line.path.slice(0, -1), path)).map((line) => line.path.at(-1)))
  const name = path.at(-1)
  const found = name === 'nodeSelector' ? labelKeys(known)
    : name === 'requests' || name === 'limits' ? ['cpu', 'memory', 'ephemeral-storage'].map((each) => plain(each, each === 'cpu' ? '100m' : '64Mi'))
      : name === 'matchLabels' || name === 'labels' ? unique([...labelsElsewhere(lines, document, path).map(([key]) => key), 'app', 'app.kubernetes.io/name']).map((each) => plain(each, 'label'))
        : []
  return found.filter(({ label }) => !there.has(label))
}

/** Labels that other selectors and templates of the file name. */
function labelsElsewhere(lines: readonly OutlineLine[], document: number, path: OutlinePath): readonly (readonly [string, string])[] {
  return lines.filter((line) => line.key && line.value && !samePath(line.path, path) && (line.document !== document || !samePath(line.path.slice(0, -1), path)) && ['matchLabels', 'labels'].includes(line.path.at(-2) as string))
    .map((line) => [line.path.at(-1) as string, unquoted(line.value!.text)] as const)
}

function volumeNames(lines: readonly OutlineLine[], document: number, path: OutlinePath): readonly ValueCandidate[] {
  const podSpec = path.slice(0, path.findIndex((part) => part === 'containers' || part === 'initContainers'))
  return lines.filter((line) => line.document === document && line.path.length === podSpec.length + 3 && line.path[podSpec.length] === 'volumes' && line.path.at(-1) === 'name' && samePath(line.path.slice(0, podSpec.length), podSpec))
    .map((line) => plain(unquoted(line.value?.text ?? ''), 'volume'))
}

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)]
const labelKeys = (known: KnownValues) => [...known.nodeLabels].map(([key, values]) => plain(key, counted([...values.values()].reduce((sum, nodes) => sum + nodes, 0)), `Values on the nodes: ${[...values.keys()].map((value) => value || '""').slice(0, 8).join(', ')}.`))
const labelValues = (known: KnownValues, key: string | undefined) => [...(known.nodeLabels.get(key ?? '') ?? [])].map(([value, nodes]) => plain(value, counted(nodes)))
const taintWords = (known: KnownValues, wanted: string) => known.taints.filter(({ key }) => key === wanted).map(({ value, effect, nodes }) => `${value ? `${value}, ` : ''}${effect} on ${counted(nodes)}.`).join(' ')

