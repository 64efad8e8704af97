import { PodGlyph } from '../pod-glyph/PodGlyph.tsx'
import { CapacityBar } from './CapacityBar.tsx'
import type { NodeView, PodView } from './node-view.ts'
import { TaintWalls } from './TaintWalls.tsx'
import styles from './NodeCard.module.css'

export interface NodeCardProps {
  node: NodeView
  /** Few nodes: all labels and the capacity in words. */
  whole: boolean
}

/** All of a node that the manifest can see, and the sentence that says why it has what it has. */
export function NodeCard({ node, whole }: NodeCardProps) {
  return (
    <div className={styles.card}>
      <div className={styles.head}>
        <b>{node.name}</b>
        <span className={node.warns ? styles.warn : undefined}>{node.status}</span>
      </div>
      <p className={styles.about}>{node.about}</p>
      <div className={styles.slot}>
        {node.pods.length === 0 && <EmptySlot word={node.emptyWord} eligible={node.eligible} />}
        {node.pods.map((pod) => <PodInSlot key={pod.key} pod={pod} alone={node.pods.length === 1} />)}
        {node.pods.length > 1 && <PodWords pod={node.pods[node.pods.length - 1]!} />}
      </div>
      <p className={styles.sentence}><b>{node.verdict}</b> {node.reason}</p>
      {whole && node.labels.length > 0 && (
        <ul className={styles.labels}>{node.labels.map((label) => <li key={label}>{label}</li>)}</ul>
      )}
      <TaintWalls taints={node.taints} most={whole ? 4 : 1} />
      {node.capacity && <CapacityBar {...node.capacity} inWords={whole} />}
    </div>
  )
}

function EmptySlot({ word, eligible }: { word: string; eligible: boolean }) {
  return (
    <>
      <PodGlyph look={{ state: 'none', older: false }} size={40} />
      <span className={eligible ? styles.state : styles.none}>{word}</span>
    </>
  )
}

function PodInSlot({ pod, alone }: { pod: PodView; alone: boolean }) {
  return (
    <>
      <span data-pod={pod.key} className={styles.pod}>
        <PodGlyph look={pod.look} size={40} revision={pod.revision} span={pod.span} />
        {pod.restarts > 0 && <span className={styles.restarts}>{pod.restarts}×</span>}
      </span>
      {alone && <PodWords pod={pod} />}
    </>
  )
}

function PodWords({ pod }: { pod: PodView }) {
  return (
    <span className={styles.words}>
      <span className={styles.podName}>{pod.name}</span>
      <span className={styles.state}>{pod.status}</span>
    </span>
  )
}
