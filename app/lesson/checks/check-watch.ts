/**
 * Looks at a cluster while acts are done and time passes, and asks a list of checks at every
 * instant at which something changed: so that `always`, `never`, `for` and events miss nothing.
 */
import type { Event } from '#apis/event'
import type { Observer } from '#cluster/advance'
import { isAct } from '../act-words.ts'
import { checkName } from '../check-words.ts'
import type { Done } from '../done.ts'
import { viewOfDraft, type ClusterView } from '../cluster-view.ts'
import type { Scope } from '../expressions.ts'
import type { PlainCheck } from '../format/check-fields.ts'
import { scopeOf } from '../scope.ts'
import { ask, type Noted } from './ask.ts'
import { baselineOf, isKept, keyIn, type Baseline } from './object-checks.ts'
import type { Outcome } from './outcome.ts'

/** What is remembered of a list of checks between two looks. Plain data; small. */
export interface CheckMemory {
  readonly baseline: Baseline
  readonly noted: readonly Noted[]
  /** All acts since the beginning. */
  readonly acts: readonly Done[]
}

/** The memory of checks that begin now. */
export function beginChecks(checks: readonly PlainCheck[], view: ClusterView): CheckMemory {
  const kept = checks.flatMap((check) => ('kept' in check && check.kept.what.startsWith('pods of ') ? [check.kept.what.slice('pods of '.length)] : []))
  return { baseline: baselineOf(view, kept), noted: checks.map(() => ({})), acts: [] }
}

/** The scope of expressions, with what happened since the checks began; `checks` are those that the memory is of. */
export function scopeSince(view: ClusterView, memory: CheckMemory, checks: readonly PlainCheck[] = []): Scope {
  const { baseline, acts } = memory
  return scopeOf(view, {
    uidAtStart: (ref) => baseline.uids[keyIn(ref)],
    did: (meant) => acts.some(({ words }) => isAct(words, meant)),
    broken: (name) => checks.some((check, at) => checkName(check) === name && isBroken(view, check, memory, at)),
  })
}

/** Is it one that only holds as long as nothing went wrong, and did something? */
const isBroken = (view: ClusterView, check: PlainCheck, { baseline, noted }: CheckMemory, at: number): boolean =>
  noted[at]?.brokenAtMs !== undefined || ('kept' in check && !isKept(view, check.kept, baseline).passed)

/** The checks of one task, or of one what-if, while they are watched. */
export class CheckWatch {
  private readonly checks: readonly PlainCheck[]
  private memory: CheckMemory
  private events: Event[] = []
  private newActs: Done[] = []
  /** As they were found at the last look. */
  outcomes: readonly Outcome[] = []

  constructor(checks: readonly PlainCheck[], memory: CheckMemory) {
    this.checks = checks
    this.memory = memory
  }

  /** What must be kept to go on another time. */
  get remembered(): CheckMemory {
    return this.memory
  }

  sawEvent(event: Event): void {
    this.events.push(event)
  }

  did(done: Done): void {
    this.newActs.push(done)
    this.memory = { ...this.memory, acts: [...this.memory.acts, done] }
  }

  /** Asks all of them now. */
  look(view: ClusterView): readonly Outcome[] {
    const { baseline, noted, acts } = this.memory
    const instant = { view, scope: scopeSince(view, this.memory, this.checks), baseline, acts, newEvents: this.events, newActs: this.newActs }
    const answers = this.checks.map((check, at) => ask(check, noted[at]!, instant))
    this.memory = { baseline, acts, noted: answers.map(([, next]) => next) }
    this.outcomes = answers.map(([outcome]) => outcome)
    this.events = []
    this.newActs = []
    return this.outcomes
  }
}

/** An observer that tells of events and lets `look` be called once per instant in which something changed. */
export function instants(sawEvent: (event: Event) => void, look: (view: ClusterView) => void, changed: () => void = () => {}): Observer {
  let isDirty = false
  return {
    onWatchEvent: ({ resource, object, type }) => {
      isDirty = true
      if (resource !== 'events') changed()
      else if (type !== 'DELETED') sawEvent(object as Event)
    },
    afterInstant: (draft) => {
      if (!isDirty) return
      isDirty = false
      look(viewOfDraft(draft))
    },
  }
}
