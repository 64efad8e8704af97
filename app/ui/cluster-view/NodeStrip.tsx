import type { Scene } from '#scene/scene'
import { useArrowKeys } from '../controls/use-arrow-keys.ts'
import { NodeTile } from './NodeTile.tsx'
import styles from './NodeStrip.module.css'

export interface NodeStripProps {
  scene: Scene
  opened: string
  onOpen: (node: string) => void
}

/** Above so many nodes only the neighbours of the opened one are shown. */
const most = 24

/** The nodes beside the one that is explained, shrunk to a strip. */
export function NodeStrip({ scene, opened, onOpen }: NodeStripProps) {
  const arrows = useArrowKeys()
  const names = [...scene.nodes.keys()]
  const at = names.indexOf(opened)
  const first = Math.max(0, Math.min(at - most / 2, names.length - most))
  return (
    <div className={styles.strip} role="group" aria-label="Nodes" {...arrows}>
      {names.slice(first, first + most).map((name) => {
        const node = scene.nodes.get(name)!
        return (
          <button
            key={name} type="button" className={styles.node} aria-pressed={name === opened} tabIndex={name === opened ? 0 : -1}
            data-node={name} data-frame={node.frame} data-cordoned={node.cordoned} onClick={() => onOpen(name)}
            ref={name === opened ? scrollIntoStrip : undefined}
          >
            <NodeTile node={node} height={46} />
          </button>
        )
      })}
    </div>
  )
}

const scrollIntoStrip = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
