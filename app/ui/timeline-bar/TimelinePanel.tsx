import { lazy, Suspense, useMemo, useState } from 'react'
import { compareBranch, compareMoment, nameOf, type LinesOf } from '#session/comparison'
import { forkedAt, momentsOf, undoWords, type Moment } from '#session/moments'
import { forkHere, goToStart, redoAct, seekTo, setPlaying, setSpeed, stepBack, stepToNext, switchBranch, undoAct } from '#session/travel'
import { useSession } from '#session/use-session'
import type { LayoutName } from '../layout/lab-layout.ts'
import { printTick } from './clock-text.ts'
import type { ForkLine } from './Forks.tsx'
import { Transport } from './Transport.tsx'
import styles from './Timeline.module.css'

const Track = lazy(() => import('./Track.tsx').then((module) => ({ default: module.Track })))
const Lanes = lazy(() => import('./Lanes.tsx').then((module) => ({ default: module.Lanes })))
const LinesSheet = lazy(() => import('./LinesSheet.tsx').then((module) => ({ default: module.LinesSheet })))
const MenuPopup = lazy(() => import('../floating/MenuPopup.tsx').then((module) => ({ default: module.MenuPopup })))

/** Time: how it runs, what happens in it, what has happened, and what else could have. */
export function TimelinePanel({ layout }: { layout: LayoutName }) {
  const playing = useSession((state) => state.playing)
  const speed = useSession((state) => state.speed)
  const caption = useSession((state) => state.caption)
  const track = useSession((state) => state.track)
  const shown = useSession((state) => state.scene.daemonSet?.key)
  const timeline = useSession((state) => state.timeline)
  const [more, setMore] = useState(false)
  const [popup, setPopup] = useState<{ kind: 'moments' | 'lines'; from: HTMLElement }>()
  const { branches, current } = timeline
  const points = (shown === undefined ? undefined : track.points.get(shown)) ?? none
  const forks = useMemo(() => forkLines(branches, current), [branches, current])
  const untilMs = branches.find(({ id }) => id === current)!.untilMs
  const words = undoWords(timeline)
  const phone = layout === 'phone'
  return (
    <section className={styles.time} aria-label="Time" data-pane="time" tabIndex={-1}>
      <Transport
        playing={playing} speed={speed} caption={caption} short={phone} undo={words.undo} redo={words.redo} lines={branches.length} more={more}
        onPlay={setPlaying} onStart={goToStart} onBack={stepBack} onStep={stepToNext} onSpeed={setSpeed} onUndo={undoAct} onRedo={redoAct} onFork={forkHere}
        onMoments={(from) => setPopup({ kind: 'moments', from })} onLines={(from) => setPopup({ kind: 'lines', from })} onMore={() => setMore(!more)}
      />
      <Suspense fallback={<div className={styles.track} />}>
        <Track
          track={track} points={points} caption={caption} playing={playing} untilMs={untilMs} forks={phone ? noForks : forks} compact={phone}
          onSeek={seekTo} onCompare={compareMoment} onBranch={(id, compare) => (compare ? compareBranch : switchBranch)(id)}
        />
        {more && !phone && <Lanes track={track} points={points} untilMs={untilMs} reachedMs={Math.max(untilMs, ...forks.map((fork) => fork.untilMs))} />}
      </Suspense>
      <Suspense>
        {popup?.kind === 'moments' && (
          <MenuPopup
            anchor={popup.from} label="Moments" returnFocus={popup.from} onClose={() => setPopup(undefined)}
            groups={[momentsOf(track, points, timeline.branches.find(({ id }) => id === current)!.acts, untilMs).slice(-40).map((moment: Moment, at) => ({ key: String(at), label: moment.text, note: printTick(moment.atMs), onSelect: () => seekTo(moment.atMs) }))]}
          />
        )}
        {popup?.kind === 'lines' && <LinesSheet from={popup.from} onClose={() => setPopup(undefined)} />}
      </Suspense>
    </section>
  )
}

/** All lines but the one that is played. */
function forkLines(branches: LinesOf['branches'], current: number): readonly ForkLine[] {
  const lines = { branches, current }
  return branches.filter(({ id }) => id !== current).map((branch) => ({ id: branch.id, name: nameOf(branch, lines), fromMs: forkedAt(branch, lines), untilMs: branch.untilMs }))
}

const none = Object.freeze([])
const noForks: readonly ForkLine[] = Object.freeze([])
