/**
 * The words of the story: one sentence for a happening, and one for many of the same sort. The
 * caption, the live region, the marks of the time bar and the log all ask here, so that they say
 * the same.
 */
import { actorOf, count, listed } from '../steps/told-step.ts'
import { whyDeleted, type Happening, type HappeningKind } from './happening.ts'

/** Revisions by the hash in their pods' labels. */
export type Revisions = ReadonlyMap<string, number>

/** As many objects as a sentence names. */
const mostNamed = 3

/** What makes happenings one sort: told in one sentence they must say nothing that holds of some only. */
export const sortOf = ({ kind, by, detail, hash }: Happening): string => `${kind} ${by} ${hash} ${detail}`

/** One sentence without its full stop for happenings of one sort, in order of time. */
export function tell(all: readonly Happening[], revisions: Revisions = new Map()): string {
  const [first] = all
  if (!first) return ''
  const subjects = new Set(all.map(({ key }) => key))
  const words = new Words(all, subjects.size, revisions.get(first.hash))
  const text = (subjects.size === 1 ? one : many)[first.kind](first, words)
  return subjects.size < all.length && first.kind !== 'revision-kept' ? `${text}, ${all.length.toLocaleString('en')} times${subjects.size === 1 ? '' : ' in all'}` : text
}

/** As many sentences as fit one line: what came last is what is so now. */
const mostParts = 3

/** One line for all of them: a sentence for each sort, those that happened last. */
export function gather(happenings: readonly Happening[], revisions?: Revisions): string {
  const sorts = new Map<string, Happening[]>()
  for (const each of happenings) {
    const sort = sortOf(each)
    const known = sorts.get(sort)
    if (known) known.push(each)
    else sorts.set(sort, [each])
  }
  return [...sorts.values()].slice(-mostParts).map((each) => tell(each, revisions)).join('; ')
}

/** The first few of many names, and how many more there are. */
export function named(names: readonly string[]): string {
  if (names.length <= mostNamed + 1) return listed(names)
  return `${names.slice(0, mostNamed).join(', ')} and ${(names.length - mostNamed).toLocaleString('en')} more`
}

/** Pieces that sentences are made of. */
class Words {
  constructor(private readonly all: readonly Happening[], private readonly subjects: number, private readonly revision: number | undefined) {}

  /** "3 pods of revision 2". */
  get pods(): string {
    return `${count(this.subjects, 'pod')}${this.ofRevision}`
  }

  /** Of the first revision nobody needs to hear. */
  get ofRevision(): string {
    return this.revision !== undefined && this.revision > 1 ? ` of revision ${this.revision}` : ''
  }

  /** "node-1, node-2 and node-3"; '' where no node is known. */
  get nodes(): string {
    return named([...new Set(this.all.flatMap(({ node }) => node ?? []))])
  }

  get kubelets(): string {
    return this.nodes.includes(' and ') ? `The kubelets of ${this.nodes}` : `The kubelet of ${this.nodes || 'a node'}`
  }

  get names(): string {
    return named([...new Set(this.all.map(nameOf))])
  }

  at(preposition: string): string {
    return this.nodes && ` ${preposition} ${this.nodes}`
  }
}

const nameOf = ({ key }: Happening): string => key.slice(key.indexOf('/') + 1)
const you = ({ by }: Happening): boolean => by === 'kubectl'
/** Whoever acts, and what he does: "You delete", "The scheduler deletes". */
const does = (happening: Happening, verb: string): string => `${actorOf(happening.by)} ${you(happening) ? verb : `${verb}s`}`
const because = (words: string): string => words && `: ${words}`

type Sentences = Readonly<Record<HappeningKind, (first: Happening, words: Words) => string>>

const one: Sentences = {
  'pod-created': (pod, words) => `${does(pod, 'create')} ${pod.node ? `a pod${words.ofRevision} for ${pod.node}` : `pod ${nameOf(pod)}`}${pod.detail && ` ${pod.detail}`}`,
  'pod-bound': (pod) => `${does(pod, 'bind')} ${nameOf(pod)} to ${pod.node}`,
  'pod-pulls': (pod, words) => `${words.kubelets} pulls ${pod.detail}`,
  'pod-started': (pod, words) => `${words.kubelets} starts ${nameOf(pod)}`,
  'pod-ready': (pod, words) => `${nameOf(pod)}${words.at('on')} is ready`,
  'pod-unready': (pod, words) => (pod.detail === 'silent' ? `${nameOf(pod)} counts as not ready: nothing is heard of ${pod.node}` : `${nameOf(pod)}${words.at('on')} is not ready any more`),
  'pod-stops': (pod, words) => `${stops(pod)} ${nameOf(pod)}${words.at('from')}${because(whyOf(pod, 0))}`,
  'pod-gone': (pod, words) => `${nameOf(pod)} is gone${words.at('from')}`,
  'pod-crashed': (pod, words) => `${nameOf(pod)}${words.at('on')} crashed${pod.detail && ` with exit code ${pod.detail}`}; its kubelet waits before it starts it again`,
  'pod-pull-failed': (pod, words) => `${words.kubelets} cannot pull ${pod.detail}`,
  'pod-failed': (pod, words) => `${nameOf(pod)}${words.at('on')} failed: ${pod.detail}`,
  'pod-unschedulable': (pod) => `${does(pod, 'find')} no room for ${nameOf(pod)}${pod.node ? ` on ${pod.node}` : ''}${because(pod.detail)}`,
  'node-joined': (node) => `${node.node} joins`,
  'node-ready': (node) => `${node.node} is Ready`,
  'node-not-ready': (node) => `${node.node} is NotReady: ${silence(node, 'its kubelet')}`,
  'node-left': (node) => `${node.node} has left`,
  'node-changed': (node, words) => changed(node, words.names),
  'daemonset-changed': (set) => daemonSetWords(set, nameOf(set)),
  'daemonset-settled': (set) => `DaemonSet ${nameOf(set)} is up to date: its pod is available on ${set.detail === '1' ? 'the one node' : `all ${Number(set.detail).toLocaleString('en')} nodes`} that should run it`,
  'revision-kept': (revision) => `The DaemonSet controller keeps the template as revision ${revision.detail}`,
  'object-changed': (object) => `${youDo(object, object.detail)} ${nameOf(object)}`,
  refused: (request) => `The API server refuses ${you(request) ? 'your request' : `what ${actorOf(request.by).replace(/^The/, 'the')} wants`}: ${request.detail}`,
}

const many: Sentences = {
  ...one,
  'pod-created': (pod, words) => `${does(pod, 'create')} ${words.pods}${words.nodes && ` for ${words.nodes}`}${pod.detail && ', beside the old ones'}`,
  'pod-bound': (pod, words) => `${does(pod, 'bind')} ${words.pods} to ${words.nodes}`,
  'pod-pulls': (pod, words) => `${words.kubelets} pull${single(words)} ${pod.detail}`,
  'pod-started': (_, words) => `${words.kubelets} start${single(words)} ${words.pods}`,
  'pod-ready': (_, words) => `${words.pods} became ready${words.at('on')}`,
  'pod-unready': (pod, words) => (pod.detail === 'silent' ? `${words.pods}${words.at('on')} count as not ready: nothing is heard of ${words.nodes.includes(' and ') ? 'the nodes' : 'the node'}` : `${words.pods} are not ready any more${words.at('on')}`),
  'pod-stops': (pod, words) => `${stops(pod)} ${words.pods}${words.at('from')}${because(whyOf(pod, 1))}`,
  'pod-gone': (_, words) => `${words.pods} are gone${words.at('from')}`,
  'pod-crashed': (pod, words) => `${words.pods} crashed${pod.detail && ` with exit code ${pod.detail}`}${words.at('on')}; their kubelets wait before they start them again`,
  'pod-pull-failed': (pod, words) => `${words.kubelets} cannot pull ${pod.detail}`,
  'pod-failed': (pod, words) => `${words.pods} failed${words.at('on')}: ${pod.detail}`,
  'pod-unschedulable': (pod, words) => `${does(pod, 'find')} no room for ${words.pods}${words.at('on')}${because(pod.detail)}`,
  'node-joined': (_, words) => `${words.names} join`,
  'node-ready': (_, words) => `${words.names} are Ready`,
  'node-not-ready': (node, words) => `${words.names} are NotReady: ${silence(node, 'their kubelets')}`,
  'node-left': (_, words) => `${words.names} have left`,
  'object-changed': (object, words) => `${youDo(object, object.detail)}s ${words.names}`,
}

/** One kubelet pulls, several pull. */
const single = (words: Words): string => (words.kubelets.startsWith('The kubelets') ? '' : 's')
const silence = ({ detail }: Happening, whose: string): string => (detail ? `the node controller has not heard of ${whose} for ${detail} s` : `${whose} said so`)
const stops = (pod: Happening): string => (pod.detail === 'evict' ? does(pod, 'evict') : does(pod, 'delete'))
const whyOf = ({ detail }: Happening, which: 0 | 1): string => (detail === 'evict' ? '' : ((whyDeleted as Readonly<Record<string, readonly [string, string]>>)[detail]?.[which] ?? detail))
/** Words that fit You, as they fit others. */
const youDo = (happening: Happening, words: string): string => `${actorOf(happening.by)} ${you(happening) ? words.replace(/^(\w+)s /, '$1 ') : words}`
/** "You add the taint a on node-1", "The node controller removes the taint a from node-1", "You cordon node-1". */
function changed({ by, detail }: Happening, names: string): string {
  const words = by === 'kubectl' ? detail : detail.replace(/(^|, | and )(set|change|remove|add)(?= )/g, '$1$2s')
  return `${actorOf(by)} ${/\bcordon it\b|\buncordon it\b/.test(words) ? words.replace(/cordon it/, `cordon ${names}`) : `${words} ${words.startsWith('remove') ? 'from' : 'on'} ${names}`}`
}

function daemonSetWords({ detail }: Happening, name: string): string {
  switch (detail) {
    case 'stores':
      return `The API server stores DaemonSet ${name}`
    case 'gone':
      return `DaemonSet ${name} is gone`
    case 'going':
      return `DaemonSet ${name} is to go, what it owns first`
    default:
      return `The API server takes the change of DaemonSet ${name}: you ${detail}`
  }
}
