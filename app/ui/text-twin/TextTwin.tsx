import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Scene } from '#scene/scene'
import { figureNames, progressWords } from '#scene/scene'
import { toLedger } from '#scene/ledger'
import { NodeStatus, Sentence } from '../cluster-view/NodeWords.tsx'
import { whyHeld } from '../cluster-view/BudgetWells.tsx'
import { TextField } from '../controls/Field.tsx'
import { WhyButton } from '../why/WhyButton.tsx'
import styles from './TextTwin.module.css'

/** Above so many nodes they are counted, and found by name. */
const mostListed = 60

export interface TextTwinProps {
  scene: Scene
  /** What stands below the nodes. */
  children?: ReactNode
}

/** The whole picture as text, for everyone. */
export function TextTwin({ scene, children }: TextTwinProps) {
  const [wanted, setWanted] = useState('')
  const { daemonSet } = scene
  const many = scene.nodes.size > mostListed
  const nodes = [...scene.nodes.values()].filter(({ name }) => !many || (wanted !== '' && name.includes(wanted))).slice(0, 200)
  return (
    <section className={styles.twin} aria-label="Cluster as text" tabIndex={0}>
      <h3 className={styles.title}>{daemonSet ? figureNames.map((name) => `${daemonSet.figures[name].toLocaleString('en')} ${name.toLowerCase()}`).join(', ') : 'No DaemonSet. Apply one to see pods.'}</h3>
      {daemonSet && (
        <p className={styles.words}>
          {budgetInWords(scene)}
          {daemonSet.rolling && <> <WhyButton question={{ about: 'rollout', daemonSet: daemonSet.key }} about="does the update wait" /></>}
        </p>
      )}
      {daemonSet && (
        <p className={styles.words} role="group" aria-label="Ask about a number">
          {figureNames.map((name) => <WhyButton key={name} className={styles.ask} question={{ about: 'counter', daemonSet: daemonSet.key, counter: name }}>{`Why is ${name} ${daemonSet.figures[name].toLocaleString('en')}?`}</WhyButton>)}
        </p>
      )}
      {many && <LedgerTable scene={scene} />}
      {many && <TextField label="Find nodes by name" verbatim value={wanted} onChange={setWanted} placeholder="worker-12" />}
      {nodes.length > 0 && (
        <table className={styles.table}>
          <caption className="visually-hidden">Nodes and why each has its pod or none</caption>
          <thead>
            <tr><th scope="col">Node</th><th scope="col">Status</th><th scope="col">Pod</th><th scope="col">Why</th><th scope="col">Taints</th></tr>
          </thead>
          <tbody>
            {nodes.map((node) => (
              <tr key={node.name}>
                <th scope="row">{node.name}<small>{node.about}</small></th>
                <td><NodeStatus node={node} /></td>
                <td>{node.pods.length === 0 ? 'none' : node.pods.map((pod) => <span key={pod.key} className={styles.pod}>{pod.name}, {pod.revision !== undefined && `revision ${pod.revision}, `}{pod.status}</span>)}</td>
                <td>{node.sentence && <Sentence sentence={node.sentence} />} <WhyButton question={{ about: 'node', node: node.name, ...(daemonSet && { daemonSet: daemonSet.key }) }} about={node.name} /></td>
                <td>{node.taints.map(({ text, tolerated }) => <span key={text} className={styles.pod}>{text}, {tolerated ? 'tolerated' : 'not tolerated'}</span>)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {children}
    </section>
  )
}

function LedgerTable({ scene }: { scene: Scene }) {
  const { lines, nodes } = toLedger(scene)
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">Reasons, counted</caption>
      <thead><tr><th scope="col">Reason</th><th scope="col">Nodes</th></tr></thead>
      <tbody>
        {lines.map(({ group, text, nodes: counted }) => <tr key={`${group} ${text}`}><th scope="row">{text}</th><td>{counted.size.toLocaleString('en')}</td></tr>)}
        <tr><th scope="row">All nodes</th><td>{nodes.toLocaleString('en')}</td></tr>
      </tbody>
    </table>
  )
}

/** The budget and who uses it. */
export function budgetInWords({ daemonSet, nodes }: Scene): string {
  if (!daemonSet) return ''
  const { budget, updated, eligible, onDelete, rolling } = daemonSet
  const update = `${updated.toLocaleString('en')} of ${eligible.toLocaleString('en')} ${progressWords(daemonSet)}.`
  if (onDelete) return `${update} OnDelete: a node waits for you to delete its pod.`
  if (!budget) return update
  if (!rolling) return `${update} Budget: ${budget.field} ${budget.written}; no update is under way.`
  const holders = budget.holders.slice(0, 6).map((name) => {
    const node = nodes.get(name)
    return node ? `${name} (${whyHeld(node)})` : name
  })
  const more = budget.holders.length > 6 ? ` and ${budget.holders.length - 6} more` : ''
  return `${update} Budget: ${budget.field} ${budget.written}, ${budget.left} left${holders.length > 0 ? `, used by ${holders.join(', ')}${more}` : ''}.`
}

