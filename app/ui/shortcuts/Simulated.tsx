import { useDeferredValue, useMemo, useState } from 'react'
import { findSimulated, simulatedPage, type SimulatedFound } from '#scene/simulated'
import { Button } from '../controls/Button.tsx'
import { TextField } from '../controls/Field.tsx'
import { downloadText } from '../download-text.ts'
import styles from './ShortcutList.module.css'

/** What the cluster does as a real one, what goes faster, and what is left out: of every kind and field. */
export function Simulated() {
  const [query, setQuery] = useState('')
  const asked = useDeferredValue(query)
  const found = useMemo(() => findSimulated(asked), [asked])
  const count = found.types.reduce((sum, { rows }) => sum + rows.reduce((fields, row) => fields + row.fields.length, 0), 0)
  return (
    <div className={styles.reading}>
      <h3 className={styles.where}>As in Kubernetes</h3>
      <p>The API server’s checks and their words. The DaemonSet controller: who gets a pod, rolling updates with their budget, surge, OnDelete, history. Node lifecycle with its leases, taints and rates. Taint eviction, garbage collection, the scheduler’s filters and preemption, the kubelet’s pulls, restarts, back-offs and grace periods. All delays of these are Kubernetes’ defaults.</p>
      <h3 className={styles.where}>Made up</h3>
      <p>How long a pull or a start takes, so that you can follow it. What each known image does stands under <b>Images</b> in the menu. Any other image cannot be pulled, as if no registry had it.</p>
      <h3 className={styles.where}>Kind by kind, field by field</h3>
      <div className={styles.search}>
        <TextField label="Kind or field" value={query} onChange={setQuery} type="search" placeholder="hostNetwork" verbatim />
        <Button kind="edge" onClick={() => downloadText('what-is-simulated.md', simulatedPage(), 'text/markdown')}>Download as Markdown</Button>
      </div>
      <p role="status" className={styles.note}>{found.types.length === 0 && found.elsewhere.length === 0 ? 'Nothing of that name: no kind that is simulated has such a field.' : `${some(count, 'field')} of ${some(found.types.length, 'type')}`}</p>
      <Found found={found} />
      <p className={styles.note}>Nothing leaves your browser.</p>
    </div>
  )
}

function Found({ found: { types, elsewhere } }: { found: SimulatedFound }) {
  return (
    <>
      {elsewhere.length > 0 && <ul className={styles.elsewhere}>{elsewhere.map((line) => <li key={line}>{inCode(line)}</li>)}</ul>}
      {types.map(({ type, rows }) => (
        <table key={type} className={styles.simulated}>
          <caption>{type}</caption>
          <thead><tr><th scope="col">Fields</th><th scope="col">Here</th></tr></thead>
          <tbody>
            {rows.map(({ fields, how, note }) => (
              <tr key={fields[0]}>
                <td>{fields.map((field, index) => <span key={field}>{index > 0 && ', '}<code>{field}</code></span>)}</td>
                <td>{how}{note && <small>{inCode(note)}</small>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </>
  )
}

const some = (count: number, noun: string) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`

/** Text with what stands between backticks as code. */
const inCode = (text: string) => text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))
