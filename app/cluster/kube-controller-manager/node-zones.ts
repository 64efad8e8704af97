/**
 * How fast nodes of a zone may be tainted NoExecute, and when not at all: a zone that is mostly out
 * is handled gently, and where every zone is out the fault is taken to be the controller's own.
 * Stands for handleDisruption and ComputeZoneState, kubernetes/pkg/controller/nodelifecycle.
 */
import type * as corev1 from '#apis/corev1'
import { memoryTable, type Draft } from '../draft.ts'
import { conditionStatus } from '../kube-apiserver/conditions.ts'

type ZoneState = 'initial' | 'normal' | 'partial' | 'full'

/** A token bucket of one: nodes per second, and the virtual ms from which the next may be taken. */
interface Limiter {
  readonly rate: number
  readonly nextMs: number
}

const states = memoryTable<ZoneState>('node-controller/zones')
const limiters = memoryTable<Limiter>('node-controller/limiters')

/** A node's zone: its region and zone labels, where it has any. */
export const zoneOf = (node: corev1.Node): string => `${node.metadata?.labels?.['topology.kubernetes.io/region'] ?? ''}/${node.metadata?.labels?.['topology.kubernetes.io/zone'] ?? ''}`

const limiterOf = (draft: Draft, zone: string): Limiter => limiters(draft).get(zone) ?? { rate: draft.options.nodeEvictionRate, nextMs: 0 }
const betweenMs = (rate: number) => Math.ceil(1000 / rate)

/** Virtual ms until a node of the zone may be tainted; Infinity while none may. */
export function nextTurnMs(draft: Draft, zone: string): number {
  const { rate, nextMs } = limiterOf(draft, zone)
  return rate === 0 ? Infinity : Math.max(0, nextMs - draft.nowMs)
}

/** A node of the zone is being tainted now. */
export function takeTurn(draft: Draft, zone: string): void {
  const { rate } = limiterOf(draft, zone)
  limiters(draft).set(zone, Object.freeze({ rate, nextMs: draft.nowMs + betweenMs(rate) }))
}

/** Another rate; whoever waited under the old one waits its time under the new one as well. */
function swapLimiter(draft: Draft, zone: string, rate: number): void {
  const old = limiterOf(draft, zone)
  if (old.rate === rate) return
  const hadTurn = old.rate > 0 && old.nextMs <= draft.nowMs
  limiters(draft).set(zone, Object.freeze({ rate, nextMs: hadTurn || rate === 0 ? draft.nowMs : draft.nowMs + betweenMs(rate) }))
}

/** Looks at all zones. `entered`: from now on every zone is out, and no node counts as unreachable; `changed`: somewhere the rate is another. */
export function lookAtZones(draft: Draft): { readonly entered: boolean; readonly changed: boolean } {
  const zones = new Map<string, corev1.Node[]>()
  for (const node of draft.api.list('nodes').values()) zones.set(zoneOf(node), [...(zones.get(zoneOf(node)) ?? []), node])
  const table = states(draft)
  const forgotten = [...table].map(([zone]) => zone).filter((zone) => !zones.has(zone))
  for (const zone of forgotten) table.delete(zone)
  const next = new Map([...zones].map(([zone, nodes]) => [zone, stateOf(draft, nodes)]))
  const isOut = [...next.values()].every((state) => state === 'full')
  const wasOut = [...next.keys()].every((zone) => table.get(zone) === 'full')
  if (isOut && wasOut) return { entered: false, changed: false }
  let changed = false
  for (const [zone, state] of next) {
    if (!isOut && !wasOut && table.get(zone) === state) continue
    table.set(zone, state)
    swapLimiter(draft, zone, isOut ? 0 : rateOf(draft, state, zones.get(zone)!.length))
    changed = true
  }
  return { entered: isOut, changed }
}

function stateOf({ options }: Draft, nodes: readonly corev1.Node[]): ZoneState {
  const out = nodes.filter((node) => conditionStatus(node.status?.conditions, 'Ready') !== 'True').length
  if (out === nodes.length) return 'full'
  return out > 2 && out / nodes.length >= options.unhealthyZoneThreshold ? 'partial' : 'normal'
}

function rateOf({ options }: Draft, state: ZoneState, size: number): number {
  if (state !== 'partial') return options.nodeEvictionRate
  return size > options.largeClusterSizeThreshold ? options.secondaryNodeEvictionRate : 0
}
