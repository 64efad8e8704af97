import type { SceneEvent } from '#scene/events'
import { Since } from '../cluster-view/Since.tsx'
import { WhyButton } from '../why/WhyButton.tsx'
import styles from './EventList.module.css'

export interface EventListProps {
  events: readonly SceneEvent[]
  /** All of them are about one object, which need not be named again. */
  oneObject?: boolean
}

/** What components told, latest first. */
export function EventList({ events, oneObject }: EventListProps) {
  if (events.length === 0) return <p className={styles.none}>No events yet.</p>
  return (
    <ol className={styles.list} aria-label="Events, latest first">
      {events.map((event) => (
        <li key={event.key} className={styles.event} data-type={event.type}>
          <span className={styles.when}><Since atMs={event.lastAtMs} />{event.count > 1 && ` (${event.count}×)`}</span>
          <span className={styles.what}>
            <b>{event.reason}</b>
            {!oneObject && <code className={styles.object}>{event.object}</code>}
            <span className={styles.message}>{event.message}</span>
          </span>
          <span className={styles.source}><span>{event.source}</span><WhyButton question={{ about: 'event', key: event.key }} about={`${event.reason} of ${event.object}`} /></span>
        </li>
      ))}
    </ol>
  )
}
