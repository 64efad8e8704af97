import { scaleLinear } from 'd3-scale'
import { area, curveStepAfter, line } from 'd3-shape'
import { useContext, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Track as TrackData, TrackPoint } from '#session/track'
import { useSize } from '../layout/use-size.ts'
import { SimulatedClockContext } from '../simulated-clock.ts'
import { printTick, spokenClock } from './clock-text.ts'
import { Forks, type ForkLine } from './Forks.tsx'
import { placeFlags, trackEndMs, trackTicks } from './track-layout.ts'
import { useScrub } from './use-scrub.ts'
import styles from './Timeline.module.css'

export interface TrackProps {
  track: TrackData
  /** The numbers of the DaemonSet that is shown. */
  points: readonly TrackPoint[]
  caption: string
  playing: boolean
  /** How far the line was played, in virtual ms. */
  untilMs: number
  forks: readonly ForkLine[]
  /** On a phone: the line alone. */
  compact: boolean
  onSeek: (atMs: number) => void
  onCompare: (atMs: number) => void
  onBranch: (id: number, compare: boolean) => void
}

const plotPx = 34

/** A slider of time: AVAILABLE as a filled step line against DESIRED dashed; your acts as flags, the cluster's as rings; other lines dashed. */
export function Track({ track, points, caption, playing, untilMs, forks, compact, onSeek, onCompare, onBranch }: TrackProps) {
  const root = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const slider = useRef<HTMLDivElement>(null)
  const past = useRef<SVGRectElement>(null)
  const clip = useId()
  const { width } = useSize(root, { width: 0, height: 0 })
  const clock = useContext(SimulatedClockContext)
  const reachedMs = Math.max(untilMs, ...forks.map((fork) => fork.untilMs))
  const [endMs, setEndMs] = useState(() => trackEndMs(Math.max(clock.nowMs(), reachedMs)))
  const x = useMemo(() => scaleLinear([0, endMs], [0, width]), [endMs, width])
  const scrub = useScrub({ atPx: (px) => x.invert(Math.min(Math.max(px, 0), width)), nowMs: clock.nowMs, onSeek, onCompare })

  useEffect(() => {
    const update = (nowMs: number) => {
      setEndMs(trackEndMs(Math.max(nowMs, reachedMs)))
      const at = x(nowMs)
      if (head.current) head.current.style.transform = `translateX(${at}px)`
      past.current?.setAttribute('width', String(Math.max(0, at)))
    }
    update(clock.nowMs())
    return clock.subscribe(update)
  }, [clock, x, reachedMs])

  // While time runs the slider keeps its value to itself: nobody wants to hear every tenth of a second.
  useEffect(() => {
    const speak = () => {
      slider.current?.setAttribute('aria-valuenow', String(clock.nowMs()))
      slider.current?.setAttribute('aria-valuetext', `${spokenClock(clock.nowMs())}${caption ? `, ${caption}` : ''}`)
    }
    speak()
    return playing ? undefined : clock.subscribe(speak)
  }, [clock, caption, playing])

  const nowMs = clock.nowMs()
  const last = points.findLast(({ atMs }) => atMs <= nowMs)
  const height = compact ? 20 : plotPx
  return (
    <div ref={root}>
      <div
        ref={slider} className={styles.track} data-compact={compact || undefined} {...scrub}
        role="slider" tabIndex={0} aria-label="Moment" aria-valuemin={0} aria-valuemax={untilMs} aria-valuenow={nowMs}
      >
        {width > 0 && (
          <>
            <svg className={styles.plot} width={width} height={height} aria-hidden="true">
              <clipPath id={clip}><rect ref={past} height={plotPx} /></clipPath>
              <g className={styles.ahead}><Lines points={points} endMs={untilMs} x={x} height={height} /></g>
              <g clipPath={`url(#${clip})`}><Lines points={points} endMs={untilMs} x={x} height={height} /></g>
              <path d={`M0 ${height - 0.5}H${width}`} className={styles.axis} />
            </svg>
            <Flags track={track} x={x} width={width} compact={compact} />
            {!compact && trackTicks(endMs, width).map((atMs) => <span key={atMs} className={styles.tick} style={{ left: x(atMs) }} aria-hidden="true">{printTick(atMs)}</span>)}
          </>
        )}
        <div ref={head} className={styles.head} aria-hidden="true">
          {last && !compact && <span className={styles.figures}><b>{last.available.toLocaleString('en')}</b> available of <b>{last.desired.toLocaleString('en')}</b> desired</span>}
        </div>
      </div>
      {width > 0 && forks.length > 0 && <Forks forks={forks} x={x} width={width} onBranch={onBranch} />}
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
    const most = points.reduce((top, { desired, available }) => Math.max(top, desired, available), 1)
    const y = scaleLinear([0, most], [height - 0.5, 6])
    // The last step goes on until the end.
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
    <div className={styles.flags} aria-hidden="true">
      {flags.map((flag, index) => (
        <div key={index} className={styles.flag} data-by={flag.by} style={{ transform: `translateX(${flag.x}px)` }} title={`${printTick(flag.atMs)} ${flag.text}`}>
          {!compact && <span>{flag.label}</span>}
        </div>
      ))}
    </div>
  )
}
