/** Ways to mend what the API server would refuse, as edits of the text. Each rule reads the message and offers what usually was meant. */
import { fieldAt } from '../field-at.ts'
import { apiVersionOfKind } from '../fields.ts'
import { readManifest } from '../manifest.ts'
import { applyEdits, blockOf, insertLines, moveBlock, removeBlock, setScalar, shiftLines, type Document, type TextEdit } from './edits.ts'
import { nearest } from './nearest.ts'
import { lineIndexAt, lineOf, outlineOf, printPath, quotedIfNeeded, scalarAt, unquoted, type OutlinePath } from './outline.ts'

/** One way to mend it. */
export interface QuickFix {
  /** What it does, as a button says it. */
  readonly title: string
  readonly edits: readonly TextEdit[]
}

/** What is wrong, and where: as the manifest's problems have it. */
export interface Wrong {
  readonly message: string
  /** As the message names it. */
  readonly path: string
  readonly start: number
}

/** A problem with all that the rules look at. */
interface Asked extends Document {
  readonly wrong: Wrong
  readonly path: OutlinePath
  readonly kind: string
}

type Rule = (asked: Asked) => readonly (QuickFix | undefined)[]

/** What can be offered for a problem, the likeliest first. */
export function quickFixes(text: string, wrong: Wrong): readonly QuickFix[] {
  const lines = outlineOf(text)
  const { document } = lines[lineIndexAt(lines, wrong.start)]!
  const asked: Asked = { text, lines, document, wrong, path: toPath(wrong.path), kind: scalarAt(lines, document, ['kind']) ?? 'DaemonSet' }
  const seen = new Set<string>()
  return rules.flatMap((rule) => rule(asked)).filter((fix) => fix !== undefined).filter(({ title, edits }) => edits.length > 0 && !seen.has(title) && seen.add(title))
}

/** `spec.containers[0].ports` as parts. */
function toPath(path: string): OutlinePath {
  return [...path.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map(([, index, name]) => (index !== undefined && /^\d+$/.test(index) ? Number(index) : (index ?? name!)))
}

const fix = (title: string, edits: readonly TextEdit[] | undefined): QuickFix | undefined => (edits ? { title, edits } : undefined)
const set = (asked: Asked, path: OutlinePath, value: string, title = `Set ${String(path.at(-1))}: ${value}`) => fix(title, setScalar(asked, path, value))

function remove(asked: Asked, path: OutlinePath): QuickFix | undefined {
  const block = blockOf(asked, path)
  return block && fix(block.first === block.last ? `Remove line ${block.first + 1}` : `Remove lines ${block.first + 1}–${block.last + 1}`, removeBlock(asked, path))
}

const budget: Rule = (asked) => {
  const at = ['spec', 'updateStrategy', 'rollingUpdate']
  if (asked.wrong.message.includes('may not be set when maxUnavailable is non-zero')) return [set(asked, [...at, 'maxUnavailable'], '0'), remove(asked, [...at, 'maxSurge'])]
  if (asked.wrong.message.includes('cannot be 0 when maxSurge is 0')) {
    return [set(asked, [...at, 'maxUnavailable'], '1'), lineOf(asked.lines, asked.document, [...at, 'maxSurge']) && set(asked, [...at, 'maxSurge'], '1')]
  }
  return []
}

/** The labels of a mapping, in the order in which they are written; undefined where it is not there or not written line by line. */
function labelsAt({ lines, document }: Document, path: OutlinePath): readonly (readonly [string, string])[] | undefined {
  const found = lines.filter((line) => line.document === document && line.key && line.value && line.path.length === path.length + 1 && printPath(line.path.slice(0, -1)) === printPath(path))
  return found.length > 0 ? found.map((line) => [line.path.at(-1) as string, line.value!.text] as const) : undefined
}

const selectorPath: OutlinePath = ['spec', 'selector', 'matchLabels']
const labelsPath: OutlinePath = ['spec', 'template', 'metadata', 'labels']

const labels: Rule = (asked) => {
  const { message, path } = asked.wrong
  const [selected, labelled] = [labelsAt(asked, selectorPath), labelsAt(asked, labelsPath)]
  if (message.includes('`selector` does not match template `labels`')) {
    return [selected && fix("Give the pods the selector's labels", writeLabels(asked, labelsPath, selected)), labelled && fix("Select the pods' labels", replaceLabels(asked, selectorPath, labelled))]
  }
  if (path === 'spec.selector' && /Required value|empty selector/.test(message)) {
    if (labelled) return [fix("Select the pods' labels", insertLines(asked, selectorPath, labelled.map(([key, value]) => `${key}: ${value}`), 'first'))]
    const own = [['app', scalarAt(asked.lines, asked.document, ['metadata', 'name']) ?? 'app']] as const
    return [fix(`Select app: ${own[0][1]} and label the pods so`, [...(insertLines(asked, selectorPath, [`app: ${own[0][1]}`], 'first') ?? []), ...(insertLines(asked, labelsPath, [`app: ${own[0][1]}`], 'first') ?? [])])]
  }
  return []
}

/** Sets each label, and leaves others as they are. */
function writeLabels(asked: Asked, at: OutlinePath, wanted: readonly (readonly [string, string])[]): TextEdit[] | undefined {
  const there = wanted.filter(([key]) => lineOf(asked.lines, asked.document, [...at, key]))
  const missing = wanted.filter((label) => !there.includes(label))
  const edits = there.flatMap(([key, value]) => (scalarAt(asked.lines, asked.document, [...at, key]) === unquoted(value) ? [] : (setScalar(asked, [...at, key], value) ?? [])))
  const inserted = missing.length === 0 ? [] : insertLines(asked, at, missing.map(([key, value]) => `${key}: ${value}`), 'last')
  return inserted && [...edits, ...inserted]
}

/** Takes the labels that are there away and writes others. */
function replaceLabels(asked: Asked, at: OutlinePath, wanted: readonly (readonly [string, string])[]): TextEdit[] | undefined {
  const own = asked.lines.filter((line) => line.document === asked.document && line.key && line.path.length === at.length + 1 && printPath(line.path.slice(0, -1)) === printPath(at))
  if (own.length === 0) return insertLines(asked, at, wanted.map(([key, value]) => `${key}: ${value}`), 'first')
  const [first, last] = [own[0]!, own.at(-1)!]
  const start = first.start + first.column
  return [{ start, end: last.end, text: wanted.map(([key, value]) => `${key}: ${value}`).join(`\n${' '.repeat(first.column)}`) }]
}

const tabs: Rule = ({ text, wrong }) => {
  if (!wrong.message.includes('found character that cannot start any token')) return []
  const edits = [...text.matchAll(/^[ \t]*\t[ \t]*/gm)].map((match) => ({ start: match.index, end: match.index + match[0].length, text: match[0].replaceAll('\t', '  ') }))
  return [fix(edits.length === 1 ? 'Two blanks instead of the tab' : `Two blanks instead of each tab, on ${edits.length} lines`, edits)]
}

const version: Rule = (asked) => {
  const { message } = asked.wrong
  if (!/no matches for kind|no kind ".*" is registered|apiVersion not set|kind not set|'Kind' is missing/.test(message)) return []
  const known = apiVersionOfKind(asked.kind) !== undefined
  const kind = known ? asked.kind : (nearest(asked.kind, ['DaemonSet', 'Deployment', 'ConfigMap', 'Service', 'Namespace', 'Pod']) ?? 'DaemonSet')
  const missing = (field: string) => lineOf(asked.lines, asked.document, [field]) === undefined
  if (message.includes('apiVersion not set')) return [missing('apiVersion') ? addFirst(asked, `apiVersion: ${apiVersionOfKind(kind)}`) : set(asked, ['apiVersion'], apiVersionOfKind(kind)!)]
  if (/kind not set|'Kind' is missing/.test(message)) return [missing('kind') ? addFirst(asked, 'kind: DaemonSet') : set(asked, ['kind'], 'DaemonSet')]
  return [known ? undefined : set(asked, ['kind'], kind), set(asked, ['apiVersion'], apiVersionOfKind(kind)!)]
}

function addFirst(asked: Asked, line: string): QuickFix | undefined {
  return fix(`Add ${line}`, insertLines(asked, [], [line], 'first'))
}

/** Places of a DaemonSet to which a field that stands elsewhere usually belongs, the likeliest first. */
const homes: readonly OutlinePath[] = [
  ['spec', 'template', 'spec'], ['spec', 'template', 'spec', 'containers', 0], ['spec'], ['spec', 'updateStrategy', 'rollingUpdate'], ['spec', 'updateStrategy'], ['metadata'], ['spec', 'template'], ['spec', 'selector'], [],
]

const unknownField: Rule = (asked) => {
  const [, field] = /unknown field "([^"]*)"/.exec(asked.wrong.message) ?? []
  if (field === undefined) return []
  const path = toPath(field)
  const name = String(path.at(-1))
  const apiVersion = apiVersionOfKind(asked.kind) ?? ''
  const fieldsAt = (at: OutlinePath) => Object.keys(fieldAt(apiVersion, asked.kind, at)?.fields ?? {})
  const there = (at: OutlinePath) => lineOf(asked.lines, asked.document, at) !== undefined
  const siblings = fieldsAt(path.slice(0, -1)).filter((each) => !there([...path.slice(0, -1), each]))
  const near = nearest(name, siblings)
  const home = homes.find((each) => printPath(each) !== printPath(path.slice(0, -1)) && fieldsAt(each).includes(name) && !there([...each, name]) && (each.length === 0 || each.at(-1) !== 0 || there(each) || there([...each, 'name']) || there([...each, 'image'])))
  return [near === undefined ? undefined : rename(asked, path, near), home && fix(`Move it to ${printPath(home) || 'the top'}`, moveBlock(asked, path, home)), remove(asked, path)]
}

function rename(asked: Asked, path: OutlinePath, name: string): QuickFix | undefined {
  const key = lineOf(asked.lines, asked.document, path)?.key
  return key && fix(`Change it to ${name}`, [{ start: key.start, end: key.end, text: name }])
}

const wrongType: Rule = (asked) => {
  const [, found, type] = /cannot unmarshal (\w+).* of type (\S+)$/.exec(asked.wrong.message) ?? []
  if (!type) return []
  const line = lineOf(asked.lines, asked.document, asked.path)
  const text = line?.value?.text
  if (/^(map\[string\])?(string|v1\.\w+)$/.test(type) && text && /^(number|bool)$/.test(found!)) return [fix(`Put ${text} in quotes`, [{ ...stretch(line), text: JSON.stringify(text) }])]
  if (/^(u?int|bool)/.test(type) && found === 'string' && text && text !== unquoted(text)) {
    const bare = unquoted(text)
    return [(type === 'bool' ? /^(true|false)$/ : /^-?\d+$/).test(bare) ? fix('Take the quotes away', [{ ...stretch(line), text: bare }]) : undefined]
  }
  if (type.startsWith('[]') && found === 'object') return [asList(asked)]
  if (type.startsWith('[]') && found === 'string' && text) return [fix('Make it a list', [{ ...stretch(line), text: `[${text}]` }])]
  return []
}

const stretch = (line: Asked['lines'][number]) => ({ start: line.value!.start, end: line.value!.end })

/** A mapping where a list is wanted: its first line gets the dash, the others move in. */
function asList(asked: Asked): QuickFix | undefined {
  const block = blockOf(asked, asked.path)
  const first = block && asked.lines.slice(block.first + 1, block.last + 1).findIndex((line) => !line.blank)
  if (!block || first === undefined || first < 0) return undefined
  const from = block.first + 1 + first
  const line = asked.lines[from]!
  return fix('Make it a list: put a dash before its first line', [{ start: line.start + line.column, end: line.start + line.column, text: '- ' }, ...shiftLines(asked, from + 1, block.last, 2)])
}

const badName: Rule = (asked) => {
  if (!/RFC 1123|must not contain dots/.test(asked.wrong.message) || !/Invalid value/.test(asked.wrong.message)) return []
  const written = scalarAt(asked.lines, asked.document, asked.path)
  if (!written) return []
  const label = /label|dots/.test(asked.wrong.message)
  const good = written.toLowerCase().replace(label ? /[^a-z0-9-]+/g : /[^a-z0-9.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '').slice(0, label ? 63 : 253).replace(/[-.]+$/, '')
  return good && good !== written ? [set(asked, asked.path, good, `Change it to ${good}`)] : []
}

const missingValue: Rule = (asked) => {
  const { message, path } = asked.wrong
  if (!message.includes('Required value')) return []
  if (path === 'metadata.name') return [set(asked, ['metadata', 'name'], 'my-daemonset', 'Add name: my-daemonset')]
  if (/ontainers\[\d+\]\.name$/.test(path)) {
    const name = nameOfImage(scalarAt(asked.lines, asked.document, [...asked.path.slice(0, -1), 'image']) ?? 'main')
    return [set(asked, asked.path, name, `Add name: ${name}`)]
  }
  if (/ontainers\[\d+\]\.image$/.test(path)) return [set(asked, asked.path, 'nginx:1.27', 'Add image: nginx:1.27')]
  if (path === 'spec.template.spec.containers') return [fix('Add a container', insertLines(asked, ['spec', 'template', 'spec'], ['containers:', '- name: main', '  image: nginx:1.27'], 'last'))]
  return []
}

const nameOfImage = (image: string): string => /([^/:@]+)(?:[:@][^/]*)?$/.exec(image)?.[1]?.toLowerCase().replace(/[^a-z0-9-]+/g, '-') ?? 'main'

const unsupported: Rule = (asked) => {
  const [, written, list] = /Unsupported value: "([^"]*)": supported values: (.*)$/.exec(asked.wrong.message) ?? []
  if (list === undefined) return []
  const values = [...list.matchAll(/"([^"]*)"/g)].map(([, value]) => value!).filter(Boolean)
  const likely = values.length === 1 ? values[0] : nearest(written!, values)
  return [likely === undefined ? undefined : set(asked, asked.path, quotedIfNeeded(likely)), asked.wrong.path.endsWith('restartPolicy') ? remove(asked, asked.path) : undefined]
}

const notThere: Rule = (asked) => {
  const { message } = asked.wrong
  if (/namespaces? ".*" not found/.test(message)) return [remove(asked, ['metadata', 'namespace'])].map((each) => each && { ...each, title: 'Use the namespace default' })
  if (message.includes('value must be empty when `operator` is')) return [remove(asked, [...asked.path.slice(0, typeof asked.path.at(-1) === 'number' ? undefined : -1), 'value'])]
  if (message.includes('operator must be Exists when `key` is empty')) return [set(asked, [...asked.path.slice(0, typeof asked.path.at(-1) === 'number' ? undefined : -1), 'operator'], 'Exists')]
  if (message.includes('Forbidden: activeDeadlineSeconds')) return [remove(asked, asked.path)]
  if (/must match `containerPort` when `hostNetwork` is true/.test(message)) {
    const port = scalarAt(asked.lines, asked.document, [...asked.path.slice(0, -1), 'containerPort'])
    return [port === undefined ? undefined : set(asked, asked.path, port)]
  }
  if (/valid percent string/.test(message)) {
    const digits = /^"?(\d+)/.exec(lineOf(asked.lines, asked.document, asked.path)?.value?.text ?? '')?.[1]
    return digits === undefined ? [] : [set(asked, asked.path, digits), set(asked, asked.path, `${digits}%`)]
  }
  return []
}

/** A line between two indentations: it is tried at each that is open above it, and offered where the text can be read then. */
const indentation: Rule = (asked) => {
  if (!/^(error converting YAML to JSON: )?yaml: line \d+: (did not find expected|mapping values are not allowed|could not find expected)/.test(asked.wrong.message)) return []
  const near = lineIndexAt(asked.lines, asked.wrong.start)
  for (const index of [near, near - 1, near + 1]) {
    const line = asked.lines[index]
    if (!line || line.text.trim() === '') continue
    const own = line.text.length - line.text.trimStart().length
    const open = [...new Set(asked.lines.slice(0, index).flatMap((each) => (each.blank ? [] : [each.dashes[0] ?? each.column, each.column])))]
    const tried = open.filter((each) => each !== own && Math.abs(each - own) <= 3).sort((a, b) => Math.abs(a - own) - Math.abs(b - own))
      .map((column) => ({ column, edits: shiftLines(asked, index, index, column - own) }))
      .map((each) => ({ ...each, text: applyEdits(asked.text, each.edits) }))
      .filter(({ text }) => readManifest(text).problem === undefined)
    const best = tried.find(({ text }) => isField(asked, text, index)) ?? tried[0]
    if (best) return [fix(`Begin line ${index + 1} at column ${best.column + 1}`, best.edits)]
  }
  return []
}

/** Does the line name a field of the place it stands at? */
function isField({ kind }: Asked, text: string, index: number): boolean {
  const line = outlineOf(text)[index]!
  return line.key !== undefined && fieldAt(apiVersionOfKind(kind) ?? '', kind, line.path) !== undefined
}

const rules: readonly Rule[] = [budget, labels, tabs, version, unknownField, wrongType, badName, missingValue, unsupported, notThere, indentation]
