/** What is written when a field is chosen: the lines below it, with places to fill in. */
import type { FieldAt } from '../field-at.ts'
import { fieldsOf, requiredOf, shortName, type Field } from '../fields.ts'

/** What usually stands in a type, line by line; `$1`, `${2:name}` are places to fill in, `$0` the last one. */
const usual: Readonly<Record<string, readonly string[]>> = {
  Container: ['name: ${1:name}', 'image: $2'],
  Toleration: ['key: $1', 'operator: Exists', 'effect: ${2:NoSchedule}'],
  DaemonSetUpdateStrategy: ['type: RollingUpdate', 'rollingUpdate:', '  maxUnavailable: ${1:1}'],
  RollingUpdateDaemonSet: ['maxUnavailable: ${1:1}'],
  LabelSelector: ['matchLabels:', '  ${1:app}: $2'],
  PodTemplateSpec: ['metadata:', '  labels:', '    ${1:app}: $2', 'spec:', '  containers:', '  - name: ${3:name}', '    image: $4'],
  DaemonSetSpec: ['selector:', '  matchLabels:', '    ${1:app}: $2', 'template:', '  metadata:', '    labels:', '      ${1:app}: $2', '  spec:', '    containers:', '    - name: ${3:name}', '      image: $4'],
  PodSpec: ['containers:', '- name: ${1:name}', '  image: $2'],
  NodeAffinity: ['requiredDuringSchedulingIgnoredDuringExecution:', '  nodeSelectorTerms:', '  - matchExpressions:', '    - key: $1', '      operator: In', '      values:', '      - $2'],
  Affinity: ['nodeAffinity:', '  requiredDuringSchedulingIgnoredDuringExecution:', '    nodeSelectorTerms:', '    - matchExpressions:', '      - key: $1', '        operator: In', '        values:', '        - $2'],
  NodeSelector: ['nodeSelectorTerms:', '- matchExpressions:', '  - key: $1', '    operator: In', '    values:', '    - $2'],
  NodeSelectorTerm: ['matchExpressions:', '- key: $1', '  operator: In', '  values:', '  - $2'],
  NodeSelectorRequirement: ['key: $1', 'operator: In', 'values:', '- $2'],
  LabelSelectorRequirement: ['key: $1', 'operator: In', 'values:', '- $2'],
  ContainerPort: ['containerPort: ${1:80}'],
  EnvVar: ['name: $1', 'value: $2'],
  Probe: ['httpGet:', '  path: ${1:/}', '  port: ${2:80}', 'periodSeconds: ${3:5}'],
  HTTPGetAction: ['path: ${1:/}', 'port: ${2:80}'],
  ResourceRequirements: ['requests:', '  cpu: ${1:100m}', '  memory: ${2:64Mi}'],
  VolumeMount: ['name: $1', 'mountPath: $2'],
  Volume: ['name: $1', 'hostPath:', '  path: $2'],
  HostPathVolumeSource: ['path: $1'],
  ObjectMeta: ['name: $1'],
}

/** How a document is indented, so that what is inserted looks like what is there. */
export interface Indentation {
  /** Do lists stand right under their key, without indentation? */
  readonly compactLists: boolean
}

/** What follows a chosen key, from its colon on, for a key at this column. */
export function snippetFor(name: string, at: FieldAt, column: number, indentation: Indentation): string {
  const { field } = at
  if (field.type === 'array') {
    const dash = column + (indentation.compactLists ? 0 : 2)
    return `${name}:\n${' '.repeat(dash)}- ${itemSnippet(field.items!, dash, indentation)}`
  }
  if (field.type === 'object') return `${name}:\n${' '.repeat(column + 2)}`
  if (!fieldsOf(field.type)) return `${name}: `
  return `${name}:\n${placed(linesOf(field.type), column + 2, indentation)}`
}

/** What stands behind a new dash at this column. */
export function itemSnippet(items: Field, dash: number, indentation: Indentation): string {
  return fieldsOf(items.type) ? placed(linesOf(items.type), dash + 2, indentation).trimStart() : ''
}

function linesOf(type: string): readonly string[] {
  const known = usual[shortName(type)]
  if (known) return known
  const required = requiredOf(type).filter((name) => !fieldsOf(fieldsOf(type)?.[name]?.type ?? ''))
  return required.length > 0 ? required.map((name, index) => `${name}: $${index + 1}`) : ['']
}

/** Lines at a column. Lists in them are written compactly; where the document is not, what is below a list key moves in. */
function placed(lines: readonly string[], column: number, { compactLists }: Indentation): string {
  const space = ' '.repeat(column)
  if (compactLists) return lines.map((line) => space + line).join('\n')
  // Columns of keys whose list was moved in by two.
  const moved: number[] = []
  let before = ''
  return lines.map((line) => {
    const own = line.length - line.trimStart().length
    while (moved.length > 0 && (moved.at(-1)! > own || (moved.at(-1)! === own && !line.trimStart().startsWith('- ')))) moved.pop()
    if (line.trimStart().startsWith('- ') && before.endsWith(':') && before.length - before.trimStart().length + (before.trimStart().startsWith('- ') ? 2 : 0) === own) moved.push(own)
    before = line
    return space + '  '.repeat(moved.length) + line
  }).join('\n')
}
