import type { PodDetails } from '#scene/node-details'
import { usePanelShown } from '#session/lesson/shown-panels'
import { Since } from '../cluster-view/Since.tsx'
import { EventList } from '../event-list/EventList.tsx'
import { PodGlyph } from '../pod-glyph/PodGlyph.tsx'
import { WhyButton } from '../why/WhyButton.tsx'
import { ConditionList } from './ConditionList.tsx'
import styles from './Inspector.module.css'

/** One pod: whose it is, of which revision, how it stands, and what was told about it. */
export function PodInspector({ pod }: { pod: PodDetails }) {
  const isShown = usePanelShown()
  return (
    <div className={styles.inspector}>
      <header className={styles.head}>
        <PodGlyph look={pod} size={40} revision={pod.revision} span={pod.span} />
        <div>
          <h3 className={styles.name}>{pod.name}</h3>
          <p className={styles.words}>{pod.status}{pod.restarts > 0 && `, ${pod.restarts === 1 ? '1 restart' : `${pod.restarts} restarts`}`}. <WhyButton className={styles.why} question={{ about: 'pod', key: pod.key }} about={pod.name} /></p>
        </div>
      </header>
      <dl className={styles.facts}>
        {pod.owner && <Fact name="Owner" value={pod.owner} />}
        {pod.revision !== undefined && <Fact name="Revision" value={`${pod.revision}${pod.older ? ', older than the template' : ', as the template is now'}`} />}
        <Fact name="Node" value={pod.node || 'none yet'} />
        <Fact name="Image" value={pod.image} />
        {pod.requests && <Fact name="Requests" value={pod.requests} />}
        {pod.ip && <Fact name="IP" value={pod.ip} />}
        {pod.qosClass && <Fact name="QoS class" value={pod.qosClass} />}
        {pod.createdAtMs !== undefined && <div><dt>Age</dt><dd><Since atMs={pod.createdAtMs} /></dd></div>}
      </dl>
      {pod.conditions.length > 0 && <><h4 className={styles.section}>Conditions</h4><ConditionList conditions={pod.conditions} /></>}
      {isShown('events') && <><h4 className={styles.section}>Events</h4><EventList events={pod.events} oneObject /></>}
    </div>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return <div><dt>{name}</dt><dd>{value}</dd></div>
}
