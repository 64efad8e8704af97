import type { SceneNode } from '#scene/node-picture'
import type { ScenePod } from '#scene/pod-picture'
import { PodGlyph } from '../pod-glyph/PodGlyph.tsx'
import { CapacityBar } from './CapacityBar.tsx'
import { NodeStatus, Sentence } from './NodeWords.tsx'
import { TaintWalls } from './TaintWalls.tsx'
import styles from './NodeCard.module.css'

export interface NodeCardProps {
  node: SceneNode
  /** Few nodes: all labels, and the capacity in words. */
  whole: boolean
}

/** All of a node that the manifest can see, and the sentence that says why it has what it has. */
export function NodeCard({ node, whole }: NodeCardProps) {
  const { pods, taints, capacity } = node
  const labels = whole ? node.labels : node.namedLabels
  return (
    <span className={styles.card}>
      <span className={styles.head}>
        <b>{node.name}</b>
        <NodeStatus node={node} className={styles.status} />
      </span>
      <span className={styles.about}>{node.about}</span>
      <span className={styles.slot}>
        {pods.length === 0 && (
          <>
            <span data-slot={node.name}><PodGlyph look={{ state: 'none', older: false }} size={40} /></span>
            <span className={styles.none}>No pod</span>
          </>
        )}
        {pods.map((pod) => <PodInSlot key={pod.key} pod={pod} />)}
        {pods.length > 0 && <PodWords pod={pods[pods.length - 1]!} />}
      </span>
      {node.sentence && <Sentence sentence={node.sentence} className={styles.sentence} />}
      {labels.length > 0 && <span className={styles.labels}>{labels.map((label) => <span key={label}>{label}</span>)}</span>}
      <TaintWalls taints={taints} most={whole ? 4 : 1} />
      {capacity && <CapacityBar {...capacity} inWords={whole} />}
    </span>
  )
}

function PodInSlot({ pod }: { pod: ScenePod }) {
  return (
    <span data-pod={pod.key} className={styles.pod}>
      <PodGlyph look={pod} size={40} revision={pod.revision} span={pod.span} />
      {pod.restarts > 0 && <span className={styles.restarts} data-bad={pod.state === 'crash-loop' || undefined}>{pod.restarts}×</span>}
    </span>
  )
}

function PodWords({ pod }: { pod: ScenePod }) {
  return (
    <span className={styles.words}>
      <span className={styles.podName}>{pod.name}</span>
      <span className={styles.state}>{pod.words}</span>
    </span>
  )
}
