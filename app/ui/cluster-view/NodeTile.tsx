import type { SceneNode } from '#scene/node-picture'
import { PodGlyph } from '../pod-glyph/PodGlyph.tsx'
import styles from './NodeTile.module.css'

export interface NodeTileProps {
  node: SceneNode
  /** In px: below 46 the word is dropped. */
  height: number
}

/** A name that is too long gives way before its number, which tells it from its neighbours. */
function NodeName({ name }: { name: string }) {
  const at = name.lastIndexOf('-')
  return <b>{at > 0 ? <><span>{name.slice(0, at)}</span>{name.slice(at)}</> : <span>{name}</span>}</b>
}

/** A node's name, its pod, and one word. */
export function NodeTile({ node, height }: NodeTileProps) {
  const pod = node.pods[node.pods.length - 1]
  return (
    <span className={styles.tile}>
      <span data-pod={pod?.key} data-slot={pod ? undefined : node.name} className={styles.pod}>
        <PodGlyph look={pod ?? { state: 'none', older: false }} size={22} span={pod?.span} />
      </span>
      <span className={styles.words}>
        <NodeName name={node.name} />
        {height >= 46 && <span className={node.warns ? styles.warn : undefined}>{node.sentence?.word ?? node.status}</span>}
      </span>
    </span>
  )
}
