/** A DaemonSet's outcome in words: as one clause, and as lines with the nodes behind them. */
import type { DaemonSetOutcome, NodesWithReason } from './daemonset-outcome.ts'
import type { PreviewLine, Tone } from './preview-line.ts'
import type { End } from './unrest.ts'

/** How it ended, and after how many virtual ms; `named`: the DaemonSet is one of several objects. */
export interface OutcomeEnd {
  readonly end: End
  readonly tookMs: number
  readonly named: boolean
}

/** Longer lists of names are cut. */
const mostNames = 3

/** `node-1, node-2 and 4 more`. */
const names = (nodes: readonly string[]): string => (nodes.length <= mostNames ? nodes.join(', ') : `${nodes.slice(0, mostNames - 1).join(', ')} and ${(nodes.length - mostNames + 1).toLocaleString('en')} more`)

const pods = (count: number): string => (count === 1 ? '1 pod' : `${count.toLocaleString('en')} pods`)
const nodes = (count: number, verb: string, plural: string): string => (count === 1 ? `1 node ${verb}` : `${count.toLocaleString('en')} nodes ${plural}`)
const lower = (sentence: string): string => sentence[0]!.toLowerCase() + sentence.slice(1)

/** `24 s`, `2 min 5 s`, `1 h 3 min`: virtual time, rounded up to seconds. */
export function printSpan(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000))
  if (seconds < 100) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** One clause for the line under the editor. */
export function daemonSetSummary(outcome: DaemonSetOutcome, ending: OutcomeEnd): { readonly tone: Tone; readonly text: string } {
  const { name, isNew, changes } = outcome
  const who = ending.named ? ` ${name}` : ''
  const clauses = whatHappens(outcome, ending.end)
  const [trouble] = outcome.troubles
  const pods = clauses.length > 0 ? clauses.join('; ') : isNew ? 'no node is eligible' : 'pods stay'
  const begin = isNew ? `Creates${ending.named ? who : ' the DaemonSet'}` : changes.length === 0 ? `Changes nothing${ending.named ? ` in ${name}` : ''}` : outcome.templateChanges ? `Changes the template${ending.named ? ` of ${name}` : ''}` : `Changes ${fieldWords(outcome)}${ending.named ? ` of ${name}` : ''}`
  const stuck = isStuck(outcome, ending)
  const where = trouble && (trouble.nodes.length === 1 ? ` on ${trouble.nodes[0]}` : ` on ${nodes(trouble.nodes.length, '', '')}`.trimEnd())
  const end = trouble ? `; ${stuck ? 'gets stuck' : 'trouble'}${where}: ${lower(trouble.why)}` : stuck ? '; does not come to an end' : somethingMoves(outcome) ? `; ${timeWords(outcome, ending)}` : ''
  return { tone: trouble || stuck ? 'trouble' : 'plain', text: `${begin}: ${pods}${end}` }
}

const isStuck = ({ waiting, onDelete, troubles }: DaemonSetOutcome, { end }: OutcomeEnd): boolean => end === 'quiet' && (troubles.length > 0 || (waiting.length > 0 && !onDelete))

/** `done in 24 s`; of what was not played to its end what it would come to if it went on like that. */
function timeWords({ replaced, waiting }: DaemonSetOutcome, { end, tookMs }: OutcomeEnd): string {
  if (end === 'done') return `done in ${printSpan(tookMs)}`
  return end === 'too-much' && replaced.length > 0 ? `takes about ${printSpan((tookMs * (replaced.length + waiting.length)) / replaced.length)}` : `not done after ${printSpan(tookMs)}`
}

const somethingMoves = ({ gains, replaced, loses }: DaemonSetOutcome): boolean => gains.length + replaced.length + loses.length > 0
const total = (all: readonly NodesWithReason[]): number => all.reduce((sum, each) => sum + each.nodes.length, 0)

function whatHappens({ isNew, gains, replaced, loses, waiting, without, onDelete, budget, templateChanges }: DaemonSetOutcome, end: End): readonly string[] {
  const lost = total(loses)
  const old = templateChanges && waiting.length > 0
  const all = replaced.length + (old && !onDelete ? waiting.length : 0)
  const of = end === 'quiet' && all > replaced.length ? ` of ${all.toLocaleString('en')}` : ''
  const none = isNew ? total(without) : 0
  return [
    ...(all > 0 ? [`${(of === '' ? all : replaced.length).toLocaleString('en')}${of} ${all === 1 ? 'pod' : 'pods'} will be replaced${atOnce(budget)}`] : []),
    ...(gains.length > 0 ? [`${nodes(gains.length, 'gets a pod', 'get a pod')}${none > 0 ? `, ${none.toLocaleString('en')} ${none === 1 ? 'gets' : 'get'} none` : ''}`] : []),
    ...(lost > 0 ? [nodes(lost, 'loses its pod', 'lose their pod')] : []),
    ...(old && onDelete ? [`${pods(waiting.length)} ${waiting.length === 1 ? 'stays' : 'stay'} until you delete ${waiting.length === 1 ? 'it' : 'them'}`] : []),
  ]
}

function atOnce(budget: DaemonSetOutcome['budget']): string {
  if (!budget) return ''
  const units = budget.units.toLocaleString('en')
  return budget.field === 'maxSurge' ? `, at most ${units} at a time, the new one first` : `, at most ${units} at a time`
}

/** Without the template: `the update strategy`, `its labels`. */
function fieldWords({ changes }: DaemonSetOutcome): string {
  const words = new Set(changes.map(({ path }) => plainNames.find(([start]) => path.startsWith(start))?.[1] ?? path))
  return [...words].join(' and ')
}

const plainNames: readonly (readonly [start: string, words: string])[] = [
  ['spec.updateStrategy', 'the update strategy'], ['metadata.labels', 'its own labels'], ['metadata.annotations', 'its annotations'],
  ['spec.minReadySeconds', 'minReadySeconds'], ['spec.revisionHistoryLimit', 'revisionHistoryLimit'],
]

/** Changed fields beyond so many are counted. */
const mostFields = 8

/** Every line, the changed fields first. */
export function daemonSetLines(outcome: DaemonSetOutcome, ending: OutcomeEnd): readonly PreviewLine[] {
  const { name, changes, replaced, gains, stays, waiting, loses, without, troubles, budget, onDelete, templateChanges, desired } = outcome
  const line = (text: string, about: readonly string[] = [], tone: Tone = 'plain'): PreviewLine => ({ tone, text: ending.named ? `${name}: ${lower(text)}` : text, ...(about.length > 0 && { nodes: about }) })
  const reasons = (all: readonly NodesWithReason[], verb: string, plural: string) => all.map(({ nodes: about, why }) => line(`${about.length <= mostNames ? names(about) : `${about.length.toLocaleString('en')} nodes`} ${about.length === 1 ? verb : plural}: ${lower(why)}.`, about))
  const stuck = isStuck(outcome, ending)
  return [
    ...changes.slice(0, mostFields).map(({ path, before, after }): PreviewLine => ({ tone: 'plain', verbatim: true, text: `${path}: ${before ?? 'not set'} → ${after ?? 'not set'}` })),
    ...(changes.length > mostFields ? [line(`${changes.length - mostFields} more fields change.`)] : []),
    ...(replaced.length > 0 ? [line(`${nodes(replaced.length, 'gets a new pod in place of its old one', 'get a new pod in place of the old one')}${atOnce(budget)}${budget ? ` (${budget.field}: ${budget.written})` : ''}.`, replaced)] : []),
    ...(gains.length > 0 ? [line(`${nodes(gains.length, 'without a pod gets one', 'without a pod get one')}.`, gains)] : []),
    ...reasons(loses, 'loses its pod', 'lose their pod'),
    ...(outcome.isNew || desired[0] !== desired[1] ? reasons(without, 'gets none', 'get none') : []),
    ...(stays.length > 0 ? [line(`${nodes(stays.length, 'keeps its pod', 'keep their pod')} as it is.`, stays)] : []),
    ...(waiting.length > 0 ? [line(waitingWords(waiting.length, onDelete, templateChanges), waiting, stuck ? 'trouble' : 'plain')] : []),
    ...troubles.map(({ nodes: about, why }) => line(`${names(about)}: ${lower(why)}.`, about, 'trouble')),
    ...(desired[0] !== desired[1] && !outcome.isNew ? [line(`DESIRED ${desired[0].toLocaleString('en')} → ${desired[1].toLocaleString('en')}.`)] : []),
    line(endWords(ending, stuck, somethingMoves(outcome)), [], stuck ? 'trouble' : 'plain'),
  ]
}

function waitingWords(count: number, onDelete: boolean, templateChanges: boolean): string {
  if (onDelete) return `${nodes(count, 'keeps its old pod until you delete it', 'keep their old pod until you delete it')}: the strategy is OnDelete.`
  return `${nodes(count, templateChanges ? 'still has its old pod, or none, at the end' : 'still waits at the end', templateChanges ? 'still have their old pod, or none, at the end' : 'still wait at the end')}.`
}

function endWords({ end, tookMs }: OutcomeEnd, stuck: boolean, changes: boolean): string {
  if (end === 'too-much') return `Still going on after ${printSpan(tookMs)}; it was not played further.`
  if (stuck || end === 'quiet') return `From ${printSpan(tookMs)} after Apply on nothing more happens.`
  return changes ? `Done ${printSpan(tookMs)} after Apply.` : 'No pod starts or stops.'
}
