import type { SceneCondition } from '#scene/node-details'
import { Since } from '../cluster-view/Since.tsx'
import styles from './Inspector.module.css'

/** Conditions as an object's status has them. */
export function ConditionList({ conditions }: { conditions: readonly SceneCondition[] }) {
  return (
    <ul className={styles.conditions}>
      {conditions.map(({ type, status, reason, message, sinceAtMs }) => (
        <li key={type}>
          <code><b>{type}</b> {status}</code>
          <span>{sinceAtMs !== undefined && <Since atMs={sinceAtMs} />}</span>
          {(reason || message) && <p>{[reason, message].filter(Boolean).join(': ')}</p>}
        </li>
      ))}
    </ul>
  )
}
