import type { NodeDetails } from '#scene/node-details'
import { PodGlyph } from '../pod-glyph/PodGlyph.tsx'
import { WhyButton } from '../why/WhyButton.tsx'
import { ConditionList } from './ConditionList.tsx'
import { PodInspector } from './PodInspector.tsx'
import styles from './Inspector.module.css'

/** One node: labels, taints, room, conditions, and whatever else runs on it. */
export function NodeInspector({ details }: { details: NodeDetails }) {
  return (
    <div className={styles.inspector}>
      <h3 className="visually-hidden">{details.name}</h3>
      <h4 className={styles.section}>Labels</h4>
      <ul className={styles.labels}>{details.labels.map(([key, value]) => <li key={key}>{key}{value && `=${value}`}</li>)}</ul>
      <h4 className={styles.section}>Taints</h4>
      {details.taints.length > 0 ? <ul className={styles.labels}>{details.taints.map((taint) => <li key={taint}>{taint}</li>)}</ul> : <p className={styles.words}>None.</p>}
      <h4 className={styles.section}>Room</h4>
      <dl className={styles.facts}>
        {details.room.map(({ resource, used, capacity, share }) => (
          <div key={resource}>
            <dt>{resource}</dt>
            <dd>{used} of {capacity} asked for, {Math.round(share * 100)} %</dd>
          </div>
        ))}
        <div><dt>Kubelet</dt><dd>{details.kubelet}</dd></div>
      </dl>
      {details.conditions.length > 0 && <><h4 className={styles.section}>Conditions <WhyButton className={styles.why} question={{ about: 'node', node: details.name }} about={`is ${details.name} so`} /></h4><ConditionList conditions={details.conditions} /></>}
      <h4 className={styles.section}>Other pods</h4>
      {details.others.length === 0 && <p className={styles.words}>None.</p>}
      <ul className={styles.pods}>
        {details.others.map((pod) => (
          <li key={pod.key}>
            <details>
              <summary>
                <PodGlyph look={pod} size={22} span={pod.span} />
                <code>{pod.name}</code>
                <span>{pod.owner || 'no controller'}, {pod.status}{pod.requests && `, asks for ${pod.requests}`}</span>
              </summary>
              <PodInspector pod={pod} />
            </details>
          </li>
        ))}
      </ul>
    </div>
  )
}
