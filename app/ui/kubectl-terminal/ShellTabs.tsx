import type { ShellView } from '#session/terminal'
import { useArrowKeys } from '../controls/use-arrow-keys.ts'
import styles from './Terminal.module.css'

export interface ShellTabsProps {
  shells: readonly Pick<ShellView, 'id' | 'name' | 'prompt'>[]
  /** Id of the shell in view. */
  shown: string | undefined
  onShow: (id: string) => void
}

/** Which of several shells is in view. */
export function ShellTabs({ shells, shown, onShow }: ShellTabsProps) {
  const arrows = useArrowKeys()
  return (
    <div className={styles.shells} role="tablist" aria-label="Shells" {...arrows}>
      {shells.map(({ id, name, prompt }) => (
        <button
          key={id} type="button" role="tab" id={`tab-${id}`} className={styles.shell} aria-selected={id === shown} aria-controls={`page-${id}`} tabIndex={id === shown ? 0 : -1}
          aria-label={`Shell ${name}${prompt === '' ? ', busy' : ''}`} onClick={() => onShow(id)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
