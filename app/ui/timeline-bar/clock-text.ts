/** Virtual time as a clock: `1:35.2`, `1:02:03.4`. */
export function printClock(ms: number): string {
  const tenths = Math.floor(ms / 100)
  const seconds = `${String(Math.floor(tenths / 10) % 60).padStart(2, '0')}.${tenths % 10}`
  const minutes = Math.floor(tenths / 600)
  return minutes < 60 ? `${minutes}:${seconds}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${seconds}`
}

/** The same without tenths, for an axis: `1:30`, `1:00:00`. */
export const printTick = (ms: number): string => printClock(ms).replace(/\.\d$/, '')

/** The same in words, for a screen reader: "1 minute 35.2 seconds". */
export function spokenClock(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  const seconds = `${(Math.floor(ms / 100) % 600) / 10} seconds`
  return minutes === 0 ? seconds : `${minutes === 1 ? '1 minute' : `${minutes} minutes`} ${seconds}`
}
