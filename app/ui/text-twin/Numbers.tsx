import styles from './TextTwin.module.css'

const columns = [['desired', 'Desired'], ['ready', 'Ready'], ['updated', 'Up to date'], ['available', 'Available'], ['misscheduled', 'Misscheduled']] as const

export interface NumbersProps {
  /** In order of time; each holds from its time on. */
  points: readonly (Readonly<Record<(typeof columns)[number][0], number>> & { readonly time: string })[]
  /** How many earlier ones are left out. */
  left: number
}

/** A DaemonSet's numbers over time, the latest first. */
export function Numbers({ points, left }: NumbersProps) {
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>Numbers over time, the latest first{left > 0 && `; ${left.toLocaleString('en')} earlier changes are left out`}</caption>
      <thead><tr><th scope="col">From</th>{columns.map(([name, title]) => <th key={name} scope="col">{title}</th>)}</tr></thead>
      <tbody>
        {points.toReversed().map((point, at) => <tr key={at}><th scope="row">{point.time}</th>{columns.map(([name]) => <td key={name}>{point[name].toLocaleString('en')}</td>)}</tr>)}
      </tbody>
    </table>
  )
}
