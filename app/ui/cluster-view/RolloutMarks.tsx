import type { SceneNode } from '#scene/node-picture'
import type { Scene, SceneDaemonSet } from '#scene/scene'
import { progressWords } from '#scene/scene'
import { PodGlyph } from '../pod-glyph/PodGlyph.tsx'
import { UnitBar } from './UnitBar.tsx'
import styles from './Rollout.module.css'

export interface RolloutMarksProps {
  scene: Scene
  daemonSet: SceneDaemonSet
}

/** Above so many nodes they are a bar, and above so many of them small. */
const mostMarks = 40
const mostLarge = 9

/** One mark per eligible node in node order, and how many of them are updated. */
export function RolloutMarks({ scene, daemonSet }: RolloutMarksProps) {
  const { revision, olderRevision, eligible, updated } = daemonSet
  const title = olderRevision === undefined || revision === undefined ? `Revision ${revision ?? '…'}` : `Rollout, revision ${olderRevision} to ${revision}`
  return (
    <div className={styles.rollout}>
      <p className={styles.caption}>{title}</p>
      <div className={styles.progress}>
        {eligible > mostMarks
          ? <RolloutBar scene={scene} />
          : <div className={styles.marks}>{[...scene.nodes.values()].filter((node) => node.eligible).map((node) => <Mark key={node.name} node={node} size={eligible > mostLarge ? 14 : 22} />)}</div>}
        <p className={styles.said}><b>{updated.toLocaleString('en')} of {eligible.toLocaleString('en')}</b> {progressWords(daemonSet)}</p>
      </div>
    </div>
  )
}

function Mark({ node, size }: { node: SceneNode; size: number }) {
  const pod = node.pods[node.pods.length - 1]
  return (
    <span className={styles.mark} data-mark={node.name} title={node.name}>
      <PodGlyph look={pod ?? { state: 'none', older: false }} size={size} span={pod?.span} />
    </span>
  )
}

/** Updated, on their way, old: in shares of one bar. */
function RolloutBar({ scene }: { scene: Scene }) {
  let [updated, coming, old] = [0, 0, 0]
  for (const { eligible, pods } of scene.nodes.values()) {
    if (!eligible) continue
    const pod = pods[pods.length - 1]
    if (pod?.state === 'ready' && !pod.older) updated++
    else if (pod?.older && pod.state === 'ready') old++
    else coming++
  }
  return <UnitBar parts={[{ kind: 'full', count: updated }, { kind: 'hollow', count: coming }, { kind: 'dots', count: old }]} />
}
