import type { FigureName, SceneDaemonSet } from '#scene/scene'
import { figureNames } from '#scene/scene'
import { useArrowKeys } from '../controls/use-arrow-keys.ts'
import styles from './Figures.module.css'

/** What can be counted and pointed at. */
export type CountedName = FigureName | 'MISSCHEDULED'

export interface FiguresProps {
  daemonSet: SceneDaemonSet
  /** The figure whose nodes stay outlined. */
  chosen: CountedName | undefined
  onChoose: (figure: CountedName | undefined) => void
  onPoint: (figure: CountedName | undefined) => void
}

const meanings: Readonly<Record<FigureName, string>> = {
  DESIRED: 'Nodes that should run its pod',
  CURRENT: 'Nodes among them that have one',
  READY: 'Nodes whose pod is ready',
  'UP-TO-DATE': "Nodes whose pod has today's template",
  AVAILABLE: 'Nodes whose pod has been ready for minReadySeconds',
}

/** The numbers of `kubectl get daemonset`, each a link to the nodes it counts. */
export function Figures({ daemonSet, chosen, onChoose, onPoint }: FiguresProps) {
  const arrows = useArrowKeys()
  return (
    <div className={styles.figures} role="group" aria-label="Status, as kubectl counts it" {...arrows}>
      {figureNames.map((name, index) => (
        <button
          key={name} type="button" className={styles.figure} aria-pressed={chosen === name} tabIndex={index === 0 ? 0 : -1} title={meanings[name]}
          onClick={() => onChoose(chosen === name ? undefined : name)}
          onPointerEnter={() => onPoint(name)} onPointerLeave={() => onPoint(undefined)}
        >
          <span className={styles.name}>{name}</span>
          <span className={styles.count}>{daemonSet.figures[name].toLocaleString('en')}</span>
        </button>
      ))}
    </div>
  )
}
