/** Virtual time as a clock: `1:35.2`, `1:02:03.4`. */
export function printClock(ms: number): string {
  const tenths = Math.floor(ms / 100)
  const seconds = `${String(Math.floor(tenths / 10) % 60).padStart(2, '0')}.${tenths % 10}`
  const minutes = Math.floor(tenths / 600)
  return minutes < 60 ? `${minutes}:${seconds}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${seconds}`
}
