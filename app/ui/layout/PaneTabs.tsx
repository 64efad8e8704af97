import type { PaneName } from './lab-layout.ts'
import styles from './PaneTabs.module.css'

export interface PaneTabsProps {
  pane: 'manifest' | 'terminal'
  onPane: (pane: PaneName) => void
}

/** Which of the two panes is in view that share a place in one column. */
export function PaneTabs({ pane, onPane }: PaneTabsProps) {
  const tab = (name: PaneTabsProps['pane'], text: string) => (
    <button type="button" className={styles.tab} aria-current={pane === name ? 'page' : undefined} onClick={() => onPane(name)}>{text}</button>
  )
  return <nav className={styles.tabs} aria-label="Manifest or terminal">{tab('manifest', 'Manifest')}{tab('terminal', 'Terminal')}</nav>
}
