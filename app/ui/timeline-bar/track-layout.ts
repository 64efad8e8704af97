/** Where things stand on the time bar: its range, its ticks, and which labels have room. */
import type { TrackFlag } from '#session/track'

const steps = [5, 10, 15, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400].map((seconds) => seconds * 1_000)

/** The range (ms) that holds `nowMs` with room ahead. It grows in steps, so that the picture does not creep. */
export function trackEndMs(nowMs: number): number {
  const wanted = Math.max(60_000, nowMs / 0.72)
  const step = steps.find((each) => wanted / each <= 9) ?? steps.at(-1)!
  return Math.ceil(wanted / step) * step
}

/** Instants (ms) for the axis: as many as `widthPx` has room for. */
export function trackTicks(endMs: number, widthPx: number): readonly number[] {
  const most = Math.max(2, Math.floor(widthPx / 90))
  const step = steps.find((each) => endMs / each <= most) ?? steps.at(-1)!
  return Array.from({ length: Math.floor(endMs / step) + 1 }, (_, index) => index * step)
}

export interface PlacedFlag extends TrackFlag {
  readonly x: number
  /** What fits; empty where nothing does. */
  readonly label: string
}

/** Of an ordinary letter at 12 px. */
const letterPx = 6.3
const besidesPx = 18

/** Labels that would touch the next flag are shortened, then dropped. Flags on one spot keep the last one's label. */
export function placeFlags(flags: readonly TrackFlag[], x: (atMs: number) => number, widthPx: number): readonly PlacedFlag[] {
  return flags.map((flag, index) => {
    const at = x(flag.atMs)
    const next = flags.slice(index + 1).find((other) => x(other.atMs) > at + 1 || other === flags.at(-1))
    const room = (next ? x(next.atMs) : widthPx) - at - besidesPx
    return { ...flag, x: at, label: shorten(flag.text, Math.floor(room / letterPx)) }
  })
}

const shorten = (text: string, letters: number): string => (text.length <= letters ? text : letters < 6 ? '' : `${text.slice(0, letters - 1).trimEnd()}…`)
