import { memo, useContext } from 'react'
import type { Level } from './node-layout.ts'
import type { SceneNode } from '#scene/node-picture'
import { NodeCard } from './NodeCard.tsx'
import { NodeTile } from './NodeTile.tsx'
import { PodGlyph } from '../pod-glyph/PodGlyph.tsx'
import { SimulatedClockContext } from '../simulated-clock.ts'
import { spokenNode } from './spoken-node.ts'
import styles from './NodeBox.module.css'

export interface NodeBoxProps {
  node: SceneNode
  index: number
  level: Level
  x: number
  y: number
  width: number
  height: number
  /** Few nodes: cards show everything. */
  whole: boolean
  selected: boolean
  /** Its figure or reason is pointed at. */
  outlined: boolean
  /** Another reason is spoken of. */
  dimmed: boolean
  leaving: boolean
  /** The one of all nodes that the Tab key reaches. */
  reachable: boolean
}

/** The frame of a node: where it lies, how it stands, and at the level's detail what is in it. */
export const NodeBox = memo(function NodeBox(props: NodeBoxProps) {
  const { node, index, level, x, y, width, height, selected, outlined, dimmed, leaving, reachable } = props
  const clock = useContext(SimulatedClockContext)
  return (
    <div
      role="option" id={`node-${node.name}`} className={styles.box} aria-selected={selected} aria-label={spokenNode(node, clock.nowMs())}
      tabIndex={reachable && !leaving ? 0 : -1}
      data-node={node.name} data-index={index} data-level={level} data-frame={node.frame} data-cordoned={node.cordoned} data-eligible={node.eligible}
      data-outlined={outlined || undefined} data-dimmed={dimmed || undefined} data-leaving={leaving || undefined}
      style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
    >
      <span className={styles.hatching} />
      <span className={styles.content}><Detail {...props} /></span>
      <span className={styles.tape} />
    </div>
  )
})

function Detail({ node, level, height, whole }: NodeBoxProps) {
  switch (level) {
    case 'card':
      return <NodeCard node={node} whole={whole} />
    case 'tile':
      return <NodeTile node={node} height={height} />
    case 'cell': {
      const pod = node.pods[node.pods.length - 1]
      return <span data-pod={pod?.key}><PodGlyph look={pod ?? { state: 'none', older: false }} size={height} span={pod?.span} /></span>
    }
    case 'pixel':
      return null
  }
}
