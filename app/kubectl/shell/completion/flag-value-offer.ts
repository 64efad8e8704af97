/** What may stand for the value of a flag of kubectl. */
import type { FlagSpec } from '../../flags.ts'
import { containersOf, meantSoFar, ofTypes, typeNames } from './cluster-words.ts'
import { inList, nothing, type Around, type Offer, type Written } from './offer.ts'

const templates = ['jsonpath=', 'jsonpath-as-json=', 'jsonpath-file=', 'go-template=', 'go-template-file=', 'template=', 'templatefile=']

/** Values that are always the same. */
const fixed: Readonly<Record<string, readonly string[]>> = {
  'dry-run': ['none', 'server', 'client'],
  cascade: ['background', 'foreground', 'orphan'],
  context: ['lab'],
  cluster: ['lab'],
  user: ['student'],
  validate: ['strict', 'warn', 'ignore'],
  restart: ['Always', 'OnFailure', 'Never'],
  'sort-by': ['.metadata.name', '.metadata.namespace', '.metadata.creationTimestamp', '.spec.nodeName', '.status.phase', '.lastTimestamp', '.involvedObject.name'],
  subresource: ['status', 'scale'],
  types: ['Normal', 'Warning'],
}

/** `word` holds the value from `from` on: behind `--flag=`, or all of it. */
export function flagValueOffer(spec: FlagSpec, word: string, from: number, written: Written, around: Around): Offer {
  const verb = written.path[0]
  const value = word.slice(from)
  const whole = (words: readonly string[], blank?: boolean): Offer => ({ words, from, ...(blank !== undefined && { blank }) })
  switch (spec.name) {
    case 'namespace': return whole([...around.cluster.objects.namespaces.keys()])
    case 'filename': return inList(word, from, () => ({ words: [...Object.keys(around.desk.files), '-'] }))
    case 'patch-file': return whole(Object.keys(around.desk.files))
    case 'output': return outputOffer(verb, value, from)
    case 'container': return whole(containersOf(meantSoFar(written.args[0]?.includes('/') ? written : { ...written, args: ['pods', ...written.args] }, around)).map(({ name }) => name))
    case 'selector': return inList(word, from, (part) => selectorOffer(part, written, around))
    case 'label-columns': return inList(word, from, () => ({ words: labelKeys(written, around) }))
    case 'pod-selector': return inList(word, from, (part) => selectorOffer(part, { ...written, args: ['pods'], values: { ...written.values, 'all-namespaces': 'true' } }, around))
    case 'field-selector': return inList(word, from, (part) => fieldOffer(part, around))
    case 'for': return verb === 'events' ? whole(typeNames().map((name) => `${name}/`), false) : conditionOffer(value, from, written, around)
    case 'type': return whole(verb === 'patch' ? ['json', 'merge', 'strategic'] : verb === 'expose' ? ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] : [])
    case 'to-revision':
    case 'revision': return whole(revisions(written, around))
  }
  return Object.hasOwn(fixed, spec.name) ? whole(fixed[spec.name]!) : nothing
}

function outputOffer(verb: string | undefined, value: string, from: number): Offer {
  const plain = verb === 'get' ? ['json', 'yaml', 'name', 'wide'] : verb === 'delete' || verb === 'wait' ? ['name'] : verb === 'api-resources' ? ['wide', 'name', 'json', 'yaml'] : verb === 'version' || verb === 'events' ? ['json', 'yaml'] : verb === 'explain' ? ['plaintext', 'plaintext-openapiv2'] : ['json', 'yaml', 'name']
  const withTemplates = ['delete', 'wait', 'version', 'events', 'explain', 'api-resources'].includes(verb ?? '') ? [] : verb === 'get' ? [...templates, 'custom-columns=', 'custom-columns-file='] : templates
  const words = [...plain, ...withTemplates]
  return { words, from, blank: !words.some((word) => word.endsWith('=') && word.startsWith(value)) }
}

const labelled = (written: Written, around: Around) => ofTypes(written, around).map(({ metadata }) => metadata?.labels ?? {})
const labelKeys = (written: Written, around: Around): readonly string[] => [...new Set(labelled(written, around).flatMap((labels) => Object.keys(labels)))]

function selectorOffer(part: string, written: Written, around: Around): Offer {
  const found = /^([^=!]+)(!=|==|=)/.exec(part)
  if (!found) return { words: labelKeys(written, around).flatMap((key) => (part.startsWith('!') ? [`!${key}`] : [`${key}=`])), blank: part.startsWith('!') }
  return { words: [...new Set(labelled(written, around).flatMap((labels) => labels[found[1]!] ?? []))], from: found[0].length }
}

const fieldValues: Readonly<Record<string, (around: Around) => readonly string[]>> = {
  'spec.nodeName': ({ cluster }) => [...cluster.objects.nodes.keys()],
  'status.phase': () => ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'],
  'spec.unschedulable': () => ['true', 'false'],
  'metadata.namespace': ({ cluster }) => [...cluster.objects.namespaces.keys()],
  'metadata.name': () => [],
  type: () => ['Normal', 'Warning'],
}

function fieldOffer(part: string, around: Around): Offer {
  const found = /^([^=!]+)(!=|==|=)/.exec(part)
  if (!found) return { words: Object.keys(fieldValues).map((field) => `${field}=`), blank: false }
  return { words: (Object.hasOwn(fieldValues, found[1]!) ? fieldValues[found[1]!]! : () => [])(around), from: found[0].length }
}

function conditionOffer(value: string, from: number, written: Written, around: Around): Offer {
  if (!value.startsWith('condition=')) return { words: ['condition=', 'create', 'delete', 'jsonpath='], from, blank: !['condition=', 'jsonpath='].some((each) => each.startsWith(value)) }
  const types = ofTypes(written, around).flatMap((object) => ((object as { readonly status?: { readonly conditions?: readonly { readonly type?: string }[] } }).status?.conditions ?? []).map(({ type }) => type!))
  return { words: [...new Set(types)].map((type) => `condition=${type}`), from }
}

function revisions(written: Written, around: Around): readonly string[] {
  const uids = meantSoFar(written, around).map(({ object }) => object.metadata?.uid)
  const owned = ({ metadata }: { readonly metadata?: { readonly ownerReferences?: readonly { readonly uid?: string }[] } }) => (metadata?.ownerReferences ?? []).some(({ uid }) => uids.includes(uid))
  const { controllerrevisions, replicasets } = around.cluster.objects
  return [
    ...[...controllerrevisions.values()].filter(owned).map(({ revision }) => String(revision)),
    ...[...replicasets.values()].filter(owned).flatMap(({ metadata }) => metadata?.annotations?.['deployment.kubernetes.io/revision'] ?? []),
  ]
}
