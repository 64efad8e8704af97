import { scaleLinear } from 'd3-scale'
import { area, curveStepAfter, line } from 'd3-shape'
import { useContext, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Track as TrackData, TrackPoint } from '#session/track'
import { useSize } from '../layout/use-size.ts'
import { SimulatedClockContext } from '../simulated-clock.ts'
import { printTick } from './clock-text.ts'
import { placeFlags, trackEndMs, trackTicks } from './track-layout.ts'
import styles from './Timeline.module.css'

export interface TrackProps {
  track: TrackData
  /** AVAILABLE and DESIRED of the DaemonSet that is shown. */
  points: readonly TrackPoint[]
  /** On a phone: the line alone. */
  compact: boolean
}

const plotPx = 34

/** AVAILABLE as a filled step line against DESIRED dashed; your acts as flags, the cluster's as rings. */
export function Track({ track, points, compact }: TrackProps) {
  const root = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const past = useRef<SVGRectElement>(null)
  const clip = useId()
  const { width } = useSize(root, { width: 0, height: 0 })
  const clock = useContext(SimulatedClockContext)
  const [endMs, setEndMs] = useState(() => trackEndMs(clock.nowMs()))
  const x = useMemo(() => scaleLinear([0, endMs], [0, width]), [endMs, width])

  useEffect(() => {
    const update = (nowMs: number) => {
      setEndMs(trackEndMs(nowMs))
      const at = x(nowMs)
      if (head.current) head.current.style.transform = `translateX(${at}px)`
      past.current?.setAttribute('width', String(Math.max(0, at)))
    }
    update(clock.nowMs())
    return clock.subscribe(update)
  }, [clock, x])

  const last = points.at(-1)
  return (
    <div ref={root} className={styles.track} data-compact={compact || undefined}>
      {width > 0 && (
        <>
          <svg className={styles.plot} width={width} height={compact ? 20 : plotPx} aria-hidden="true">
            <clipPath id={clip}><rect ref={past} height={plotPx} /></clipPath>
            <g clipPath={`url(#${clip})`}><Lines points={points} endMs={endMs} x={x} height={compact ? 20 : plotPx} /></g>
            <path d={`M0 ${(compact ? 20 : plotPx) - 0.5}H${width}`} className={styles.axis} />
          </svg>
          <Flags track={track} x={x} width={width} compact={compact} />
          {!compact && trackTicks(endMs, width).map((atMs) => <span key={atMs} className={styles.tick} style={{ left: x(atMs) }}>{printTick(atMs)}</span>)}
        </>
      )}
      <div ref={head} className={styles.head}>
        {last && !compact && <span className={styles.figures}><b>{last.available.toLocaleString('en')}</b> available of <b>{last.desired.toLocaleString('en')}</b> desired</span>}
      </div>
    </div>
  )
}

interface LinesProps {
  points: readonly TrackPoint[]
  endMs: number
  x: (atMs: number) => number
  height: number
}

function Lines({ points, endMs, x, height }: LinesProps) {
  const paths = useMemo(() => {
    const most = Math.max(1, ...points.map(({ desired, available }) => Math.max(desired, available)))
    const y = scaleLinear([0, most], [height - 0.5, 6])
    // The last step goes on until now: the clip ends it.
    const all = points.length > 0 ? [...points, { ...points.at(-1)!, atMs: endMs }] : []
    const step = line<TrackPoint>().x(({ atMs }) => x(atMs)).curve(curveStepAfter)
    return {
      fill: area<TrackPoint>().x(({ atMs }) => x(atMs)).y0(height).y1(({ available }) => y(available)).curve(curveStepAfter)(all) ?? '',
      available: step.y(({ available }) => y(available))(all) ?? '',
      desired: step.y(({ desired }) => y(desired))(all) ?? '',
    }
  }, [points, endMs, x, height])
  return (
    <>
      <path d={paths.fill} className={styles.area} />
      <path d={paths.desired} className={styles.desired} />
      <path d={paths.available} className={styles.available} />
    </>
  )
}

function Flags({ track, x, width, compact }: { track: TrackData; x: (atMs: number) => number; width: number; compact: boolean }) {
  const flags = useMemo(() => placeFlags(track.flags, x, width), [track.flags, x, width])
  return (
    <ol className={styles.flags} aria-label="What happened when">
      {flags.map((flag, index) => (
        <li key={index} className={styles.flag} data-by={flag.by} style={{ transform: `translateX(${flag.x}px)` }} title={`${printTick(flag.atMs)} ${flag.text}`}>
          <span className="visually-hidden">{printTick(flag.atMs)} {flag.text}</span>
          {!compact && <span aria-hidden="true">{flag.label}</span>}
        </li>
      ))}
    </ol>
  )
}
