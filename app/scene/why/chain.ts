/** The way back from a change to the act that began it. */
import { actPlaceOf, type Cause } from '#cluster/cause'
import { facets } from '#cluster/journal/facets'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { tellStep, type ToldStep } from '../steps/tell-step.ts'
import { causeEvent, causeOf } from './cause-of.ts'
import { latestOf } from './grounds.ts'
import type { ActWords, Past } from './past.ts'

/** One step of the way: a change; the act that all began with; or that it was so when the session began. */
export type Link =
  /** `again`: so often it has come to this before, each time by the same steps, which are left out. */
  | { readonly kind: 'step'; readonly id: number; readonly told: ToldStep; readonly again?: number }
  | { readonly kind: 'act'; readonly place: number; readonly act: ActWords }
  | { readonly kind: 'start' }

/** Longer ways than this nobody walks; the beginning is shown in any case. */
const longest = 200

/** From this change back, the latest first; the last link is an act, or the start. */
export const chainOf = (past: Past, event: WatchEvent): readonly Link[] => chainFrom(past, event.id)

/** From a cause back: a change and all before it, or an act alone. */
export function chainFrom(past: Past, cause: Cause): readonly Link[] {
  const links: Step[] = []
  const seen = new Set<number>()
  const rollouts = new Rollouts()
  let next = cause
  while (links.length < longest) {
    const place = actPlaceOf(next)
    if (place !== undefined) {
      const act = past.act(place)
      return [...withoutRounds(links), act ? { kind: 'act', place, act } : { kind: 'start' }]
    }
    const event = causeEvent(past, next)
    if (!event || seen.has(event.id)) break
    seen.add(event.id)
    const round = rollouts.next(past, event)
    links.push({ kind: 'step', id: event.id, told: tellStep(event), ...(round && round.again > 0 && { again: round.again }) })
    next = round ? round.cause : causeOf(past, event)
  }
  return [...withoutRounds(links), { kind: 'start' }]
}

/**
 * A rollout goes from node to node, each step because of the one before. Two nodes show how; then the
 * way goes on to what began it.
 */
class Rollouts {
  readonly #met = new Set<string>()

  /** What began the rollout, and how often it went so before; undefined where the way goes on step by step. */
  next(past: Past, event: WatchEvent): { readonly cause: Cause; readonly again: number } | undefined {
    const { reason } = event
    const template = reason?.rests?.[0]
    if (!reason || !template || !reason.rule.startsWith('rollingUpdate.')) return undefined
    const name = `${reason.rule} ${String(reason['hash'])}`
    if (!this.#met.has(name)) {
      this.#met.add(name)
      return undefined
    }
    const began = latestOf(past, template, event)
    let again = 0
    for (const { id, rule: other } of past.journal.back(facets.cameOrWent | facets.deletion, event.id)) {
      if (id < (began?.id ?? 0)) break
      if (other === reason.rule) again++
    }
    return { cause: began?.id ?? event.cause, again }
  }
}

type Step = Extract<Link, { kind: 'step' }>

/** What goes round and round, a container that crashes or an image that is tried again, is told once. */
function withoutRounds(steps: readonly Step[]): readonly Step[] {
  const kept: Step[] = []
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at]!
    const same = (other: Step) => other.told.key === step.told.key && withoutNumbers(other.told.text) === withoutNumbers(step.told.text)
    const last = steps.findLastIndex(same)
    const again = steps.slice(at + 1, last + 1).filter(same).length
    kept.push(again > 0 ? { ...step, again } : step)
    at = last
  }
  return kept
}

const withoutNumbers = (text: string): string => text.replace(/\b\d+\b/g, '')
