/** What may stand for an argument of a kubectl command: it depends on the verb. */
import type { Resource } from '#cluster/kube-apiserver/watch'
import { apiResource, findResource } from '../../resource-names.ts'
import { containersOf, meantSoFar, namesOf, objectOffer, typeNames } from './cluster-words.ts'
import { explainOffer } from './explain-offer.ts'
import { nothing, type Around, type Offer, type Written } from './offer.ts'

type Argument = (word: string, written: Written, around: Around) => Offer

const ofTypes = (...only: Resource[]): Argument => (word, written, around) => objectOffer(word, written, around, only)
const objects: Argument = (word, written, around) => objectOffer(word, written, around)
const nodes: Argument = (_word, written, around) => ({ words: namesOf(around, apiResource('nodes'), written).filter((name) => !written.args.includes(name)) })

/** A verb that takes no arguments offers none; what is not named here takes objects. */
const byVerb: Readonly<Record<string, Argument>> = {
  annotate: (word, written, around) => pairsOffer(word, written, around, 'annotations'),
  'api-resources': () => nothing,
  'api-versions': () => nothing,
  apply: () => nothing,
  attach: () => nothing,
  auth: (_word, { args }) => ({ words: args.length === 0 ? ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'] : args.length === 1 ? typeNames() : [] }),
  autoscale: ofTypes('deployments', 'replicasets'),
  completion: () => nothing,
  cordon: nodes,
  cp: () => nothing,
  create: () => nothing,
  diff: () => nothing,
  drain: nodes,
  events: () => nothing,
  exec: () => nothing,
  explain: (word) => explainOffer(word),
  expose: ofTypes('pods', 'services', 'deployments', 'replicasets'),
  label: (word, written, around) => pairsOffer(word, written, around, 'labels'),
  kustomize: () => nothing,
  logs: logsOffer,
  'port-forward': () => nothing,
  replace: () => nothing,
  rollout: ofTypes('daemonsets', 'deployments'),
  run: () => nothing,
  scale: ofTypes('deployments', 'replicasets'),
  set: setOffer,
  taint: taintOffer,
  top: (_word, written, around) => ({ words: written.path[1] === undefined ? [] : namesOf(around, apiResource(written.path[1].startsWith('no') ? 'nodes' : 'pods'), written) }),
  uncordon: nodes,
  version: () => nothing,
}

/** What may stand for the next argument. */
export function argumentOffer(word: string, written: Written, around: Around): Offer {
  const verb = written.path[0]
  if (verb === undefined || written.command?.acceptsAnything) return nothing
  return (Object.hasOwn(byVerb, verb) ? byVerb[verb]! : objects)(word, written, around)
}

function pairsOffer(word: string, written: Written, around: Around, of: 'labels' | 'annotations'): Offer {
  const meant = meantSoFar(written, around)
  const offered = objectOffer(word, written, around)
  if (meant.length === 0) return offered
  const own = [...new Set(meant.flatMap(({ object }) => Object.keys(object.metadata?.[of] ?? {})))]
  return { words: [...offered.words.map((each) => word.slice(0, offered.from ?? 0) + each), ...own.flatMap((key) => [`${key}=`, `${key}-`])], blank: own.some((key) => `${key}-`.startsWith(word)) ? word.endsWith('-') : true }
}

function logsOffer(word: string, written: Written, around: Around): Offer {
  const slash = word.indexOf('/')
  if (slash > 0) return objectOffer(word, { ...written, args: [] }, around)
  if (written.args.length > 0) return { words: containersOf(meantSoFar({ ...written, args: written.args[0]!.includes('/') ? written.args.slice(0, 1) : ['pods', written.args[0]!] }, around)).map(({ name }) => name) }
  const pods = namesOf(around, apiResource('pods'), written)
  return pods.some((name) => name.startsWith(word)) ? { words: pods } : { words: ['daemonsets/', 'ds/', 'deployments/', 'deploy/', 'pods/', 'po/'], blank: false }
}

function setOffer(word: string, written: Written, around: Around): Offer {
  const offered = objectOffer(word, written, around, ['pods', 'daemonsets', 'deployments', 'replicasets'])
  const meant = meantSoFar(written, around)
  if (written.path[1] !== 'image' || meant.length === 0) return offered
  const containers = containersOf(meant)
  const equals = word.indexOf('=')
  if (equals > 0) return { words: containers.filter(({ name }) => name === word.slice(0, equals)).map(({ image }) => image), from: equals + 1 }
  return { words: containers.map(({ name }) => `${name}=`), blank: false }
}

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

function taintOffer(word: string, written: Written, around: Around): Offer {
  const { args } = written
  if (args.length === 0) return { words: typeNames(['nodes']) }
  if (findResource(args[0]!)?.resource !== 'nodes') return nothing
  const colon = word.indexOf(':')
  const named = args.slice(1).filter((arg) => around.cluster.objects.nodes.has(arg))
  const taints = named.flatMap((name) => around.cluster.objects.nodes.get(name)!.spec?.taints ?? [])
  const removals = taints.map(({ key, value, effect }) => `${key}${value ? `=${value}` : ''}:${effect}-`)
  if (colon > 0) return { words: [...effects.map((effect) => `${word.slice(0, colon)}:${effect}`), ...removals] }
  return { words: [...namesOf(around, apiResource('nodes'), written).filter((name) => !args.includes(name)), ...(named.length > 0 ? removals : [])] }
}

