/** The sentences of all nodes, counted: legend, filter and text twin of a large cluster. Sums to the number of nodes. */
import type { LedgerGroup } from './node-sentence.ts'
import type { Scene } from './scene.ts'

export interface LedgerLine {
  readonly group: LedgerGroup | 'joined'
  readonly text: string
  readonly nodes: ReadonlySet<string>
  /** One of them, by whose picture the line's sign is drawn. */
  readonly example: string
}

export interface Ledger {
  readonly lines: readonly LedgerLine[]
  readonly nodes: number
  readonly cordoned: number
}

const order: readonly LedgerLine['group'][] = ['joined', 'has-its-pod', 'on-its-way', 'needs-a-look', 'not-eligible']

/** Counts. Within a group larger lines come first. */
export function toLedger(scene: Scene): Ledger {
  const lines = new Map<string, { group: LedgerLine['group']; text: string; nodes: Set<string>; example: string }>()
  let cordoned = 0
  for (const [name, node] of scene.nodes) {
    if (node.cordoned) cordoned++
    const group = node.sentence?.group ?? 'joined'
    const text = node.sentence?.line ?? node.status
    const key = `${group} ${text}`
    const line = lines.get(key)
    if (line) line.nodes.add(name)
    else lines.set(key, { group, text, nodes: new Set([name]), example: name })
  }
  const sorted = [...lines.values()].sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group) || b.nodes.size - a.nodes.size || (a.text < b.text ? -1 : 1))
  return { lines: sorted, nodes: scene.nodes.size, cordoned }
}

/** What a group of lines is headed by. */
export const ledgerTitles: Readonly<Record<LedgerLine['group'], string>> = {
  joined: 'Nodes',
  'has-its-pod': 'Has its pod',
  'on-its-way': 'On its way',
  'needs-a-look': 'Needs a look',
  'not-eligible': 'Not eligible',
}
