import type { Comparison, ExplainedGate, GateGroup } from '#scene/gates/gate'
import styles from './GatePath.module.css'

export interface GatePathProps {
  groups: readonly GateGroup[]
  linesOf: (path: string) => string | undefined
  onPath: (path: string) => void
}

/** The gates as a path running down: it goes through the open ones and ends at the first that is closed. */
export function GatePath({ groups, linesOf, onPath }: GatePathProps) {
  return (
    <div className={styles.path}>
      {groups.map((group, index) => (
        <section key={group.by} aria-label={group.by}>
          <div className={styles.by} data-reached={index === 0 || group.gates.some(({ state }) => state !== 'not-asked') || undefined}>
            <span className={styles.thread} data-start={index === 0 || undefined} />
            <p><b>{group.by}</b> {group.words}</p>
          </div>
          <ol className={styles.gates}>
            {group.gates.map((gate) => <GateLine key={gate.name} gate={gate} linesOf={linesOf} onPath={onPath} />)}
          </ol>
        </section>
      ))}
    </div>
  )
}

const spoken: Readonly<Record<ExplainedGate['state'], string>> = { open: 'open', closed: 'closed', now: 'here now', 'not-asked': 'not asked' }

function GateLine({ gate, linesOf, onPath }: { gate: ExplainedGate } & Omit<GatePathProps, 'groups'>) {
  return (
    <li className={styles.gate} data-state={gate.state} ref={gate.state === 'closed' ? scrollIntoPath : undefined}>
      <Wall state={gate.state} />
      <p className={styles.words}>
        <span className={styles.name}><i>{gate.number ?? ''}</i>{gate.name}</span>
        <span className={styles.said}><span className="visually-hidden">{spoken[gate.state]}: </span>{gate.words}</span>
      </p>
      {gate.state !== 'not-asked' && (gate.comparisons.length > 0 || gate.property !== undefined) && <Comparisons gate={gate} linesOf={linesOf} onPath={onPath} />}
    </li>
  )
}

/** Where the path ends is what one came to see. */
const scrollIntoPath = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' })

/** The path and the wall across it. */
function Wall({ state }: { state: ExplainedGate['state'] }) {
  return (
    <span className={styles.lane} aria-hidden="true">
      <span className={styles.wall} />
      <span className={styles.thread} data-end={state === 'closed' || undefined} />
    </span>
  )
}

/** What the node has, and each thing of the manifest that was held against it. */
function Comparisons({ gate, linesOf, onPath }: { gate: ExplainedGate } & Omit<GatePathProps, 'groups'>) {
  return (
    <div className={styles.comparisons}>
      {gate.property !== undefined && <p className={styles.property}>{gate.property}</p>}
      <ul>
        {gate.comparisons.map((comparison, index) => (
          <li key={index}>
            <Where comparison={comparison} linesOf={linesOf} onPath={onPath} />
            <code>{comparison.text}</code>
            {comparison.outcome && <span className={styles.outcome}>{comparison.outcome}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Where({ comparison: { path }, linesOf, onPath }: { comparison: Comparison } & Omit<GatePathProps, 'groups'>) {
  if (path === undefined) return <span className={styles.where}>automatic</span>
  const lines = linesOf(path)
  if (lines === undefined) return <span className={styles.where}>applied</span>
  return <button type="button" className={styles.lines} onClick={() => onPath(path)}>{lines.includes('–') ? 'lines' : 'line'} {lines}</button>
}
