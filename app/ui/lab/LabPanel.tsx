import { useEffect } from 'react'
import { Button } from '../controls/Button.tsx'
import { useSession } from '#session/use-session'
import { addNodes, applyManifest, cutPower, deletePod, refuseDraft, removeNode, reset, restorePower, setCordon, setDraft, setPlaying, session, setSpeed, startPlayback, stepToNext } from '#session/session'
import { SimulatedClockContext, type SimulatedClock } from '../simulated-clock.ts'
import { Mark } from '../top-bar/Mark.tsx'
import { NodeCard } from './NodeCard.tsx'
import styles from './Lab.module.css'

const speeds = [0.25, 1, 4, 16, 64]

/** `1:35.2` for virtual milliseconds. */
const clock = (ms: number) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}.${Math.floor(ms / 100) % 10}`

/** Levels and rings move with virtual time, without drawing the page again. */
const simulatedClock: SimulatedClock = {
  nowMs: () => session.getState().cluster.nowMs,
  subscribe: (listener) => session.subscribe(({ cluster }, before) => cluster.nowMs !== before.cluster.nowMs && listener(cluster.nowMs)),
}

/** The whole lab: manifest, cluster, time. */
export function LabPanel() {
  useEffect(() => startPlayback(), [])
  return (
    <SimulatedClockContext value={simulatedClock}>
      <div className={styles.lab}>
        <header className={styles.top}>
          <Mark />
          <h1>DaemonSet lab</h1>
          <Button onClick={reset}>Start again</Button>
        </header>
        <Stage />
        <Manifest />
        <Time />
      </div>
    </SimulatedClockContext>
  )
}

function Stage() {
  const scene = useSession((state) => state.scene)
  const { daemonSet, nodes } = scene
  return (
    <main className={styles.stage} aria-label="Cluster">
      <div className={styles.head}>
        <div>
          <h2 className={styles.name}>{daemonSet?.name ?? 'No DaemonSet yet'}</h2>
          <p className={styles.kind}>
            {daemonSet ? 'DaemonSet' : 'Apply the manifest to see pods.'}
            {daemonSet && daemonSet.misscheduled > 0 && <span className={styles.warn}>, {daemonSet.misscheduled} misscheduled</span>}
          </p>
        </div>
        <dl className={styles.figures}>
          {Object.entries(daemonSet?.figures ?? {}).map(([caption, value]) => (
            <div key={caption}>
              <dd>{value}</dd>
              <dt>{caption}</dt>
            </div>
          ))}
        </dl>
      </div>
      <ul className={styles.nodes}>
        {nodes.slice(0, 200).map((node) => (
          <li key={node.name}>
            <NodeCard node={node} onPower={node.ready ? cutPower : restorePower} onCordon={setCordon} onRemove={removeNode} onDeletePod={deletePod} />
          </li>
        ))}
      </ul>
      {nodes.length > 200 && <p className={styles.more}>and {nodes.length - 200} more nodes, counted above</p>}
      <div className={styles.acts} role="group" aria-label="Add nodes">
        <Button kind="edge" onClick={() => addNodes(1)}>Add node</Button>
        <Button kind="edge" onClick={() => addNodes(10)}>Add 10</Button>
        <Button kind="edge" onClick={() => addNodes(1_000)}>Add 1,000</Button>
      </div>
    </main>
  )
}

function Manifest() {
  const draft = useSession((state) => state.draft)
  const answer = useSession((state) => state.answer)
  return (
    <section className={styles.manifest} aria-label="Manifest">
      <h2 className={styles.pane}>manifest.yaml</h2>
      <textarea
        className={styles.editor} aria-label="Manifest, YAML" spellCheck={false} autoCapitalize="off" value={draft}
        onChange={(event) => setDraft(event.target.value)}
        // Stopped before the browser lays millions of lines out.
        onPaste={(event) => refuseDraft(event.clipboardData.getData('text').length) && event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) applyManifest()
        }}
      />
      <output className={answer?.refused ? styles.refused : styles.answer}>{answer?.text}</output>
      <Button kind="main" keys="Ctrl Enter" onClick={applyManifest}>Apply</Button>
    </section>
  )
}

function Time() {
  const nowMs = useSession((state) => state.scene.nowMs)
  const playing = useSession((state) => state.playing)
  const speed = useSession((state) => state.speed)
  return (
    <section className={styles.time} aria-label="Time">
      <Button kind="edge" onClick={() => setPlaying(!playing)}>{playing ? 'Pause' : 'Play'}</Button>
      <Button onClick={stepToNext}>Next</Button>
      <span className={styles.clock} role="timer">{clock(nowMs)}</span>
      <label>
        Speed{' '}
        <select value={speed} onChange={(event) => setSpeed(Number(event.target.value))}>
          {speeds.map((each) => <option key={each} value={each}>{each}×</option>)}
        </select>
      </label>
    </section>
  )
}
