/** Goes along the lines of a session and remembers what a lesson made of them on the way. */
import { followAct, followedWhatIf, followStepMs, followTime, beginFollowing, whatIfsDue, type Followed } from '#lesson/follow'
import type { DueWhatIf } from '#lesson/attempt'
import type { Lesson } from '#lesson/lesson'
import type { WhatIfOutcome } from '#lesson/what-if'
import type { Cluster } from '#cluster/cluster'
import type { TimedAct } from '#timeline/branch'
import type { World } from '#timeline/world'

/** How far one came. */
export interface Reached {
  readonly followed: Followed
  /** `there`; `on the way`, out of time; or `waiting` for a what-if. */
  readonly state: 'there' | 'on the way' | 'waiting'
}

/** Plays a what-if somewhere and says what came of it. */
export type PlayWhatIf = (cluster: Cluster, due: DueWhatIf) => Promise<WhatIfOutcome>

/** Moments further apart than this (virtual ms) are remembered; those between are played again. */
const rememberEveryMs = 5_000

/** One lesson in one session. */
export class Follower {
  /** Moments after each act, in order of time; undefined: after the start. */
  readonly #moments = new Map<TimedAct | undefined, Followed[]>()
  /** What came of what-ifs, by the cluster they were played on. */
  readonly #outcomes = new WeakMap<Cluster, Map<string, WhatIfOutcome>>()
  readonly #asked = new WeakMap<Cluster, Set<string>>()

  constructor(readonly lesson: Lesson, start: World, private readonly play: PlayWhatIf, private readonly onOutcome: () => void) {
    this.#moments.set(undefined, [beginFollowing(lesson, start)])
  }

  /** The lesson at a moment: after these acts, at the last step not after `atMs` (virtual). `mayGoOn` is asked between steps. */
  reach(acts: readonly TimedAct[], atMs: number, mayGoOn: () => boolean): Reached {
    const lastMs = Math.floor(atMs / followStepMs) * followStepMs
    let [followed, done] = this.#nearest(acts, lastMs)
    for (;;) {
      const next = acts[done]
      const targetMs = next?.atMs ?? lastMs
      while (followed.world.cluster.nowMs < targetMs) {
        const settled = this.#withWhatIfs(followed)
        if (!settled) return { followed, state: 'waiting' }
        if (!mayGoOn()) return { followed, state: 'on the way' }
        followed = followTime(this.lesson, settled, targetMs)
        this.#remember(acts[done - 1], followed)
      }
      if (!next) break
      followed = followAct(this.lesson, followed, next.act)
      done++
      this.#remember(next, followed)
    }
    const settled = this.#withWhatIfs(followed)
    return settled ? { followed: settled, state: 'there' } : { followed, state: 'waiting' }
  }

  #nearest(acts: readonly TimedAct[], lastMs: number): [Followed, number] {
    for (let done = acts.length; done >= 0; done--) {
      const latestMs = acts[done]?.atMs ?? Math.max(lastMs, acts[done - 1]?.atMs ?? 0)
      const found = this.#moments.get(acts[done - 1])?.findLast(({ world }) => world.cluster.nowMs <= latestMs)
      if (found) return [found, done]
    }
    return [this.#moments.get(undefined)![0]!, 0]
  }

  #remember(after: TimedAct | undefined, followed: Followed): void {
    const moments = this.#moments.get(after) ?? []
    this.#moments.set(after, moments)
    const { nowMs } = followed.world.cluster
    const [before, last] = [moments.at(-2), moments.at(-1)]
    if (last && last.world.cluster.nowMs >= nowMs) return
    if (last && before && last.world.cluster.nowMs - before.world.cluster.nowMs < rememberEveryMs) moments.pop()
    moments.push(followed)
  }

  /** With all what-ifs that are due in this moment; undefined while one of them is still being played. */
  #withWhatIfs(followed: Followed): Followed | undefined {
    const { cluster } = followed.world
    if (cluster.nowMs % followStepMs !== 0) return followed
    let settled = followed
    for (let due = whatIfsDue(this.lesson, settled)[0]; due; due = whatIfsDue(this.lesson, settled)[0]) {
      const outcome = this.#outcomes.get(cluster)?.get(`${due.task}/${due.at}`)
      if (!outcome) return this.#ask(cluster, due), undefined
      settled = followedWhatIf(this.lesson, settled, due, outcome)
    }
    return settled
  }

  #ask(cluster: Cluster, due: DueWhatIf): void {
    const key = `${due.task}/${due.at}`
    const asked = this.#asked.get(cluster) ?? new Set()
    if (asked.has(key)) return
    this.#asked.set(cluster, asked.add(key))
    void this.play(cluster, due).then((outcome) => {
      const outcomes = this.#outcomes.get(cluster) ?? new Map<string, WhatIfOutcome>()
      this.#outcomes.set(cluster, outcomes.set(key, outcome))
      this.onOutcome()
    })
  }
}
