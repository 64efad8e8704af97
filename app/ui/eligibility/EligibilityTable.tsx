import { useState } from 'react'
import type { Eligibility, EligibilityCell, EligibilityRow } from '#scene/eligibility'
import styles from './Eligibility.module.css'

export interface EligibilityTableProps {
  eligibility: Eligibility
  /** The lines of the manifest in which a field stands: "18–21". */
  linesOf: (path: string) => string | undefined
  onPath: (path: string) => void
  onNode: (node: string) => void
}

/** Nodes down, gates across, in the order in which they are asked. */
export function EligibilityTable({ eligibility: { gates, rows }, linesOf, onPath, onNode }: EligibilityTableProps) {
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">Nodes and the gates that they pass, in the order in which they are asked</caption>
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>Node</th>
          <th scope="colgroup" colSpan={4}>DaemonSet controller</th>
          <th scope="colgroup" colSpan={2}>Scheduler, as far as can be known</th>
        </tr>
        <tr>
          {gates.map(({ name, path }) => {
            const lines = linesOf(path)
            return (
              <th key={name} scope="col">
                {name}
                {lines !== undefined && <button type="button" className={styles.lines} onClick={() => onPath(path)} aria-label={`${name}: go to ${lines.includes('–') ? 'lines' : 'line'} ${lines}`}>{lines.includes('–') ? 'lines' : 'line'} {lines}</button>}
              </th>
            )
          })}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => <Row key={row.nodes[0]} row={row} gates={gates} onNode={onNode} />)}
      </tbody>
    </table>
  )
}

/** Names that are shown of a group before it is opened, and after. */
const [fewNames, mostNames] = [3, 500]

function Row({ row: { nodes, cells, eligible, fits }, gates, onNode }: { row: EligibilityRow; gates: Eligibility['gates']; onNode: (node: string) => void }) {
  const [open, setOpen] = useState(false)
  const shown = nodes.slice(0, open ? mostNames : fewNames)
  return (
    <tr data-eligible={eligible || undefined}>
      <th scope="row">
        {nodes.length > 1 && <span className={styles.count}>{nodes.length.toLocaleString('en')} nodes</span>}
        <span className={styles.names}>{shown.map((name) => <button key={name} type="button" className={styles.node} title={`Why ${name}`} onClick={() => onNode(name)}>{name}</button>)}</span>
        {nodes.length > fewNames && <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>{open ? 'fewer' : `and ${(nodes.length - fewNames).toLocaleString('en')} more`}</button>}
        {open && nodes.length > mostNames && <small>… and {(nodes.length - mostNames).toLocaleString('en')} more.</small>}
        <span className={styles.verdict}>{!eligible ? 'not eligible' : fits ? 'eligible' : 'eligible, no room'}</span>
      </th>
      {cells.map((cell, index) => <Cell key={gates[index]!.name} cell={cell} gate={gates[index]!.name} />)}
    </tr>
  )
}

const spoken: Readonly<Record<EligibilityCell['state'], string>> = { open: 'passes', closed: 'closed here', 'not-asked': 'not asked' }

/** As on the nodes' cards: what every reader knows is left out. */
const wellKnown = /node(?:-role)?\.kubernetes\.io\//g

/** A wall with a gap, a closed one, or nothing. */
function Cell({ cell: { state, words }, gate }: { cell: EligibilityCell; gate: string }) {
  return (
    <td data-state={state} data-gate={gate}>
      <span className={styles.wall} aria-hidden="true" />
      <span className="visually-hidden">{spoken[state]}{words && `: ${words}`}</span>
      <span aria-hidden="true" title={words || undefined}>{state === 'not-asked' ? <i>not asked</i> : words.replace(wellKnown, '…/')}</span>
    </td>
  )
}
