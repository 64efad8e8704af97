/** Prints whole objects in the format that `-o` asks for. */
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import { printGo } from '../go-template/functions.ts'
import { runTemplate } from '../go-template/run-template.ts'
import { evalJsonPath, printResults } from '../jsonpath/eval-jsonpath.ts'
import { goSyntax } from '../jsonpath/go-values.ts'
import { alignColumns, getColumns, type RememberedWidths } from '../tab-writer.ts'
import { writeJson, writeYaml, sortedKeys, escapedJson, goJson } from '../write-object.ts'
import { writeKyaml } from '../write-kyaml.ts'
import { customRow } from './custom-columns.ts'
import type { OutputFormat } from './output-format.ts'

/** What printing so far means for what is printed next. Plain data. */
export interface PrinterMemory {
  /** Something was printed: headers and the like are out. */
  started: boolean
  readonly widths: RememberedWidths
}

/** Nothing was printed yet. */
export const newMemory = (): PrinterMemory => ({ started: false, widths: [] })

/** A list as kubectl puts it together. */
export interface PrintedList extends KubeObject {
  readonly items: readonly KubeObject[]
}

/** What was printed, and what went wrong on the way. */
export interface Printed {
  readonly text: string
  readonly problem?: string
}

/** Prints an object or a list; `memory` is changed. */
export function printObject(format: OutputFormat, object: KubeObject | PrintedList, memory: PrinterMemory): Printed {
  const isFirst = !memory.started
  memory.started = true
  switch (format.kind) {
    case 'json':
      return { text: writeJson(object) }
    case 'yaml':
      return { text: `${isFirst ? '' : '---\n'}${writeYaml(object)}` }
    case 'kyaml':
      return { text: writeKyaml(object) }
    case 'name':
      return { text: itemsOf(object).map((item) => `${nameOf(item)}\n`).join('') }
    case 'jsonpath':
      return printJsonPath(format, object)
    case 'go-template':
      return printTemplate(format, object)
    case 'custom-columns':
      return printColumns(format, object, isFirst, memory.widths)
  }
}

/** A change of an object, as `--output-watch-events` prints it. */
export function printWatchEvent(format: OutputFormat, type: string, object: KubeObject, memory: PrinterMemory): Printed {
  if (format.kind === 'json') return { text: `{"type":${JSON.stringify(type)},"object":${goJson(object)}}\n` }
  if (format.kind === 'name' || format.kind === 'custom-columns') return printObject(format, object, memory)
  return printObject(format, { object, type } as KubeObject, memory)
}

const itemsOf = (object: KubeObject | PrintedList): readonly KubeObject[] => ('items' in object ? object.items : [object])

/** `daemonset.apps/agent`, from the object's own kind. */
function nameOf({ apiVersion = '', kind = '', metadata }: KubeObject): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : ''
  return `${kind.toLowerCase()}${group}/${metadata?.name ?? ''}`
}

function printJsonPath({ template, text, asJson, refuseMissingKeys }: Extract<OutputFormat, { kind: 'jsonpath' }>, object: KubeObject): Printed {
  const found = evalJsonPath(template, object, { refuseMissingKeys })
  if ('problem' in found) {
    return { text: '', problem: `error executing jsonpath ${JSON.stringify(text)}: Error executing template: ${found.problem}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${text}\n\tobject given to jsonpath engine was:\n\t\t${goSyntax(object)}\n\n\n` }
  }
  return { text: asJson ? found.map((values) => `${escapedJson(JSON.stringify(sortedKeys(values), null, 4))}\n`).join('') : printResults(found) }
}

function printTemplate({ text: source, template }: Extract<OutputFormat, { kind: 'go-template' }>, object: KubeObject): Printed {
  const { text, problem } = runTemplate(template, source, object)
  if (problem === undefined) return { text }
  const told = `Error executing template: ${problem}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${source}\n\traw data was:\n\t\t${goJson(object)}\n\tobject given to template engine was:\n\t\t${printGo(object)}\n\n`
  return { text: `${text}${told}`, problem: `error executing template ${JSON.stringify(source)}: ${problem}` }
}

function printColumns({ columns, noHeaders }: Extract<OutputFormat, { kind: 'custom-columns' }>, object: KubeObject, isFirst: boolean, widths: RememberedWidths): Printed {
  const lines = isFirst && !noHeaders ? [columns.map(({ header }) => header).join('\t')] : []
  let problem = columns.map(({ path }) => ('problem' in path ? path.problem : undefined)).find((each) => each !== undefined)
  for (const item of problem === undefined ? itemsOf(object) : []) {
    const row = customRow(columns, item)
    if (typeof row === 'string') lines.push(row)
    else {
      problem = row.problem
      break
    }
  }
  return { text: alignColumns(lines.map((line) => `${line}\n`).join(''), getColumns, widths), ...(problem !== undefined && { problem }) }
}
