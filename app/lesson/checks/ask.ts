/** Asks one check of one instant. What it must remember between instants is in `Noted`, as plain data. */
import type { Event } from '#apis/event'
import { isAct } from '../act-words.ts'
import type { Done } from '../done.ts'
import { findObject, podsOf, type ClusterView } from '../cluster-view.ts'
import { compileExpression, type Scope, whyFalse } from '../expressions.ts'
import type { PlainCheck } from '../format/check-fields.ts'
import { printDuration } from '../format/schema.ts'
import { isGone, isKept, isRolledOut, objectSays, type Baseline } from './object-checks.ts'
import { noPodOn, podOnEvery } from './pod-checks.ts'
import { list, notYet, passed, type Outcome } from './outcome.ts'

/** What a check has noted since its task began. */
export interface Noted {
  /** Since when it holds without a break; undefined: it does not hold. */
  readonly holdsSinceMs?: number
  /** An event or a refusal was seen. */
  readonly seen?: boolean
  /** First instant at which `always` was false or `never` true. */
  readonly brokenAtMs?: number
}

/** What one instant brings to a check. */
export interface Instant {
  readonly view: ClusterView
  readonly scope: Scope
  readonly baseline: Baseline
  /** All acts since the task began. */
  readonly acts: readonly Done[]
  /** Events written in this instant. */
  readonly newEvents: readonly Event[]
  /** How many acts there were when the check was asked before. */
  readonly newActs: readonly Done[]
}

/** The outcome, and what is noted for the next time. */
export function ask(check: PlainCheck, noted: Noted, instant: Instant): readonly [Outcome, Noted] {
  const after = note(check, noted, instant)
  const now = outcomeNow(check, after, instant)
  const { nowMs } = instant.view
  const holdsSinceMs = now.passed ? (noted.holdsSinceMs ?? nowMs) : undefined
  const next: Noted = { ...after, holdsSinceMs }
  if (!now.passed) return [check.else === undefined ? now : { ...now, found: check.else }, next]
  const length = check.for ?? 0
  if (nowMs - holdsSinceMs! >= length) return [passed, next]
  return [notYet(`holds for ${printDuration(nowMs - holdsSinceMs!)} so far`, `it must hold for ${printDuration(length)}`), next]
}

function note(check: PlainCheck, noted: Noted, { view, scope, newEvents, newActs }: Instant): Noted {
  if ('event' in check && !noted.seen) return newEvents.some((event) => isMeant(view, check.event, event)) ? { ...noted, seen: true } : noted
  if ('refused' in check && !noted.seen) return newActs.some((done) => isRefusal(check.refused, done)) ? { ...noted, seen: true } : noted
  if (noted.brokenAtMs !== undefined) return noted
  if ('always' in check && truth(check.always, scope) === false) return { ...noted, brokenAtMs: view.nowMs }
  if ('never' in check && truth(check.never, scope) === true) return { ...noted, brokenAtMs: view.nowMs }
  return noted
}

/** Undefined while it has no value, as when an object is not there yet. */
function truth(source: string, scope: Scope): boolean | undefined {
  const expression = compileExpression(source)
  if (!('evaluate' in expression)) return undefined
  const { value } = expression.evaluate(scope)
  return typeof value === 'boolean' ? value : undefined
}

function outcomeNow(check: PlainCheck, noted: Noted, { view, scope, baseline, acts }: Instant): Outcome {
  if ('podOnEvery' in check) return podOnEvery(view, check.podOnEvery)
  if ('noPodOn' in check) return noPodOn(view, check.noPodOn)
  if ('object' in check) return objectSays(view, check.object)
  if ('gone' in check) return isGone(view, check.gone)
  if ('rolledOut' in check) return isRolledOut(view, check.rolledOut)
  if ('kept' in check) return isKept(view, check.kept, baseline)
  if ('acts' in check) return actsWere(check.acts, acts)
  if ('event' in check) return noted.seen ? passed : notYet('no such event so far', `an event ${check.event.reason}${check.event.contains === undefined ? '' : ` with "${check.event.contains}"`}`, [{ kind: 'panel', panel: 'events' }])
  if ('refused' in check) return noted.seen ? passed : notYet('it was not refused so far', `a refusal with "${check.refused.contains}"`)
  if ('that' in check) return isTrue(check.that, scope)
  const [source, word] = 'always' in check ? [check.always, 'always'] : [check.never, 'never']
  if (noted.brokenAtMs === undefined) return passed
  return notYet(`${word === 'always' ? 'not so' : 'it was so'} at ${printDuration(noted.brokenAtMs - baseline.atMs)} after the task began`, `${word} ${source}`, [{ kind: 'moment', atMs: noted.brokenAtMs }])
}

function isTrue(source: string, scope: Scope): Outcome {
  const expression = compileExpression(source)
  if (!('evaluate' in expression)) return notYet(expression.problem, source)
  const { value, problem } = expression.evaluate(scope)
  return value === true ? passed : notYet(problem ?? whyFalse(source, scope) ?? 'it is not so', source)
}

function isMeant(view: ClusterView, { reason, about, contains }: Extract<PlainCheck, { event: unknown }>['event'], event: Event): boolean {
  if (event.reason !== reason || (contains !== undefined && !event.message.includes(contains))) return false
  if (about === undefined) return true
  if (about.startsWith('pods of ')) {
    const of = about.slice('pods of '.length)
    // Not every component knows the uid of what it speaks of.
    const { kind, uid, namespace, name } = event.involvedObject
    return kind === 'Pod' && podsOf(view, of).some(({ metadata }) => (uid === undefined ? metadata!.name === name && metadata!.namespace === namespace : metadata!.uid === uid))
  }
  return findObject(view, about)?.metadata?.uid === event.involvedObject.uid || event.involvedObject.name === about.split('/').at(-1)
}

function isRefusal({ by, contains }: Extract<PlainCheck, { refused: unknown }>['refused'], { refused, words, stdout, stderr }: Done): boolean {
  return refused && (by === undefined || isAct(words, by)) && `${stderr}\n${stdout}`.includes(contains)
}

function actsWere({ used = [], notUsed = [], atMost }: Extract<PlainCheck, { acts: unknown }>['acts'], acts: readonly Done[]): Outcome {
  const wasUsed = (meant: string) => acts.some(({ words }) => isAct(words, meant))
  const missing = used.filter((meant) => !wasUsed(meant))
  if (missing.length > 0) return notYet(`${list(missing)} was not used`, `${list(used)}`)
  const unwanted = notUsed.filter(wasUsed)
  if (unwanted.length > 0) return notYet(`${list(unwanted)} was used`, `done without ${list(notUsed)}`)
  return atMost !== undefined && acts.length > atMost ? notYet(`${acts.length} acts`, `at most ${atMost}`) : passed
}

