/** Answers as tables: one per type, a blank line between them. Stands for the human-readable half of kubectl/pkg/cmd/get. */
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import type { Flags } from '../flags.ts'
import { plainColumns } from '../printers/cluster-objects.ts'
import { columnsOf } from '../printers/columns.ts'
import { printTable, type Column, type TableOptions } from '../printers/table.ts'
import { scaleColumns } from '../printers/workloads.ts'
import { printName, type ApiResource } from '../resource-names.ts'
import type { Answer } from './requested.ts'
import { sortObjects } from './sort-objects.ts'

/** What a line says of its tables. Plain data. */
export interface TableWishes extends TableOptions {
  /** `scale` has columns of its own. */
  readonly subresource?: string
  /** `--server-print=false`: names and ages alone. */
  readonly plain?: boolean
  /** `--show-kind`. */
  readonly showKind?: boolean
}

export function tableWishes(flags: Flags): TableWishes {
  return {
    wide: flags.text('output') === 'wide',
    columnLabels: flags.list('label-columns'),
    showLabels: flags.on('show-labels'),
    noHeaders: flags.on('no-headers'),
    showKind: flags.on('show-kind'),
    plain: !flags.on('server-print', true),
    subresource: flags.text('subresource'),
  }
}

/** The columns of a type as the wishes want them. */
export function wishedColumns({ resource }: ApiResource, { subresource, plain }: TableWishes): readonly Column<KubeObject>[] {
  if (plain) return plainColumns
  return subresource === 'scale' ? (scaleColumns as readonly Column<KubeObject>[]) : columnsOf(resource)
}

/** The options of one type's table. */
export function optionsFor(type: ApiResource, wishes: TableWishes, withNamespace: boolean, withKind: boolean): TableOptions {
  return { ...wishes, withNamespace, ...((withKind || wishes.showKind) && { namePrefix: printName(type.resource, '') }) }
}

/** All tables in one text; empty where no answer has an object. */
export function printTables(answers: readonly Answer[], wishes: TableWishes, allNamespaces: boolean, sortBy: string, nowUnixMs: number): string | { readonly problem: string } {
  const withKind = answers.some(({ type }) => type !== answers[0]!.type)
  const tables: string[] = []
  for (const { type, objects } of blocksOf(answers)) {
    if (objects.length === 0) continue
    const rows = sortBy === '' ? objects : sortObjects(objects, sortBy, true)
    if ('problem' in rows) return rows
    tables.push(printTable(wishedColumns(type, wishes), rows, nowUnixMs, optionsFor(type, wishes, allNamespaces && type.namespaced, withKind)))
  }
  return tables.join(wishes.noHeaders ? '' : '\n')
}

/** Answers of one type that follow each other share a table. */
function blocksOf(answers: readonly Answer[]): readonly { readonly type: ApiResource; readonly objects: readonly KubeObject[] }[] {
  const blocks: { type: ApiResource; objects: KubeObject[] }[] = []
  for (const { type, objects } of answers) {
    const last = blocks.at(-1)
    if (last?.type === type) last.objects.push(...objects)
    else blocks.push({ type, objects: [...objects] })
  }
  return blocks
}
