import { useDeferredValue, useMemo } from 'react'
import { compareScenes } from '#scene/compare-scenes'
import type { Scene } from '#scene/scene'
import { endComparison, nameOf, otherPicture } from '#session/comparison'
import { openNode, selectNode } from '#session/actions'
import { useSession } from '#session/use-session'
import type { LitNodes } from '../cluster-view/lit-nodes.ts'
import { NodeGrid } from '../cluster-view/NodeGrid.tsx'
import { Button } from '../controls/Button.tsx'
import { printClock } from '../timeline-bar/clock-text.ts'
import styles from './Compare.module.css'

/** Above so many lines the differences are counted. */
const mostLines = 60

/** Two pictures, the same time of two lines or two times of one; what differs is outlined and said. */
export function ComparePanel() {
  const timeline = useDeferredValue(useSession((state) => state.timeline))
  const scene = useDeferredValue(useSession((state) => state.scene))
  const comparison = useSession((state) => state.comparison)
  const other = useMemo(() => comparison && otherPicture(timeline, comparison, scene.daemonSet?.key), [timeline, comparison, scene.daemonSet?.key])
  const differences = useMemo(() => other && compareScenes(scene, other.scene), [scene, other])
  const lit = useMemo((): LitNodes => ({ names: new Set(differences?.nodes.map(({ node }) => node)), how: 'outline' }), [differences])
  const current = timeline.branches.find(({ id }) => id === timeline.current)!
  return (
    <main className={styles.compare} aria-label="Comparison" data-pane="stage" tabIndex={-1} onKeyDown={(event) => event.key === 'Escape' && endComparison()}>
      <header className={styles.head}>
        <h2 className={styles.title}>{differences === undefined ? 'That line is gone' : differences.nodes.length === 0 ? 'No node differs' : differences.nodes.length === 1 ? '1 node differs' : `${differences.nodes.length.toLocaleString('en')} nodes differ`}</h2>
        <Button kind="edge" keys="Esc" onClick={endComparison}>Back to the cluster</Button>
      </header>
      {other && differences && (
        <>
          <div className={styles.pictures}>
            <Picture title={nameOf(current, timeline)} atMs={scene.nowMs} scene={scene} lit={lit} />
            <Picture title={other.name} atMs={other.atMs} scene={other.scene} lit={lit} />
          </div>
          <div className={styles.words} tabIndex={0} role="region" aria-label="What differs">
            {differences.figures.length > 0 && <p>{differences.figures.map(({ figure, here, there }) => `${figure} ${here.toLocaleString('en')} and ${there.toLocaleString('en')}`).join(', ')}</p>}
            <ul>
              {differences.nodes.slice(0, mostLines).map(({ node, here, there }) => <li key={node}><b>{node}</b> {here ?? 'not there'} <span>against</span> {there ?? 'not there'}</li>)}
            </ul>
            {differences.nodes.length > mostLines && <p>… and {(differences.nodes.length - mostLines).toLocaleString('en')} more.</p>}
          </div>
        </>
      )}
    </main>
  )
}

function Picture({ title, atMs, scene, lit }: { title: string; atMs: number; scene: Scene; lit: LitNodes }) {
  return (
    <section className={styles.picture} aria-label={`${title} at ${printClock(atMs)}`}>
      <h3 className={styles.name}>{title} <span>{printClock(atMs)}</span></h3>
      <NodeGrid zones={scene.zones} nodes={scene.nodes} selected={undefined} lit={lit} onSelect={selectNode} onOpen={open} onMenu={nothing} onPoint={nothing} />
    </section>
  )
}

const nothing = (): void => undefined

function open(node: string): void {
  endComparison()
  openNode(node)
}
