/**
 * A node that runs short of memory, disk or process ids: its kubelet says so, refuses what it can do
 * without, and ends one pod after another until there is enough. Stands for
 * kubernetes/pkg/kubelet/eviction. Left out: what pods really use; they are ranked by what they ask for.
 */
import type * as corev1 from '#apis/corev1'
import type { Cluster } from '../cluster.ts'
import { memoryTable, type Draft } from '../draft.ts'
import { evictFromNode, type Shortage } from './eviction.ts'
import { qosClassOf } from './pod-status.ts'

/** Shortages by `node/shortage`: since when (virtual ms), and since when it is over. */
interface Pressure {
  readonly sinceMs: number
  readonly overSinceMs: number | undefined
}
const pressures = memoryTable<Pressure>('kubelet/pressure')

/** The condition that tells of a shortage. */
export const conditionOf: Readonly<Record<Shortage, 'MemoryPressure' | 'DiskPressure' | 'PIDPressure'>> = { memory: 'MemoryPressure', disk: 'DiskPressure', pid: 'PIDPressure' }
const shortages = Object.keys(conditionOf) as readonly Shortage[]

/** Priority from which a pod is critical and spared: that of the system classes. */
const criticalPriority = 2_000_000_000

/** Is the node short of it, or was it so a moment ago? The condition outlasts the shortage by a while, so that it does not flap. */
export function isUnderPressure(draft: Draft, node: string, shortage: Shortage): boolean {
  const found = pressures(draft).get(`${node}/${shortage}`)
  return found !== undefined && (found.overSinceMs === undefined || draft.nowMs - found.overSinceMs < draft.options.pressureTransitionMs)
}

/** What a node is short of at this moment, whether or not its kubelet has said so. */
export function shortagesOf({ memory }: Cluster, node: string): readonly Shortage[] {
  const table = memory['kubelet/pressure'] as ReadonlyMap<string, Pressure> | undefined
  return shortages.filter((shortage) => {
    const found = table?.get(`${node}/${shortage}`)
    return found !== undefined && found.overSinceMs === undefined
  })
}

/** The node runs short from now on, or no longer does. */
export function setPressure(draft: Draft, node: string, shortage: Shortage, isShort: boolean): void {
  const key = `${node}/${shortage}`
  const known = pressures(draft).get(key)
  if (isShort) {
    if (known && known.overSinceMs === undefined) return
    pressures(draft).set(key, Object.freeze({ sinceMs: known?.sinceMs ?? draft.nowMs, overSinceMs: undefined }))
    draft.wake(`node:${node}`, 0, 'kubelet')
    draft.wake(`pressure:${node}`, draft.options.evictionPeriodMs, 'kubelet')
  } else if (known && known.overSinceMs === undefined) {
    pressures(draft).set(key, Object.freeze({ ...known, overSinceMs: draft.nowMs }))
    draft.wake(`node:${node}`, draft.options.pressureTransitionMs, 'kubelet')
  }
}

/** The machine is gone, and its shortages with it. */
export function endPressure(draft: Draft, node: string): void {
  for (const shortage of shortages) pressures(draft).delete(`${node}/${shortage}`)
}

/** Ends the pod that the node can spare best; comes again as long as the node is short. */
export function relievePressure(draft: Draft, node: string): void {
  const short = shortages.find((shortage) => pressures(draft).get(`${node}/${shortage}`)?.overSinceMs === undefined && pressures(draft).has(`${node}/${shortage}`))
  if (!short) return
  const [victim] = [...draft.api.pods.onNode(node).values()].filter((pod) => isLive(pod) && !isCritical(pod)).sort(bySpareability)
  if (victim) evictFromNode(draft, victim, short)
  draft.wake(`pressure:${node}`, draft.options.evictionPeriodMs)
}

const isLive = ({ metadata, status }: corev1.Pod) => !metadata!.deletionTimestamp && status?.phase !== 'Failed' && status?.phase !== 'Succeeded'
const isCritical = ({ spec }: corev1.Pod) => (spec?.priority ?? 0) >= criticalPriority
const rank = (pod: corev1.Pod) => ['BestEffort', 'Burstable', 'Guaranteed'].indexOf(qosClassOf(pod))

/** Pods that asked for nothing first, then the less important, then the younger. */
function bySpareability(a: corev1.Pod, b: corev1.Pod): number {
  return rank(a) - rank(b) || (a.spec?.priority ?? 0) - (b.spec?.priority ?? 0) || ((a.status?.startTime ?? '') > (b.status?.startTime ?? '') ? -1 : 1)
}

/** Why a kubelet under pressure does not take this pod; undefined: it does. */
export function pressureRefusal(draft: Draft, pod: corev1.Pod): { readonly reason: string; readonly message: string } | undefined {
  if (isCritical(pod)) return undefined
  const short = shortages.filter((shortage) => isUnderPressure(draft, pod.spec!.nodeName!, shortage))
  // A shortage of memory alone keeps only those away that asked for none and do not put up with it.
  const bears = pod.spec?.tolerations?.some(({ key, operator }) => (!key && operator === 'Exists') || key === 'node.kubernetes.io/memory-pressure')
  if (short.length === 0 || (short.length === 1 && short[0] === 'memory' && (bears || qosClassOf(pod) !== 'BestEffort'))) return undefined
  return { reason: 'Evicted', message: `The node had condition: [${short.map((shortage) => conditionOf[shortage]).join(', ')}]. ` }
}
