import { ChartNoAxesColumn, Flag, GitBranch, Pause, Play, Redo2, Rewind, SkipBack, SkipForward, Undo2 } from 'lucide-react'
import { useContext, useEffect, useRef } from 'react'
import type { MouseEvent } from 'react'
import { Button } from '../controls/Button.tsx'
import { SimulatedClockContext } from '../simulated-clock.ts'
import { printClock } from './clock-text.ts'
import styles from './Timeline.module.css'

export interface TransportProps {
  playing: boolean
  speed: number
  caption: string
  short: boolean
  /** What undo would take back and redo bring back, in words; undefined where there is nothing. */
  undo: string | undefined
  redo: string | undefined
  /** How many lines there are. */
  lines: number
  more: boolean
  onPlay: (playing: boolean) => void
  onStart: () => void
  onBack: () => void
  onStep: () => void
  onSpeed: (speed: number) => void
  onUndo: () => void
  onRedo: () => void
  onFork: () => void
  /** Opens the list of moments to go to; of lines. */
  onMoments: (from: HTMLElement) => void
  onLines: (from: HTMLElement) => void
  /** Shows or hides lanes and charts. */
  onMore: () => void
}

const speeds = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64] as const
const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const
const solid = { ...icon, fill: 'currentColor' } as const

/** Play or pause, steps, clock, speed, the current step as one sentence; undo, redo, fork. */
export function Transport(props: TransportProps) {
  const { playing, speed, caption, short, onPlay, onStart, onBack, onStep, onSpeed } = props
  return (
    <div className={styles.transport}>
      {!short && <Button iconOnly icon={<Rewind {...solid} />} aria-label="To the start" title="To the start (Home)" onClick={onStart} />}
      {!short && <Button iconOnly icon={<SkipBack {...solid} />} aria-label="Step back" title="Step back (,)" onClick={onBack} />}
      <Button
        kind="edge" iconOnly className={styles.play} aria-label={playing ? 'Pause' : 'Play'} title={playing ? 'Pause (Space)' : 'Play (Space)'}
        icon={playing ? <Pause {...solid} /> : <Play {...solid} />}
        onClick={() => onPlay(!playing)}
      />
      <Button iconOnly icon={<SkipForward {...solid} />} aria-label="Step to what happens next" title="Step to what happens next (.)" onClick={onStep} />
      <Clock />
      <label className={styles.speed}>
        <span className="visually-hidden">Speed</span>
        <select value={speed} onChange={(event) => onSpeed(Number(event.target.value))}>
          {speeds.map((each) => <option key={each} value={each}>{each}×</option>)}
        </select>
      </label>
      {!short && <p className={styles.caption}>{caption || 'Nothing has happened yet.'}</p>}
      <Acts {...props} />
    </div>
  )
}

function Acts({ short, undo, redo, lines, more, onUndo, onRedo, onFork, onMoments, onLines, onMore }: TransportProps) {
  const open = (how: (from: HTMLElement) => void) => (event: MouseEvent<HTMLButtonElement>) => how(event.currentTarget)
  return (
    <div className={styles.acts}>
      <Button iconOnly={short} icon={<Undo2 {...icon} />} disabled={undo === undefined} aria-label={undo === undefined ? 'Undo' : `Undo ${undo}`} title={undo === undefined ? 'Nothing to undo' : `Undo ${undo} (Ctrl Z)`} onClick={onUndo}>{!short && <span className={styles.word}>Undo</span>}</Button>
      <Button iconOnly={short} icon={<Redo2 {...icon} />} disabled={redo === undefined} aria-label={redo === undefined ? 'Redo' : `Redo ${redo}`} title={redo === undefined ? 'Nothing to redo' : `Redo ${redo} (Ctrl Shift Z)`} onClick={onRedo}>{!short && <span className={styles.word}>Redo</span>}</Button>
      {!short && <Button icon={<GitBranch {...icon} />} aria-label="Fork here" title="Begin another line here" onClick={onFork}><span className={styles.word}>Fork here</span></Button>}
      {lines > 1 && <Button aria-haspopup="dialog" onClick={open(onLines)}>{lines} lines</Button>}
      {!short && <Button iconOnly icon={<Flag {...icon} />} aria-label="Moments" title="Go to a moment" aria-haspopup="menu" onClick={open(onMoments)} />}
      {!short && <Button iconOnly icon={<ChartNoAxesColumn {...icon} />} aria-label="Lanes and numbers" title="Lanes by component and numbers over time" aria-pressed={more} onClick={onMore} />}
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
