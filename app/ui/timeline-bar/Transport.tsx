import { Pause, Play, SkipForward } from 'lucide-react'
import { useContext, useEffect, useRef } from 'react'
import { Button } from '../controls/Button.tsx'
import { SimulatedClockContext } from '../simulated-clock.ts'
import { printClock } from './clock-text.ts'
import styles from './Timeline.module.css'

export interface TransportProps {
  playing: boolean
  speed: number
  caption: string
  short: boolean
  onPlay: (playing: boolean) => void
  onStep: () => void
  onSpeed: (speed: number) => void
}

const speeds = [0.25, 0.5, 1, 2, 4, 8, 16, 64] as const

/** Play or pause, step to what happens next, clock, speed, and the current step as one sentence. */
export function Transport({ playing, speed, caption, short, onPlay, onStep, onSpeed }: TransportProps) {
  return (
    <div className={styles.transport}>
      <Button
        kind="edge" iconOnly className={styles.play} aria-label={playing ? 'Pause' : 'Play'} title={playing ? 'Pause (Space)' : 'Play (Space)'}
        icon={playing ? <Pause size={16} strokeWidth={1.5} fill="currentColor" aria-hidden="true" /> : <Play size={16} strokeWidth={1.5} fill="currentColor" aria-hidden="true" />}
        onClick={() => onPlay(!playing)}
      />
      <Button iconOnly icon={<SkipForward size={16} strokeWidth={1.5} fill="currentColor" aria-hidden="true" />} aria-label="Step to what happens next" title="Step to what happens next (.)" onClick={onStep} />
      <Clock />
      <label className={styles.speed}>
        <span className="visually-hidden">Speed</span>
        <select value={speed} onChange={(event) => onSpeed(Number(event.target.value))}>
          {speeds.map((each) => <option key={each} value={each}>{each}×</option>)}
        </select>
      </label>
      {!short && <p className={styles.caption}>{caption || 'Nothing has happened yet.'}</p>}
    </div>
  )
}

function Clock() {
  const element = useRef<HTMLSpanElement>(null)
  const clock = useContext(SimulatedClockContext)
  useEffect(() => {
    const update = (nowMs: number) => {
      if (element.current) element.current.textContent = printClock(nowMs)
    }
    update(clock.nowMs())
    return clock.subscribe(update)
  }, [clock])
  return <span ref={element} className={styles.clock} role="timer" aria-label="Virtual time" />
}
