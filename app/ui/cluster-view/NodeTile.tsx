import { PodGlyph } from '../pod-glyph/PodGlyph.tsx'
import type { NodeView } from './node-view.ts'
import styles from './NodeTile.module.css'

export interface NodeTileProps {
  node: NodeView
  /** Size of the tile in px: the word is dropped first. */
  height: number
}

/** A node's name, its pod, and one word. */
export function NodeTile({ node, height }: NodeTileProps) {
  const pod = node.pods[node.pods.length - 1]
  return (
    <div className={styles.tile} data-tall={height >= 72 || undefined}>
      <span data-pod={pod?.key} className={styles.pod}>
        <PodGlyph look={pod?.look ?? { state: 'none', older: false }} size={22} span={pod?.span} />
      </span>
      <span className={styles.words}>
        <b>{node.name}</b>
        {height >= 46 && <span className={node.warns ? styles.warn : undefined}>{node.word}</span>}
      </span>
    </div>
  )
}
