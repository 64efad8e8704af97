import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { LitNodes } from './lit-nodes.ts'
import { isDimmed, isOutlined } from './lit-nodes.ts'
import type { SceneNode } from '#scene/node-picture'
import { NodeRow } from './NodeRow.tsx'
import styles from './NodeRow.module.css'

export interface NodeRowsProps {
  nodes: readonly SceneNode[]
  selected: string | undefined
  lit: LitNodes | undefined
  onOpen: (node: string) => void
  onMenu: (node: string, from: HTMLElement) => void
  onAdd: (from: HTMLElement) => void
  /** Why the open lesson lets none be added. */
  whyNoMore?: string | undefined
}

/** All nodes as lines; the last one adds another. */
export function NodeRows({ nodes, selected, lit, onOpen, onMenu, onAdd, whyNoMore }: NodeRowsProps): ReactNode {
  return (
    <ul className={styles.list} aria-label="Nodes">
      {nodes.map((node) => (
        <NodeRow
          key={node.name} node={node} selected={node.name === selected}
          outlined={isOutlined(lit, node.name)} dimmed={isDimmed(lit, node.name)}
          onOpen={onOpen} onMenu={onMenu}
        />
      ))}
      <li className={styles.row}>
        <button type="button" className={styles.add} aria-disabled={whyNoMore !== undefined || undefined} title={whyNoMore} onClick={(event) => onAdd(event.currentTarget)}>
          <Plus size={16} strokeWidth={1.5} aria-hidden="true" />Add node
        </button>
      </li>
    </ul>
  )
}
