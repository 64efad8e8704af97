import styles from './UnitBar.module.css'

/** How a share is drawn: full, an outline, a row of dots, hatched, or a dashed outline. */
export type UnitKind = 'full' | 'hollow' | 'dots' | 'hatched' | 'free'

export interface UnitBarProps {
  parts: readonly { readonly kind: UnitKind; readonly count: number }[]
}

/** Many units as one bar, told apart by shape first. */
export function UnitBar({ parts }: UnitBarProps) {
  return (
    <div className={styles.bar} aria-hidden="true">
      {parts.filter(({ count }) => count > 0).map(({ kind, count }) => <i key={kind} className={styles[kind]} style={{ flexGrow: count }} />)}
    </div>
  )
}
