import type { SceneNode } from '#scene/node-picture'
import { NodeCard } from './NodeCard.tsx'
import type { Room } from './node-layout.ts'
import styles from './NodeLens.module.css'

export interface NodeLensProps {
  node: SceneNode
  /** Where the node lies, and how large it is, in px of the picture. */
  x: number
  y: number
  size: number
  /** What of the picture can be seen, and how far it is scrolled. */
  room: Room
  scrollTop: number
}

const lens = { width: 252, height: 168, away: 44 }

/** A node of a large cluster in full, on a leader. */
export function NodeLens({ node, x, y, size, room, scrollTop }: NodeLensProps) {
  const toTheRight = x + size + lens.away + lens.width <= room.width
  const left = toTheRight ? x + size + lens.away : Math.max(0, x - lens.away - lens.width)
  const lowest = scrollTop + room.height - lens.height - 8
  const top = Math.max(scrollTop + 8, Math.min(y - 20, lowest))
  const from = { x: toTheRight ? left : left + lens.width, y: top + 28 }
  const to = { x: toTheRight ? x + size + 3 : x - 3, y: y + size / 2 }
  const bend = (to.x - from.x) / 2
  const leader = `M${from.x} ${from.y}C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`
  return (
    <div className={styles.lens} aria-hidden="true">
      <svg className={styles.leader} width="1" height="1">
        <path d={leader} className={styles.halo} />
        <path d={leader} className={styles.line} />
        <rect x={x - 3} y={y - 3} width={size + 6} height={size + 6} rx="4" className={styles.halo} />
        <rect x={x - 3} y={y - 3} width={size + 6} height={size + 6} rx="4" className={styles.ring} />
      </svg>
      <div className={styles.card} style={{ transform: `translate(${left}px, ${top}px)`, width: lens.width, minHeight: lens.height }}>
        <NodeCard node={node} whole={false} />
      </div>
    </div>
  )
}
