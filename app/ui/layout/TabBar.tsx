import { BookOpen, FileText, SquareStack, SquareTerminal } from 'lucide-react'
import type { PaneName } from './lab-layout.ts'
import styles from './TabBar.module.css'

export interface TabBarProps {
  pane: PaneName
  onPane: (pane: PaneName) => void
  errors: number
  /** What the guide is called. */
  guide: string
  /** Panes that a lesson does not show. */
  hidden: ReadonlySet<PaneName>
}

const tabs = [
  { pane: 'guide', name: 'Start here', Icon: BookOpen },
  { pane: 'stage', name: 'Cluster', Icon: SquareStack },
  { pane: 'manifest', name: 'Manifest', Icon: FileText },
  { pane: 'terminal', name: 'Terminal', Icon: SquareTerminal },
] as const

/** Which pane is in view where there is room for one. */
export function TabBar({ pane, onPane, errors, guide, hidden }: TabBarProps) {
  return (
    <nav className={styles.bar} aria-label="Panes">
      {tabs.filter((tab) => !hidden.has(tab.pane)).map(({ pane: tab, name, Icon }) => (
        <button key={tab} type="button" className={styles.tab} aria-current={tab === pane ? 'page' : undefined} onClick={() => onPane(tab)}>
          <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
          {tab === 'guide' ? guide : name}
          {tab === 'manifest' && errors > 0 && (
            <span className={styles.dot}><span className="visually-hidden">{errors === 1 ? ', 1 error' : `, ${errors} errors`}</span></span>
          )}
        </button>
      ))}
    </nav>
  )
}
