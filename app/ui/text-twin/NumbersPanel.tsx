import { printClock } from '#scene/clock-text'
import type { TrackPoint } from '#session/track'
import { useSession } from '#session/use-session'
import { Button } from '../controls/Button.tsx'
import { askForLog } from '../log/LogTabs.tsx'
import { Numbers } from './Numbers.tsx'
import styles from './TextTwin.module.css'

/** As many changes of the numbers as are listed. */
const mostListed = 30

/** What the charts under the timeline draw, as a table up to the playhead; and the way to the log. */
export function NumbersPanel() {
  const key = useSession((state) => state.scene.daemonSet?.key)
  const points = useSession((state) => (key === undefined ? undefined : state.track.points.get(key))) ?? none
  const nowMs = useSession((state) => state.cluster.nowMs)
  const past = points.filter(({ atMs }) => atMs <= nowMs)
  return (
    <>
      <p className={styles.words}><Button kind="link" onClick={askForLog}>What has happened so far, in the log</Button></p>
      {past.length > 0 && <Numbers points={past.slice(-mostListed).map((point) => ({ ...point, time: printClock(point.atMs) }))} left={Math.max(0, past.length - mostListed)} />}
    </>
  )
}

const none: readonly TrackPoint[] = Object.freeze([])
