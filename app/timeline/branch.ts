/** One line of acts, and how lines are told apart: by the first thing in which they differ. */
import type { LabAct } from './lab-act.ts'
import { printAct } from './print-act.ts'

/** An act with its time, in virtual ms. */
export interface TimedAct {
  readonly atMs: number
  readonly act: LabAct
  /** It only looked: the page shows it, but undo and the marks pass over it. */
  readonly looked?: true
}

/** A line as it was before an undo. */
export interface Undone {
  readonly acts: readonly TimedAct[]
  readonly untilMs: number
  /** Where the playhead stood. */
  readonly atMs: number
}

/**
 * A line of acts. Branches that have acts in common hold the very same `TimedAct` values: such a
 * value stands for itself and all that was done before it.
 */
export interface Branch {
  readonly id: number
  /** What a person called it; undefined: it is named by its first difference. */
  readonly name: string | undefined
  /** In order of time. */
  readonly acts: readonly TimedAct[]
  /** How far it was played, in virtual ms. */
  readonly untilMs: number
  /** What redo brings back, the next one last; each continues the one behind it. */
  readonly undone: readonly Undone[]
}

/** How many acts two lines have in common at their beginning. */
export function sharedActs(a: readonly TimedAct[], b: readonly TimedAct[]): number {
  let count = 0
  while (count < a.length && a[count] === b[count]) count++
  return count
}

/** How many acts of a line are done at `atMs`. */
export function actsDoneAt(acts: readonly TimedAct[], atMs: number): number {
  let [low, high] = [0, acts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (acts[middle]!.atMs <= atMs) low = middle + 1
    else high = middle
  }
  return low
}

/** The older branch with which a branch has the most in common; undefined for the oldest. */
export function originOf(branch: Branch, branches: readonly Branch[]): Branch | undefined {
  let origin: Branch | undefined
  let most = -1
  for (const other of branches) {
    if (other.id >= branch.id) continue
    const shared = sharedActs(branch.acts, other.acts)
    if (shared > most) [origin, most] = [other, shared]
  }
  return origin
}

/** Where a branch leaves its origin, in virtual ms; undefined for the oldest. */
export function forkedAtMs(branch: Branch, branches: readonly Branch[]): number | undefined {
  const origin = originOf(branch, branches)
  if (!origin) return undefined
  const shared = sharedActs(branch.acts, origin.acts)
  return Math.min(...[branch.acts[shared]?.atMs, origin.acts[shared]?.atMs, branch.untilMs].filter((atMs) => atMs !== undefined))
}

/** What a branch is called: as a person called it, else by what is the first to be different from its origin. */
export function branchName(branch: Branch, branches: readonly Branch[]): string {
  if (branch.name !== undefined) return branch.name
  const origin = originOf(branch, branches)
  if (!origin) return 'first line'
  const shared = sharedActs(branch.acts, origin.acts)
  const own = branch.acts[shared]?.act
  const theirs = origin.acts[shared]?.act
  const manifest = own && manifestIn(own)
  if (manifest !== undefined) {
    const other = (theirs && manifestIn(theirs)) ?? manifestAt(branch.acts.slice(0, shared))
    return other === undefined ? `with ${printAct(own!)}` : `with ${firstDifferentLine(manifest, other)}`
  }
  if (own) return `with ${printAct(own)}`
  return theirs ? `without ${printAct(theirs)}` : 'nothing done'
}

/** The editor's manifest as an act brought it along. */
const manifestIn = (act: LabAct): string | undefined => ('line' in act ? act.files?.['manifest.yaml'] : undefined)

/** The editor's manifest as the last of these acts that had one left it. */
export function manifestAt(acts: readonly TimedAct[]): string | undefined {
  for (let at = acts.length - 1; at >= 0; at--) {
    const manifest = manifestIn(acts[at]!.act)
    if (manifest !== undefined) return manifest
  }
  return undefined
}

const longestLine = 40

function firstDifferentLine(text: string, other: string): string {
  const others = other.split('\n')
  const line = text.split('\n').find((each, index) => each.trim() !== '' && each !== others[index])?.trim()
  if (line === undefined) return 'apply'
  return line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line
}
