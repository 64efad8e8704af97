import { printClock } from '#scene/clock-text'

export { printClock }

/** The same without tenths, for an axis: `1:30`, `1:00:00`. */
export const printTick = (ms: number): string => printClock(ms).replace(/\.\d$/, '')

/** The same in words, for a screen reader: "1 minute 35.2 seconds". */
export function spokenClock(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  const seconds = `${(Math.floor(ms / 100) % 600) / 10} seconds`
  return minutes === 0 ? seconds : `${minutes === 1 ? '1 minute' : `${minutes} minutes`} ${seconds}`
}
