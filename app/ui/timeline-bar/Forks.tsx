import type { MouseEvent } from 'react'
import { printTick } from './clock-text.ts'
import styles from './Timeline.module.css'

/** Another line, from where it parts with the current one, in virtual ms. */
export interface ForkLine {
  readonly id: number
  readonly name: string
  readonly fromMs: number
  readonly untilMs: number
}

export interface ForksProps {
  forks: readonly ForkLine[]
  x: (atMs: number) => number
  width: number
  /** `compare`: set it beside the picture instead of going over to it. */
  onBranch: (id: number, compare: boolean) => void
}

/** As many lines have room under the track; all of them stand in the list of lines. */
export const mostForks = 4
export const forkPx = 18

/** The other lines, dashed, named by their first difference: a press goes over to one, with Shift it is set beside. */
export function Forks({ forks, x, width, onBranch }: ForksProps) {
  return (
    <ul className={styles.forks} aria-label="Other lines" style={{ height: Math.min(forks.length, mostForks) * forkPx }}>
      {forks.slice(-mostForks).map(({ id, name, fromMs, untilMs }, row) => {
        const from = Math.min(x(fromMs), width - 120)
        const length = Math.max(16, x(untilMs) - x(fromMs))
        return (
          <li key={id} style={{ transform: `translate(${from}px, ${row * forkPx}px)`, maxWidth: width - from }}>
            <button
              type="button" className={styles.fork} title={`${name}, from ${printTick(fromMs)}. Shift: compare`}
              aria-label={`Go over to the line ${name}, which parts at ${printTick(fromMs)}`}
              onClick={(event: MouseEvent) => onBranch(id, event.shiftKey)}
            >
              <i style={{ width: Math.min(length, Math.max(16, width - from - 120)) }} aria-hidden="true" />
              <span>{name}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
