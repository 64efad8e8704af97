import type { SceneNode } from '#scene/node-picture'
import type { Budget } from '#scene/rollout'
import type { Scene } from '#scene/scene'
import { PodGlyph } from '../pod-glyph/PodGlyph.tsx'
import { UnitBar } from './UnitBar.tsx'
import { WhyButton } from '../why/WhyButton.tsx'
import styles from './Rollout.module.css'

export interface BudgetWellsProps {
  scene: Scene
  budget: Budget
  /** Only an update asks for the budget. */
  rolling: boolean
}

/** Above so many units they are a bar. */
const mostWells = 6
/** So many wells say all in one line; more of them put the reason under the name. */
const mostInOneLine = 2
/** What stands beside the tray beyond the budget, before the rest is counted. */
const mostOver = 2

/** The units of a budget fill a line of their own. */
export const isLongBudget = (budget: Budget | undefined): boolean => budget !== undefined && budget.units > 3 && budget.units <= mostWells

/** One well per unit that the update may use, named by the node that holds it. */
export function BudgetWells({ scene, budget, rolling }: BudgetWellsProps) {
  const { field, written, units, holders, left, over } = budget
  const percent = written.endsWith('%')
  const beyond = holders.slice(units, units + mostOver)
  const rest = holders.slice(units + mostOver)
  return (
    <div className={styles.budget}>
      <p className={styles.caption}>
        <span>Budget <code>{field}: {written}</code>{percent && ` is ${units === 1 ? '1 node' : `${units.toLocaleString('en')} nodes`}`}</span>
        {rolling && <WhyButton className={styles.why} question={{ about: 'rollout', daemonSet: scene.daemonSet!.key }} about="does the update wait" />}
        {rolling && <span className={styles.left} data-over={over > 0 || undefined}>{over > 0 ? `${over.toLocaleString('en')} over` : `${left.toLocaleString('en')} left`}</span>}
      </p>
      {!rolling ? <p className={styles.idle}>No update is under way.</p> : units > mostWells ? <BudgetBar scene={scene} budget={budget} /> : (
        <div className={styles.wells} data-stacked={units + over > mostInOneLine || undefined}>
          <ul className={styles.tray}>
            {Array.from({ length: units }, (_, unit) => {
              const node = scene.nodes.get(holders[unit] ?? '')
              return node ? <Well key={node.name} node={node} surge={field === 'maxSurge'} /> : <li key={unit} className={styles.free}>free</li>
            })}
          </ul>
          {over > 0 && (
            <ul className={styles.over} aria-label="Beyond the budget">
              {beyond.map((name) => {
                const node = scene.nodes.get(name)
                return node && <Well key={name} node={node} surge={false} />
              })}
              {rest.length > 0 && <li className={styles.well} title={rest.join(', ')}>+{rest.length.toLocaleString('en')}</li>}
            </ul>
          )}
        </div>
      )}
    </div>
  )
}

function Well({ node, surge }: { node: SceneNode; surge: boolean }) {
  const pod = node.pods[node.pods.length - 1]
  return (
    <li className={styles.well} data-well={node.name}>
      <PodGlyph look={pod ?? { state: 'none', older: false }} size={16} span={pod?.span} />
      <span className={styles.holder}>
        <code>{node.name}</code>
        <span>{surge ? 'surge, +1' : whyHeld(node)}</span>
      </span>
    </li>
  )
}

function BudgetBar({ scene, budget }: Omit<BudgetWellsProps, 'rolling'>) {
  const counts = new Map<string, number>()
  let unreachable = 0
  for (const name of budget.holders) {
    const node = scene.nodes.get(name)
    if (!node) continue
    const why = budget.field === 'maxSurge' ? 'surging' : whyHeld(node)
    counts.set(why, (counts.get(why) ?? 0) + 1)
    if (why === 'unreachable') unreachable++
  }
  return (
    <>
      <UnitBar parts={[{ kind: 'hollow', count: budget.holders.length - unreachable }, { kind: 'hatched', count: unreachable }, { kind: 'free', count: budget.left }]} />
      <p className={styles.counts}>{[...counts].map(([why, count]) => <span key={why}><b>{count.toLocaleString('en')}</b> {why}</span>)}</p>
    </>
  )
}

/** Why a node uses up a unit, in a word or two. */
export function whyHeld({ frame, pods }: SceneNode): string {
  if (frame !== 'ready') return 'unreachable'
  const pod = pods[pods.length - 1]
  switch (pod?.state) {
    case 'crash-loop':
      return 'crash loop'
    case 'image-not-pulled':
      return 'image not pulled'
    case 'does-not-fit':
      return 'does not fit'
    case 'failed':
      return 'failed'
    case 'ready':
    case 'last-known':
      return 'not available yet'
    case 'starting':
      return 'not ready'
    default:
      return 'replacing'
  }
}
