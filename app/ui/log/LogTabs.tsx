import { useArrowKeys } from '../controls/use-arrow-keys.ts'
import { paneSizes } from '../layout/pane-sizes.ts'
import styles from './LogTabs.module.css'

export type TerminalTab = 'terminal' | 'log'

const tabKey = 'daemonset-lab.terminal-tab'

/** Which of the two was in view last. */
export const rememberedTab = (): TerminalTab => (paneSizes.getItem(tabKey) === 'log' ? 'log' : 'terminal')
export const rememberTab = (tab: TerminalTab): void => paneSizes.setItem(tabKey, tab)

const asked = new EventTarget()

/** Brings the log into view, wherever it was asked for. */
export function askForLog(): void {
  rememberTab('log')
  asked.dispatchEvent(new Event('log'))
}

/** Tells when the log is asked for, until the returned function is called. */
export function onLogAsked(listener: () => void): () => void {
  asked.addEventListener('log', listener)
  return () => asked.removeEventListener('log', listener)
}

export interface LogTabsProps {
  tab: TerminalTab
  onTab: (tab: TerminalTab) => void
}

/** What was printed, or what has happened: two records of one session in one place. */
export function LogTabs({ tab, onTab }: LogTabsProps) {
  const arrows = useArrowKeys()
  return (
    <div className={styles.tabs} role="tablist" aria-label="Terminal or log" {...arrows}>
      {(['terminal', 'log'] as const).map((name) => (
        <button key={name} type="button" role="tab" id={`tab-${name}`} className={styles.tab} aria-selected={tab === name} aria-controls={`panel-${name}`} tabIndex={tab === name ? 0 : -1} onClick={() => onTab(name)}>
          {name === 'terminal' ? 'Terminal' : 'Log'}
        </button>
      ))}
    </div>
  )
}
