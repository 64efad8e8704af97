/** What became of one DaemonSet between two moments of its cluster: node by node, and how it stands at the end. */
import type { Cluster } from '#cluster/cluster'
import type { NodeView } from '#cluster/kube-controller-manager/daemonset/node-views'
import { daemonSetFacts } from '../daemonset-facts.ts'
import { closedGate } from '../node-sentence.ts'
import { byName } from '../node-groups.ts'
import { budgetOf, controllerViews, type Budget } from '../rollout.ts'
import { toScene } from '../scene.ts'
import { fieldChanges, type FieldChange } from './field-changes.ts'

/** Nodes of which the same is to be said. */
export interface NodesWithReason {
  readonly nodes: readonly string[]
  /** A sentence without its full stop: "It has no label disk=ssd". */
  readonly why: string
}

export interface DaemonSetOutcome {
  readonly key: string
  readonly name: string
  readonly isNew: boolean
  readonly changes: readonly FieldChange[]
  readonly templateChanges: boolean
  readonly onDelete: boolean
  /** How many should have a pod, before and after. */
  readonly desired: readonly [before: number, after: number]
  /** Nodes by what became of them, each in one of these. */
  readonly gains: readonly string[]
  readonly replaced: readonly string[]
  readonly stays: readonly string[]
  /** They should have a new pod, and at the end still have the old one, or none. */
  readonly waiting: readonly string[]
  readonly loses: readonly NodesWithReason[]
  /** Nodes that have none and get none, by the gate that is closed. */
  readonly without: readonly NodesWithReason[]
  /** What is wrong at the end with pods that this brought along. */
  readonly troubles: readonly NodesWithReason[]
  readonly budget: Pick<Budget, 'field' | 'units' | 'written'> | undefined
}

/** `after` must have the DaemonSet of this key. */
export function daemonSetOutcome(before: Cluster, after: Cluster, key: string): DaemonSetOutcome {
  const [was, is] = [before.objects.daemonsets.get(key), after.objects.daemonsets.get(key)!]
  const facts = daemonSetFacts(after, is)
  const views = controllerViews(after, facts)
  const viewsBefore = was && controllerViews(before, daemonSetFacts(before, was))
  const changes = was ? fieldChanges(was, is) : []
  const lots = { gains: [] as string[], replaced: [] as string[], stays: [] as string[], waiting: [] as string[] }
  const [loses, without] = [new Reasons(), new Reasons()]
  for (const name of [...views.keys()].sort(byName)) {
    const view = views.get(name)!
    const lot = lotOf(viewsBefore?.get(name), view)
    if (lot === 'loses') loses.add(name, closedGate(view.verdict))
    else if (lot === 'without') without.add(name, closedGate(view.verdict))
    else lots[lot].push(name)
  }
  const budget = budgetOf(after, facts, views)
  return {
    key, name: is.metadata!.name!, isNew: !was, changes,
    templateChanges: changes.some(({ path }) => path.startsWith('spec.template')),
    onDelete: is.spec?.updateStrategy?.type === 'OnDelete',
    desired: [count(viewsBefore), count(views)],
    ...lots, loses: loses.list(), without: without.list(),
    troubles: troublesOf(before, after, key, budget?.holders ?? []),
    budget: budget && { field: budget.field, units: budget.units, written: budget.written },
  }
}

type Lot = 'gains' | 'replaced' | 'stays' | 'waiting' | 'loses' | 'without'

const live = (view: NodeView | undefined) => (view ? [...view.newPods, ...view.oldPods] : [])

function lotOf(before: NodeView | undefined, { verdict, pods, newPods, oldPods }: NodeView): Lot {
  const had = new Set(live(before).map(({ metadata }) => metadata!.uid))
  if (newPods.some(({ metadata }) => had.has(metadata!.uid))) return 'stays'
  if (oldPods.some(({ metadata }) => had.has(metadata!.uid))) return verdict.shouldRun ? 'waiting' : 'stays'
  if (newPods.length + oldPods.length > 0) return had.size > 0 ? 'replaced' : 'gains'
  // One that is told to stop and cannot is still there.
  if (verdict.shouldRun || pods.length > 0) return 'waiting'
  return had.size > 0 ? 'loses' : 'without'
}

function count(views: ReadonlyMap<string, NodeView> | undefined): number {
  let eligible = 0
  for (const { verdict } of views?.values() ?? []) if (verdict.shouldRun) eligible++
  return eligible
}

/** What the picture says of nodes that need a look at the end: of those that did not before, and of those that hold the update up. */
function troublesOf(before: Cluster, after: Cluster, key: string, holders: readonly string[]): readonly NodesWithReason[] {
  const [was, is] = [before.objects.daemonsets.has(key) ? toScene(before, key).nodes : undefined, toScene(after, key).nodes]
  const holding = new Set(holders)
  const troubles = new Reasons()
  for (const [name, { sentence }] of is) {
    if (sentence?.group !== 'needs-a-look' || sentence.word === 'stays') continue
    const earlier = was?.get(name)?.sentence
    if (earlier?.group !== 'needs-a-look' || earlier.line !== sentence.line || holding.has(name)) troubles.add(name, sentence.reason, sentence.line)
  }
  return troubles.list()
}

/** Names gathered by what is said of them; the largest group first. */
class Reasons {
  readonly #groups = new Map<string, { readonly nodes: string[]; readonly sentences: Set<string> }>()

  /** `line`: what is said of several where their sentences differ in numbers only. */
  add(name: string, sentence: string, line = sentence): void {
    const group = this.#groups.get(line) ?? { nodes: [], sentences: new Set() }
    this.#groups.set(line, group)
    group.nodes.push(name)
    group.sentences.add(sentence)
  }

  list(): readonly NodesWithReason[] {
    return [...this.#groups].map(([line, { nodes, sentences }]) => ({ why: (sentences.size === 1 ? [...sentences][0]! : line).replace(/\.$/, ''), nodes })).sort((a, b) => b.nodes.length - a.nodes.length)
  }
}
