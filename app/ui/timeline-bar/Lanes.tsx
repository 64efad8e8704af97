import { scaleLinear } from 'd3-scale'
import { curveStepAfter, line } from 'd3-shape'
import { useMemo, useRef } from 'react'
import type { Track as TrackData, TrackPoint } from '#session/track'
import { useSize } from '../layout/use-size.ts'
import { laneTicks, lanesOf } from './lanes.ts'
import { trackEndMs } from './track-layout.ts'
import styles from './Lanes.module.css'

export interface LanesProps {
  track: TrackData
  points: readonly TrackPoint[]
  untilMs: number
  /** How far the longest line was played: where the track ends hangs on it. */
  reachedMs: number
}

const chartPx = 22
const numbers = ['desired', 'ready', 'updated', 'available', 'misscheduled'] as const

/** Who did something when, a lane for each component, and a DaemonSet's numbers as small charts; all aligned with the track. */
export function Lanes({ track, points, untilMs, reachedMs }: LanesProps) {
  const root = useRef<HTMLDivElement>(null)
  const { width } = useSize(root, { width: 0, height: 0 })
  const endMs = trackEndMs(reachedMs)
  const x = useMemo(() => scaleLinear([0, endMs], [0, width]), [endMs, width])
  const lanes = useMemo(() => lanesOf(track), [track])
  return (
    <div ref={root} className={styles.lanes} tabIndex={0} role="region" aria-label="Lanes and numbers">
      {lanes.map(({ name, steps }) => (
        <figure key={name} className={styles.lane} aria-label={`${name}: ${steps.length === 1 ? '1 step' : `${steps.length} steps`}`}>
          <figcaption>{name}</figcaption>
          <svg width={width} height={10} aria-hidden="true"><path d={laneTicks(steps, x).map((at) => `M${at} 1v8`).join('')} /></svg>
        </figure>
      ))}
      {points.length > 0 && numbers.map((name) => <Chart key={name} name={name} points={points} untilMs={untilMs} x={x} width={width} />)}
    </div>
  )
}

interface ChartProps {
  name: (typeof numbers)[number]
  points: readonly TrackPoint[]
  untilMs: number
  x: (atMs: number) => number
  width: number
}

function Chart({ name, points, untilMs, x, width }: ChartProps) {
  const most = points.reduce((top, point) => Math.max(top, point[name]), 0)
  const path = useMemo(() => {
    const y = scaleLinear([0, Math.max(1, most)], [chartPx - 1, 3])
    return line<TrackPoint>().x(({ atMs }) => x(atMs)).y((point) => y(point[name])).curve(curveStepAfter)([...points, { ...points.at(-1)!, atMs: untilMs }]) ?? ''
  }, [name, points, untilMs, x, most])
  const now = points.at(-1)![name]
  return (
    <figure className={styles.chart} aria-label={`${name}: ${now.toLocaleString('en')} at the end, at most ${most.toLocaleString('en')}`}>
      <figcaption>{name} <b>{now.toLocaleString('en')}</b></figcaption>
      <svg width={width} height={chartPx} aria-hidden="true"><path d={path} /></svg>
    </figure>
  )
}
