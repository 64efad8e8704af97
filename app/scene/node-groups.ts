/** Nodes by zone and pool, in an order that does not change while they live. */
import type * as corev1 from '#apis/corev1'
import { poolOf, zoneOf } from './node-picture.ts'

export interface PoolOfNodes {
  readonly pool: string
  readonly nodes: readonly string[]
}

export interface ZoneOfNodes {
  /** Empty for nodes that name none. */
  readonly zone: string
  readonly pools: readonly PoolOfNodes[]
}

const keyOf = (node: corev1.Node): string => `${zoneOf(node)}\u0000${poolOf(node)}\u0000${node.metadata!.name}`
const keys = new WeakMap<corev1.Node, string>()

function cachedKey(node: corev1.Node): string {
  let key = keys.get(node)
  if (key === undefined) keys.set(node, (key = keyOf(node)))
  return key
}

interface Remembered {
  readonly nodes: ReadonlyMap<string, corev1.Node> | undefined
  readonly keys: readonly string[]
  readonly zones: readonly ZoneOfNodes[]
}
let last: Remembered = { nodes: undefined, keys: [], zones: [] }

/** The groups of these nodes: the same value as long as no node comes, goes or changes its group. */
export function groupNodes(nodes: ReadonlyMap<string, corev1.Node>): readonly ZoneOfNodes[] {
  if (nodes === last.nodes) return last.zones
  const now: string[] = []
  for (const node of nodes.values()) now.push(cachedKey(node))
  if (now.length === last.keys.length && now.every((key, index) => key === last.keys[index])) {
    last = { ...last, nodes }
    return last.zones
  }
  const zones = new Map<string, Map<string, string[]>>()
  for (const node of nodes.values()) {
    const pools = getOrAdd(zones, zoneOf(node), () => new Map<string, string[]>())
    getOrAdd(pools, poolOf(node), () => []).push(node.metadata!.name!)
  }
  const sorted = [...zones].sort(([a], [b]) => byName(a, b)).map(([zone, pools]): ZoneOfNodes => ({
    zone,
    pools: [...pools].sort(([a], [b]) => rank(a) - rank(b) || byName(a, b)).map(([pool, names]) => ({ pool, nodes: names.sort(byName) })),
  }))
  last = { nodes, keys: now, zones: sorted }
  return sorted
}

/** The control plane first, plain workers next. */
const rank = (pool: string): number => (pool.includes('control-plane') ? 0 : pool === 'general' ? 1 : 2)

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = make()))
  return value
}

const numbered = /^(.*?)(\d+)$/

/** `worker-2` before `worker-10`. */
export function byName(a: string, b: string): number {
  const [one, other] = [numbered.exec(a), numbered.exec(b)]
  if (one && other && one[1] === other[1]) return Number(one[2]) - Number(other[2]) || (a < b ? -1 : 1)
  return a < b ? -1 : a > b ? 1 : 0
}
