import { printClock } from '#scene/clock-text'
import { seekTo } from '#session/travel'
import styles from './Log.module.css'

export interface MomentProps {
  atMs: number
  /** Of what went on for a while. */
  untilMs?: number | undefined
}

/** A time, and the way to it. */
export function Moment({ atMs, untilMs }: MomentProps) {
  const [from, to] = [printClock(atMs), untilMs === undefined ? undefined : printClock(untilMs)]
  return (
    <button type="button" className={styles.moment} title="Go there" aria-label={`Go to ${from}${to ? `, until ${to}` : ''}`} onClick={() => seekTo(atMs)}>
      {from}{to !== undefined && to !== from && <small>–{to}</small>}
    </button>
  )
}
