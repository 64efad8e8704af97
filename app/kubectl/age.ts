/** How long ago something was, as kubectl says it. Stands for apimachinery/pkg/util/duration and printers.translateTimestampSince. */
import { fromTimestamp } from '#cluster/timestamps'

/** `5s`, `2m5s`, `47h`, `3d4h`, `2y3d`: two units at most, the small one left out once the large one is large. */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000)
  if (seconds < -1) return '<invalid>'
  if (seconds < 0) return '0s'
  if (seconds < 120) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 10) return twoUnits(minutes, 'm', seconds % 60, 's')
  if (minutes < 180) return `${minutes}m`
  const hours = Math.floor(minutes / 60)
  if (hours < 8) return twoUnits(hours, 'h', minutes % 60, 'm')
  if (hours < 48) return `${hours}h`
  const days = Math.floor(hours / 24)
  if (days < 8) return twoUnits(days, 'd', hours % 24, 'h')
  if (days < 2 * 365) return `${days}d`
  const years = Math.floor(days / 365)
  return years < 8 ? twoUnits(years, 'y', days % 365, 'd') : `${years}y`
}

const twoUnits = (large: number, unit: string, small: number, smallUnit: string) => `${large}${unit}${small === 0 ? '' : `${small}${smallUnit}`}`

/** One unit only: `59s`, `59m`, `23h`, `364d`, `2y`. */
export function shortHumanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000)
  if (seconds < -1) return '<invalid>'
  if (seconds < 0) return '0s'
  if (seconds < 60) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}m`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours}h`
  return hours < 24 * 365 ? `${Math.floor(hours / 24)}d` : `${Math.floor(hours / 24 / 365)}y`
}

/** The time since an API timestamp, as AGE columns and `describe` show it; `<unknown>` without one. `nowUnixMs` counts since 1970. */
export function printAge(timestamp: string | undefined, nowUnixMs: number): string {
  const atUnixMs = timestamp === undefined ? undefined : fromTimestamp(timestamp)
  return atUnixMs === undefined ? '<unknown>' : humanDuration(nowUnixMs - atUnixMs)
}
