import { X } from 'lucide-react'
import { Button } from '../controls/Button.tsx'
import styles from './Rail.module.css'

/** What waits at the right while the stage needs the room. */
export type RailPane = 'manifest' | 'guide'

const titles: Record<RailPane, string> = { manifest: 'Manifest', guide: 'Start here' }

export interface RailProps {
  open: RailPane | undefined
  onOpen: (pane: RailPane | undefined) => void
}

/** The names of the panes that gave way, upright along the edge; a bar with the open one's name once it is called. */
export function Rail({ open, onOpen }: RailProps) {
  if (open) {
    return (
      <div className={styles.bar}>
        <span>{titles[open]}</span>
        <Button iconOnly icon={<X size={16} strokeWidth={1.5} />} aria-label={`Put ${titles[open]} back on the rail`} onClick={() => onOpen(undefined)} />
      </div>
    )
  }
  return (
    <nav className={styles.rail} aria-label="Panes">
      {(Object.keys(titles) as RailPane[]).map((pane) => (
        <button key={pane} type="button" className={styles.name} onClick={() => onOpen(pane)}>{titles[pane]}</button>
      ))}
    </nav>
  )
}
