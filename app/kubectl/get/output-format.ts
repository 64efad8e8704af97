/** What `-o` asks for, as plain data. Stands for the PrintFlags of cli-runtime and kubectl/pkg/cmd/get, their errors kept to the word. */
import type { Flags } from '../flags.ts'
import { parseTemplate, type Node } from '../go-template/parse-template.ts'
import { parseJsonPath, type Template } from '../jsonpath/parse-jsonpath.ts'
import type { CommandInput } from '../process.ts'
import { parseColumns, type ColumnSpec } from './custom-columns.ts'

/** A format that prints whole objects; tables are none. */
export type OutputFormat =
  | { readonly kind: 'json' | 'yaml' | 'kyaml' | 'name' }
  | { readonly kind: 'jsonpath'; readonly text: string; readonly template: Template; readonly asJson: boolean; readonly refuseMissingKeys: boolean }
  | { readonly kind: 'go-template'; readonly text: string; readonly template: readonly Node[] }
  | { readonly kind: 'custom-columns'; readonly columns: readonly ColumnSpec[]; readonly noHeaders: boolean }

/** Why there is no printer. */
export interface NoFormat {
  readonly problem: string
}

const goTemplates = ['go-template', 'go-template-file', 'template', 'templatefile']
const jsonPaths = ['jsonpath', 'jsonpath-as-json', 'jsonpath-file']
const customColumns = ['custom-columns', 'custom-columns-file']
const plain = ['json', 'kyaml', 'name', 'yaml']

/** What verbs other than `get` print. */
export const resultFormats: readonly string[] = [...goTemplates, ...jsonPaths, ...plain].sort()
/** What `get` prints. */
export const getFormats: readonly string[] = [...resultFormats, ...customColumns, 'wide'].sort()

/** Is a table asked for? */
export const isTable = (flags: Flags): boolean => {
  const output = flags.text('output') ?? ''
  return output === 'wide' || (output === '' && !flags.text('template'))
}

/** The format, one of those allowed. */
export function outputFormat(flags: Flags, input: CommandInput, allowed: readonly string[]): OutputFormat | NoFormat {
  const given = flags.text('output') ?? ''
  const template = flags.text('template') ?? ''
  const output = given === '' && template !== '' ? 'go-template' : given
  const equals = output.indexOf('=')
  const [name, value] = template === '' && equals >= 0 && [...goTemplates, ...jsonPaths, ...customColumns].includes(output.slice(0, equals)) ? [output.slice(0, equals), output.slice(equals + 1)] : [output, template]
  if (!allowed.includes(plain.includes(name.toLowerCase()) ? name.toLowerCase() : name)) return { problem: `unable to match a printer suitable for the output format ${JSON.stringify(output)}, allowed formats are: ${allowed.join(',')}` }
  if (goTemplates.includes(name)) return goTemplateFormat(name, value, input)
  if (jsonPaths.includes(name)) return jsonPathFormat(name, value, flags, input)
  if (customColumns.includes(name)) return customColumnsFormat(name, value, flags, input)
  const lower = name.toLowerCase()
  return { kind: (name === 'name' ? name : lower) as 'json' }
}

function goTemplateFormat(name: string, value: string, input: CommandInput): OutputFormat | NoFormat {
  if (value === '') return { problem: 'template format specified but no template given' }
  const text = name.endsWith('file') ? fileText(input, value) : value
  if (text === undefined) return { problem: `error reading --template ${value}, ${cannotOpen(value)}` }
  const template = parseTemplate(text)
  return 'problem' in template ? { problem: `error parsing template ${text}, ${template.problem}` } : { kind: 'go-template', text, template }
}

function jsonPathFormat(name: string, value: string, flags: Flags, input: CommandInput): OutputFormat | NoFormat {
  if (value === '') return { problem: 'template format specified but no template given' }
  const text = name === 'jsonpath-file' ? fileText(input, value) : value
  if (text === undefined) return { problem: `error reading --template ${value}, ${cannotOpen(value)}` }
  const template = parseJsonPath(text)
  if ('problem' in template) return { problem: `error parsing jsonpath ${text}, ${template.problem}` }
  return { kind: 'jsonpath', text, template, asJson: name === 'jsonpath-as-json', refuseMissingKeys: !flags.on('allow-missing-template-keys', true) }
}

function customColumnsFormat(name: string, value: string, flags: Flags, input: CommandInput): OutputFormat | NoFormat {
  if (value === '') return { problem: 'custom-columns format specified but no custom columns given' }
  const text = name === 'custom-columns-file' ? fileText(input, value) : value
  if (text === undefined) return { problem: `error reading template ${value}, ${cannotOpen(value)}` }
  const columns = parseColumns(text, name === 'custom-columns-file')
  return 'problem' in columns ? columns : { kind: 'custom-columns', columns, noHeaders: flags.on('no-headers') }
}

const fileText = (input: CommandInput, name: string): string | undefined => input.files?.[name.replace(/^\.\//, '')]
const cannotOpen = (name: string) => `open ${name}: no such file or directory`
