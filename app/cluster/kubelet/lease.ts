/** When a node's lease was last renewed. Leases are not stored: the times follow from the node's name and from when it fell silent. */
import type { Draft } from '../draft.ts'
import { fnv32a } from '../random.ts'
import { silentNodes } from './pod-run.ts'

/** Virtual ms of the last renewal up to `atMs`. Each node renews at its own moment of the period. */
export function lastRenewalMs(draft: Draft, node: string, atMs: number): number {
  const { leaseRenewMs } = draft.options
  const phaseMs = fnv32a(node) % leaseRenewMs
  return Math.max(0, Math.floor((atMs - phaseMs) / leaseRenewMs) * leaseRenewMs + phaseMs)
}

/** Virtual ms of the last renewal that the API server has seen. */
export const seenRenewalMs = (draft: Draft, node: string): number => lastRenewalMs(draft, node, silentNodes(draft).get(node) ?? draft.nowMs)
