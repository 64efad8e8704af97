import { ChevronDown } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button } from '../controls/Button.tsx'
import type { LayoutName } from '../layout/lab-layout.ts'
import styles from './Guide.module.css'

export interface GuideFrameProps {
  layout: LayoutName
  /** What the region is called. */
  label: string
  /** Where there is only a strip: its two lines, and what its button opens. */
  title: ReactNode
  lead: ReactNode
  opens: string
  /** Language of all in it, where it is another than the page's. */
  lang?: string | undefined
  /** Stands under the part that scrolls. */
  foot?: ReactNode
  children: ReactNode
}

/** The guide as a column, as a strip that opens, or as a screen of its own. */
export function GuideFrame({ layout, label, title, lead, opens, lang, foot, children }: GuideFrameProps) {
  const [open, setOpen] = useState(false)
  const body = <div className={styles.body}>{children}</div>
  if (layout !== 'medium' && layout !== 'narrow') {
    // Where one pane is in view it is the main one.
    const Column = layout === 'phone' ? 'main' : 'section'
    return (
      <Column className={styles.column} aria-label={label} lang={lang} data-pane="guide" tabIndex={-1}>
        <div className={styles.guide} tabIndex={0} role="group" aria-label={label}>{body}</div>
        {foot}
      </Column>
    )
  }
  return (
    <section className={styles.strip} aria-label={label} lang={lang} data-pane="guide" tabIndex={-1}>
      <div className={styles.head}>
        <div className={styles.headWords}>
          <h1 className={styles.stripTitle}>{title}</h1>
          <p className={styles.stripLead}>{lead}</p>
        </div>
        <Button
          iconOnly icon={<ChevronDown size={16} strokeWidth={1.5} aria-hidden="true" className={open ? styles.turned : undefined} />}
          aria-label={opens} aria-expanded={open} onClick={() => setOpen(!open)}
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
          {foot}
        </div>
      )}
    </section>
  )
}
