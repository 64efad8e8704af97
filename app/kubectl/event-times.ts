/** When events happened, as kubectl tells it. */
import type { Event } from '#apis/event'
import { printAge } from './age.ts'

/** `5s`, or `2m (x5 over 10m)` for one that came again. `nowUnixMs` counts since 1970. */
export function eventInterval({ count, firstTimestamp, lastTimestamp }: Event, nowUnixMs: number): string {
  const first = printAge(firstTimestamp, nowUnixMs)
  return count > 1 ? `${printAge(lastTimestamp, nowUnixMs)} (x${count} over ${first})` : first
}

/** By when they last happened; within a second by when they were written. */
export function inOrder(events: readonly Event[]): readonly Event[] {
  return [...events].sort((a, b) => (a.lastTimestamp !== b.lastTimestamp ? (a.lastTimestamp < b.lastTimestamp ? -1 : 1) : Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion)))
}
