import type { FigureView } from './daemonset-view.ts'
import type { LitNodes } from './lit-nodes.ts'
import { useArrowKeys } from '../controls/use-arrow-keys.ts'
import styles from './Figures.module.css'

export interface FiguresProps {
  figures: readonly FigureView[]
  /** The figure whose nodes stay outlined. */
  chosen: string | undefined
  onChoose: (figure: FigureView | undefined) => void
  onPoint: (lit: LitNodes | undefined) => void
}

/** The numbers of `kubectl get daemonset`, each a link to the nodes it counts. */
export function Figures({ figures, chosen, onChoose, onPoint }: FiguresProps) {
  const arrows = useArrowKeys()
  return (
    <ul className={styles.figures} aria-label="Status, as kubectl counts it" {...arrows}>
      {figures.map((figure, index) => {
        const lit: LitNodes = { names: figure.nodes, how: 'outline' }
        return (
          <li key={figure.name}>
            <button
              type="button" className={styles.figure} aria-pressed={chosen === figure.name} tabIndex={index === 0 ? 0 : -1}
              title={figure.meaning}
              onClick={() => onChoose(chosen === figure.name ? undefined : figure)}
              onPointerEnter={() => onPoint(lit)} onPointerLeave={() => onPoint(undefined)}
              onFocus={() => onPoint(lit)} onBlur={() => onPoint(undefined)}
            >
              <span className={styles.count}>{figure.count.toLocaleString('en')}</span>
              <span className={styles.name}>{figure.name}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
