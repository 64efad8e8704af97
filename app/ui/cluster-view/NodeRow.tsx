import { EllipsisVertical } from 'lucide-react'
import { memo } from 'react'
import type { SceneNode } from '#scene/node-picture'
import { PodGlyph } from '../pod-glyph/PodGlyph.tsx'
import { NodeStatus, Sentence } from './NodeWords.tsx'
import styles from './NodeRow.module.css'

export interface NodeRowProps {
  node: SceneNode
  selected: boolean
  outlined: boolean
  dimmed: boolean
  onOpen: (node: string) => void
  onMenu: (node: string, from: HTMLElement) => void
}

/** A node as a line, where the screen is narrow: pod, name, sentence, and what can be done to it. */
export const NodeRow = memo(function NodeRow({ node, selected, outlined, dimmed, onOpen, onMenu }: NodeRowProps) {
  const { pods } = node
  return (
    <li
      className={styles.row} data-node={node.name} data-frame={node.frame} data-cordoned={node.cordoned} data-eligible={node.eligible}
      data-selected={selected || undefined} data-outlined={outlined || undefined} data-dimmed={dimmed || undefined}
    >
      <button
        type="button" className={styles.open} onClick={() => onOpen(node.name)}
        onContextMenu={(event) => {
          event.preventDefault()
          onMenu(node.name, event.currentTarget)
        }}
      >
        <span className={styles.pods}>
          {pods.length > 0
            ? pods.map((pod) => <span key={pod.key} data-pod={pod.key}><PodGlyph look={pod} size={pods.length > 1 ? 22 : 32} revision={pod.revision} span={pod.span} /></span>)
            : <PodGlyph look={{ state: 'none', older: false }} size={32} />}
        </span>
        <span className={styles.head}>
          <b>{node.name}</b>
          <NodeStatus node={node} className={styles.status} />
        </span>
        {node.sentence ? <Sentence sentence={node.sentence} className={styles.sentence} /> : <span className={styles.sentence}>{node.about}</span>}
      </button>
      <button type="button" className={styles.menu} aria-label={`Acts on ${node.name}`} aria-haspopup="menu" onClick={(event) => onMenu(node.name, event.currentTarget)}>
        <EllipsisVertical size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </li>
  )
})
