/**
 * Virtual milliseconds ↔ the RFC 3339 timestamps of API objects, without `Date`.
 * Kubernetes keeps whole seconds in most fields (`metav1.Time`) and microseconds in a few (`metav1.MicroTime`).
 */

const dayMs = 86_400_000
const two = (value: number) => String(value).padStart(2, '0')

/** Days since 1970-01-01 of a proleptic Gregorian date. */
function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468
}

function dateOf(days: number): string {
  const z = days + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return `${yearOfEra + era * 400 + (month <= 2 ? 1 : 0)}-${two(month)}-${two(day)}`
}

/** The last answer: what happens in one second shares one text. */
let last = { unixSeconds: NaN, text: '' }

/** `2026-01-05T09:00:00Z` for milliseconds since 1970; parts of a second are cut off, as in `metav1.Time`. */
export function toTimestamp(unixMs: number): string {
  const unixSeconds = Math.floor(unixMs / 1000)
  if (last.unixSeconds !== unixSeconds) last = { unixSeconds, text: printed(unixSeconds) }
  return last.text
}

function printed(unixSeconds: number): string {
  const days = Math.floor(unixSeconds / 86_400)
  const seconds = unixSeconds - days * 86_400
  return `${dateOf(days)}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}Z`
}

/** `2026-01-05T09:00:00.120000Z`, as in `metav1.MicroTime`. */
export function toMicroTimestamp(unixMs: number): string {
  const ms = unixMs - Math.floor(unixMs / 1000) * 1000
  return `${toTimestamp(unixMs).slice(0, -1)}.${String(ms).padStart(3, '0')}000Z`
}

const form = /^(\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/

/** Milliseconds since 1970 of a timestamp; undefined when it is none. */
export function fromTimestamp(text: string): number | undefined {
  const found = form.exec(text)
  if (!found) return undefined
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number) as [number, number, number, number, number, number]
  const ms = Number(`0.${found[7] ?? '0'}`) * 1000
  const offset = found[8] ? (found[8] === '-' ? -1 : 1) * (Number(found[9]) * 60 + Number(found[10])) : 0
  return daysOf(year, month, day) * dayMs + ((hour * 60 + minute - offset) * 60 + second) * 1000 + Math.floor(ms)
}
