import { lazy, Suspense } from 'react'
import { setPlaying, setSpeed, stepToNext } from '#session/travel'
import { useSession } from '#session/use-session'
import type { LayoutName } from '../layout/lab-layout.ts'
import { Transport } from './Transport.tsx'
import styles from './Timeline.module.css'

const Track = lazy(() => import('./Track.tsx').then((module) => ({ default: module.Track })))

/** Time: how it runs, what happens in it, and what has happened. */
export function TimelinePanel({ layout }: { layout: LayoutName }) {
  const playing = useSession((state) => state.playing)
  const speed = useSession((state) => state.speed)
  const caption = useSession((state) => state.caption)
  const track = useSession((state) => state.track)
  const shown = useSession((state) => state.scene.daemonSet?.key)
  return (
    <section className={styles.time} aria-label="Time" data-pane="time" tabIndex={-1}>
      <Transport
        playing={playing} speed={speed} caption={caption} short={layout === 'phone'}
        onPlay={setPlaying} onStep={stepToNext} onSpeed={setSpeed}
      />
      <Suspense fallback={<div className={styles.track} />}>
        <Track track={track} points={(shown === undefined ? undefined : track.points.get(shown)) ?? none} compact={layout === 'phone'} />
      </Suspense>
    </section>
  )
}

const none = Object.freeze([])
