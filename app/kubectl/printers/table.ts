/**
 * Objects as rows of a table. A kind brings its columns; what goes for all kinds is done here:
 * `-o wide`, `-A`, `--show-kind`, `-L`, `--show-labels`, `--no-headers`. Stands for cli-runtime's TablePrinter.
 */
import { printLabels } from '#apis/labels'
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import { alignColumns, getColumns, type RememberedWidths } from '../tab-writer.ts'

/** One column of a kind. */
export interface Column<T> {
  readonly header: string
  /** Shown with `-o wide` only. */
  readonly wide?: boolean
  /** The text of a cell; `nowUnixMs` is the time in ms since 1970. */
  cell(object: T, nowUnixMs: number): string | number
}

/** What is shown beside a kind's own columns. */
export interface TableOptions {
  readonly wide?: boolean
  /** A NAMESPACE column in front. */
  readonly withNamespace?: boolean
  /** What stands before each name, with its slash: `daemonset.apps/`. */
  readonly namePrefix?: string
  /** Label keys that get a column each. */
  readonly columnLabels?: readonly string[]
  /** A LABELS column at the end. */
  readonly showLabels?: boolean
  readonly noHeaders?: boolean
  /** What happened to each object: an EVENT column before all others. */
  readonly eventTypes?: readonly string[]
}

/** A table that is aligned, with its line ends. `remembered` keeps the widths for rows to come. */
export function printTable<T extends KubeObject>(columns: readonly Column<T>[], objects: readonly T[], nowUnixMs: number, options: TableOptions = {}, remembered?: RememberedWidths): string {
  return alignColumns(tableText(columns, objects, nowUnixMs, options), getColumns, remembered)
}

/** The table before it is aligned: a tab between cells. */
export function tableText<T extends KubeObject>(columns: readonly Column<T>[], objects: readonly T[], nowUnixMs: number, options: TableOptions = {}): string {
  const shown = columnsOf(columns, options)
  const { eventTypes, noHeaders } = options
  const lines = noHeaders ? [] : [`${eventTypes ? 'EVENT\t' : ''}${shown.map(({ header }) => header).join('\t')}`]
  objects.forEach((object, index) => lines.push(`${eventTypes ? `${eventTypes[index]}\t` : ''}${shown.map((column) => printCell(column.cell(object, nowUnixMs))).join('\t')}`))
  return lines.map((line) => `${line}\n`).join('')
}

function columnsOf<T extends KubeObject>(columns: readonly Column<T>[], { wide, withNamespace, namePrefix, columnLabels = [], showLabels }: TableOptions): readonly Column<T>[] {
  const named = namePrefix === undefined ? columns : columns.map((column) => (column.header === 'NAME' ? { ...column, cell: (object: T, now: number) => `${namePrefix}${column.cell(object, now)}` } : column))
  return [
    ...(withNamespace ? [{ header: 'NAMESPACE', cell: ({ metadata }: T) => metadata?.namespace ?? '' }] : []),
    ...named.filter((column) => wide || !column.wide),
    ...columnLabels.map((key) => ({ header: key.slice(key.lastIndexOf('/') + 1).toUpperCase(), cell: ({ metadata }: T) => metadata?.labels?.[key] ?? '' })),
    ...(showLabels ? [{ header: 'LABELS', cell: ({ metadata }: T) => printLabels(metadata?.labels) }] : []),
  ]
}

/** A row is one line: text is cut where its first line ends. */
function printCell(value: string | number): string {
  const text = String(value)
  const end = text.search(/[\f\n\r]/)
  return (end < 0 ? text : `${text.slice(0, end)}...`).replaceAll('\u001b', '^[')
}
