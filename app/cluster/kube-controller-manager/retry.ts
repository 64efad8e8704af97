/** Controllers come again after a while, and after an error later each time. Stands for client-go's delaying queue and ItemExponentialFailureRateLimiter. */
import { memoryTable, type Draft } from '../draft.ts'
import type { Timer } from '../timers.ts'

const firstRetryMs = 5
const longestRetryMs = 1_000_000

/** Failed syncs in a row, by component and key. */
const retries = memoryTable<number>('controllers/retries')
const idOf = (draft: Draft, key: string) => `${draft.actor.component}/${key}`

const later = 'after:'

/** Wakes the component at work for the key after `delayMs`, whatever wakes it before; of several such requests the earliest counts. */
export function enqueueAfter(draft: Draft, key: string, delayMs: number): void {
  draft.wake(later + key, delayMs)
}

/** Runs the sync that a timer is about. What was to come after a while is put into the queue then, where it meets what is there already. */
export function syncOrEnqueue(draft: Draft, { key }: Timer, sync: (draft: Draft, key: string) => void): void {
  if (key.startsWith(later)) draft.wake(key.slice(later.length), draft.options.controllerSyncMs)
  else sync(draft, key)
}

/** Wakes the component at work for the key again, after 5 ms, 10 ms, 20 ms … */
export function retryLater(draft: Draft, key: string): void {
  const times = retries(draft).get(idOf(draft, key)) ?? 0
  retries(draft).set(idOf(draft, key), times + 1)
  // The wait begins when the sync ends, and one that talks to the API server takes as long as any.
  enqueueAfter(draft, key, draft.options.controllerSyncMs + Math.min(firstRetryMs * 2 ** times, longestRetryMs))
}

/** A sync went well. */
export function forgetRetries(draft: Draft, key: string): void {
  retries(draft).delete(idOf(draft, key))
}
