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

/** Happenings of one sort, as far as a sentence needs them; at least one. */
export class Group {
  count = 0
  first!: Happening
  /** Keys of the objects that it is about, and the nodes. */
  readonly subjects = new Set<string>()
  readonly nodes = new Set<string>()

  constructor(all: Iterable<Happening> = []) {
    for (const each of all) this.add(each)
  }

  add(happening: Happening): void {
    this.first ??= happening
    this.count++
    this.subjects.add(happening.key)
    if (happening.node !== undefined) this.nodes.add(happening.node)
  }
}

/** One sentence without its full stop. */
export function tell(group: Group, revisions: Revisions = new Map()): string {
  const { first, subjects, count: times } = group
  const words = new Words(group, revisions.get(first.hash))
  const text = (subjects.size === 1 ? one : many)[first.kind](first, words)
  return subjects.size < times && first.kind !== 'revision-kept' ? `${text}, ${times.toLocaleString('en')} times${subjects.size === 1 ? '' : ' in all'}` : text
}

/** As many sentences as fit one line: what came last is what is so now. */
const mostParts = 3

/** One line for all of them: a sentence for each sort, those that happened last. */
export function gather(happenings: readonly Happening[], revisions?: Revisions): string {
  const sorts = new Map<string, Group>()
  for (const each of happenings) {
    const sort = sortOf(each)
    const known = sorts.get(sort)
    if (known) known.add(each)
    else sorts.set(sort, new Group([each]))
  }
  return [...sorts.values()].slice(-mostParts).map((each) => tell(each, revisions)).join('; ')
}

/** The first few of many names, and how many more there are. */
export function named(names: ReadonlySet<string>): string {
  const all = names.size <= mostNamed + 1
  const shown: string[] = []
  for (const name of names) {
    if (!all && shown.length === mostNamed) break
    shown.push(name.slice(name.indexOf('/') + 1))
  }
  return all ? listed(shown) : `${shown.join(', ')} and ${(names.size - mostNamed).toLocaleString('en')} more`
}

/** Pieces that sentences are made of. */
class Words {
  constructor(private readonly group: Group, private readonly revision: number | undefined) {}

  /** "3 pods of revision 2". */
  get pods(): string {
    return `${count(this.group.subjects.size, 'pod')}${this.ofRevision}`
  }

  /** Of the first revision nobody needs to hear. */
  get ofRevision(): string {
    return this.revision !== undefined && this.revision > 1 ? ` of revision ${this.revision}` : ''
  }

  /** "node-1, node-2 and node-3"; '' where no node is known. */
  get nodes(): string {
    return named(this.group.nodes)
  }

  get names(): string {
    return named(this.group.subjects)
  }

  get onSeveral(): boolean {
    return this.group.nodes.size > 1
  }

  get kubelets(): string {
    return this.onSeveral ? `The kubelets of ${this.nodes}` : `The kubelet of ${this.nodes || 'a node'}`
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
  'pod-owned': (pod) => `${actorOf(pod.by)} ${pod.detail.replace('$', nameOf(pod))}`,
  'node-joined': (node) => `${node.node} joins`,
  'node-ready': (node) => `${node.node} is Ready`,
  'node-not-ready': (node) => `${node.node} is NotReady: ${silence(node, 'its kubelet')}`,
  'node-left': (node) => `${node.node} has left`,
  'node-changed': (node, words) => changed(node, words.names),
  'daemonset-changed': (set) => daemonSetWords(set, nameOf(set)),
  'daemonset-settled': (set) => `DaemonSet ${nameOf(set)} is up to date: its pod is available on ${set.detail === '1' ? 'the one node' : `all ${Number(set.detail).toLocaleString('en')} nodes`} that should run it`,
  'revision-kept': ({ detail }) => (detail.startsWith('again') ? `The DaemonSet controller finds that this template was there before: it is revision ${detail.slice(6)} now` : `The DaemonSet controller keeps the template as revision ${detail}`),
  'object-changed': (object) => `${youDo(object, object.detail)} ${nameOf(object)}`,
  refused: (request) => `The API server does not let ${actorOf(request.by).replace(/^The/, 'the').replace(/^You/, 'you')} ${request.detail}`,
}

const many: Sentences = {
  ...one,
  'pod-created': (pod, words) => `${does(pod, 'create')} ${words.pods}${words.nodes && ` for ${words.nodes}`}${pod.detail && ', beside the old ones'}`,
  'pod-bound': (pod, words) => `${does(pod, 'bind')} ${words.pods} to ${words.nodes}`,
  'pod-pulls': (pod, words) => `${words.kubelets} pull${single(words)} ${pod.detail}`,
  'pod-started': (_, words) => `${words.kubelets} start${single(words)} ${words.pods}`,
  'pod-ready': (_, words) => `${words.pods} became ready${words.at('on')}`,
  'pod-unready': (pod, words) => (pod.detail === 'silent' ? `${words.pods}${words.at('on')} count as not ready: nothing is heard of ${words.onSeveral ? 'the nodes' : 'the node'}` : `${words.pods} are not ready any more${words.at('on')}`),
  'pod-stops': (pod, words) => `${stops(pod)} ${words.pods}${words.at('from')}${because(whyOf(pod, 1))}`,
  'pod-gone': (_, words) => `${words.pods} are gone${words.at('from')}`,
  'pod-crashed': (pod, words) => `${words.pods} crashed${pod.detail && ` with exit code ${pod.detail}`}${words.at('on')}; their kubelets wait before they start them again`,
  'pod-pull-failed': (pod, words) => `${words.kubelets} cannot pull ${pod.detail}`,
  'pod-failed': (pod, words) => `${words.pods} failed${words.at('on')}: ${pod.detail}`,
  'pod-unschedulable': (pod, words) => `${does(pod, 'find')} no room for ${words.pods}${words.at('on')}${because(pod.detail)}`,
  'pod-owned': (pod, words) => `${actorOf(pod.by)} ${pod.detail.replace('$', words.pods)}`,
  'node-joined': (_, words) => `${words.names} join`,
  'node-ready': (_, words) => `${words.names} are Ready`,
  'node-not-ready': (node, words) => `${words.names} are NotReady: ${silence(node, 'their kubelets')}`,
  'node-left': (_, words) => `${words.names} have left`,
  'object-changed': (object, words) => `${youDo(object, object.detail)}s ${words.names}`,
}

/** One kubelet pulls, several pull. */
const single = (words: Words): string => (words.onSeveral ? '' : 's')
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
    case 'going alone':
      return `DaemonSet ${name} is to go, and what it owns is to stay`
    default:
      return `The API server takes the change of DaemonSet ${name}: you ${detail}`
  }
}
