/** Controllers come again after an error, later each time. Stands for client-go's ItemExponentialFailureRateLimiter. */
import { memoryTable, type Draft } from '../draft.ts'

const firstRetryMs = 5
const longestRetryMs = 1_000_000

/** Failed syncs in a row, by component and key. */
const retries = memoryTable<number>('controllers/retries')
const idOf = (draft: Draft, key: string) => `${draft.actor.component}/${key}`

/** Wakes the component at work for the key again, after 5 ms, 10 ms, 20 ms … */
export function retryLater(draft: Draft, key: string): void {
  const times = retries(draft).get(idOf(draft, key)) ?? 0
  retries(draft).set(idOf(draft, key), times + 1)
  draft.wake(key, Math.min(firstRetryMs * 2 ** times, longestRetryMs))
}

/** A sync went well. */
export function forgetRetries(draft: Draft, key: string): void {
  retries(draft).delete(idOf(draft, key))
}
