/**
 * What is due when: a queue of timers in virtual milliseconds, ordered by due time and then by the
 * order in which they were set, so that ties never depend on chance or on the step size.
 */
import type { Cause } from './cause.ts'
import type { ComponentName } from './component-name.ts'

/** One thing a component asked to be woken for. */
export interface Timer {
  readonly component: ComponentName
  /** What for, in the component's own words; at most one timer per component and key waits. */
  readonly key: string
  /** Virtual ms. */
  readonly dueAtMs: number
  readonly sequence: number
  /** What led to it. */
  readonly cause: Cause
}

const before = (a: Timer, b: Timer) => a.dueAtMs - b.dueAtMs || a.sequence - b.sequence

/** A binary heap beside a table of what still counts; replaced and cancelled timers are skipped when met in the heap. */
export class TimerQueue {
  /** By component, then by key: a joined key would have to be glued together and hashed at every step. */
  private readonly waiting = new Map<ComponentName, Map<string, Timer>>()
  private readonly heap: Timer[] = []
  private readonly dropped = new Set<Timer>()
  /** Set since the last publishing, some of them done again. */
  private added: Timer[] = []
  /** Of the published ones those that wait no more. */
  private readonly gone = new Set<Timer>()
  /** Published timers have a lower one. */
  private publishedSequence: number

  constructor(private published: readonly Timer[], public sequence: number) {
    for (const timer of published) this.push(timer)
    this.added = []
    this.publishedSequence = sequence
  }

  /** Sets a timer; where one with that key waits, the earlier of the two stays. */
  set(component: ComponentName, key: string, dueAtMs: number, cause: Cause): void {
    const known = this.waiting.get(component)?.get(key)
    if (known && known.dueAtMs <= dueAtMs) return
    this.push({ component, key, dueAtMs, sequence: this.sequence++, cause })
  }

  /** Sets a timer in place of the one with that key, whenever that was due. */
  replace(component: ComponentName, key: string, dueAtMs: number, cause: Cause): void {
    this.push({ component, key, dueAtMs, sequence: this.sequence++, cause })
  }

  cancel(component: ComponentName, key: string): void {
    const known = this.waiting.get(component)?.get(key)
    if (!known) return
    this.waiting.get(component)!.delete(key)
    this.dropped.add(known)
    this.forget(known)
  }

  find(component: ComponentName, key: string): Timer | undefined {
    return this.waiting.get(component)?.get(key)
  }

  /** The next timer due, left in the queue. */
  peek(): Timer | undefined {
    for (let top = this.heap[0]; top; top = this.heap[0]) {
      if (!this.dropped.delete(top)) return top
      this.removeTop()
    }
    return undefined
  }

  /** Takes the next timer due. */
  take(): Timer | undefined {
    const top = this.peek()
    if (!top) return undefined
    this.removeTop()
    this.waiting.get(top.component)!.delete(top.key)
    this.forget(top)
    return top
  }

  /** All that wait, in the order in which they are due; what changed since the last time is worked into the list of then. */
  publish(): readonly Timer[] {
    if (this.added.length === 0 && this.gone.size === 0) return this.published
    const fresh = this.stillWaiting(this.added).map((timer) => Object.freeze(timer)).sort(before)
    const timers: Timer[] = []
    let next = 0
    for (const timer of this.published) {
      if (this.gone.has(timer)) continue
      while (next < fresh.length && before(fresh[next]!, timer) < 0) timers.push(fresh[next++]!)
      timers.push(timer)
    }
    while (next < fresh.length) timers.push(fresh[next++]!)
    this.added = []
    this.gone.clear()
    this.publishedSequence = this.sequence
    return (this.published = Object.freeze(timers))
  }

  private stillWaiting(timers: readonly Timer[]): Timer[] {
    return timers.filter((timer) => this.waiting.get(timer.component)?.get(timer.key) === timer)
  }

  private forget(timer: Timer): void {
    if (timer.sequence < this.publishedSequence) this.gone.add(timer)
  }

  private push(timer: Timer): void {
    let own = this.waiting.get(timer.component)
    if (!own) this.waiting.set(timer.component, (own = new Map()))
    const known = own.get(timer.key)
    if (known) {
      this.dropped.add(known)
      this.forget(known)
    }
    own.set(timer.key, timer)
    // What is done is let go of from time to time, however late the next publishing is.
    if (this.added.push(timer) > 2 * this.heap.length + 1_024) this.added = this.stillWaiting(this.added)
    let child = this.heap.push(timer) - 1
    while (child > 0) {
      const parent = (child - 1) >> 1
      if (before(this.heap[parent]!, timer) <= 0) break
      this.heap[child] = this.heap[parent]!
      child = parent
    }
    this.heap[child] = timer
  }

  private removeTop(): void {
    const last = this.heap.pop()!
    if (this.heap.length === 0) return
    let hole = 0
    for (;;) {
      let child = 2 * hole + 1
      if (child >= this.heap.length) break
      if (child + 1 < this.heap.length && before(this.heap[child + 1]!, this.heap[child]!) < 0) child++
      if (before(last, this.heap[child]!) <= 0) break
      this.heap[hole] = this.heap[child]!
      hole = child
    }
    this.heap[hole] = last
  }
}
