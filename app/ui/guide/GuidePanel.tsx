import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { deleteDaemonSet, showDaemonSet } from '#session/actions'
import { useSession } from '#session/use-session'
import { Button } from '../controls/Button.tsx'
import type { LayoutName } from '../layout/lab-layout.ts'
import { ObjectList } from './ObjectList.tsx'
import { StartHere } from './StartHere.tsx'
import styles from './Guide.module.css'

export interface GuidePanelProps {
  layout: LayoutName
  /** Puts a live object's manifest into the editor. */
  onEdit: (key: string) => void
}

/** What to try, and what exists: a column, a strip that opens, or a screen of its own. */
export function GuidePanel({ layout, onEdit }: GuidePanelProps) {
  const objects = useSession((state) => state.scene.objects)
  const shown = useSession((state) => state.scene.daemonSet?.key)
  const [open, setOpen] = useState(false)
  const strip = layout === 'medium' || layout === 'narrow'
  const body = (
    <div className={styles.body}>
      <StartHere titled={!strip} />
      <ObjectList objects={objects} shown={shown} onShow={showDaemonSet} onEdit={onEdit} onDelete={deleteDaemonSet} />
    </div>
  )
  if (!strip) return <section className={styles.guide} aria-label="Start here" data-pane="guide" tabIndex={0}>{body}</section>
  return (
    <section className={styles.strip} aria-label="Start here" data-pane="guide" tabIndex={-1}>
      <div className={styles.head}>
        <div className={styles.headWords}>
          <h1 className={styles.stripTitle}>A pod on every node</h1>
          <p className={styles.stripLead}>Apply the manifest, then change the cluster.</p>
        </div>
        <Button
          iconOnly icon={<ChevronDown size={16} strokeWidth={1.5} aria-hidden="true" className={open ? styles.turned : undefined} />}
          aria-label="What to try" aria-expanded={open} onClick={() => setOpen(!open)}
        />
      </div>
      {open && (
        <div
          className={styles.sheet}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setOpen(false)
          }}
        >
          {body}
        </div>
      )}
    </section>
  )
}
