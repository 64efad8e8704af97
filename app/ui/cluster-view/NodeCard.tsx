import type { SceneRoom } from '#scene/capacity'
import type { SceneNode } from '#scene/node-picture'
import type { ScenePod } from '#scene/pod-picture'
import { PodGlyph } from '../pod-glyph/PodGlyph.tsx'
import { CapacityBar } from './CapacityBar.tsx'
import { NodeStatus, Sentence } from './NodeWords.tsx'
import { ShortKey } from './ShortKey.tsx'
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
      <span className={styles.about}>
        <span>{node.about}</span>
        {node.others > 0 && <span className={styles.others} title={`${printOthers(node.others)}, of other owners`}>{printOthers(node.others)}</span>}
      </span>
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
      {labels.length > 0 && <span className={styles.labels}>{labels.map((label) => <span key={label} title={label}><ShortKey text={label} /></span>)}</span>}
      <span className={styles.foot}>
        <TaintWalls taints={taints} most={whole ? 3 : 1} />
        {whole && !capacity && node.room.length > 0 && <Room room={node.room} />}
        {capacity && <CapacityBar {...capacity} inWords={whole} />}
      </span>
    </span>
  )
}

/** Pods that do not belong to the DaemonSet: seen for contrast, and counted. */
export const printOthers = (others: number): string => (others === 1 ? '1 other pod' : `${others} other pods`)

/** What is asked of the machine and what it has. */
function Room({ room }: { room: readonly SceneRoom[] }) {
  return (
    <span className={styles.room} title="Asked for by pods, of what the node can give">
      {room.map(({ resource, used, capacity }) => <span key={resource}>{resource} <b>{used}</b> of {capacity}</span>)}
    </span>
  )
}

function PodInSlot({ pod }: { pod: ScenePod }) {
  return (
    <span data-pod={pod.key} className={styles.pod} data-restarted={pod.restarts > 0 || undefined}>
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
