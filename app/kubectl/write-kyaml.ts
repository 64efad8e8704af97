/** Objects as KYAML, the dialect of YAML that marks every text, map and list: `-o kyaml`. Stands for sigs.k8s.io/yaml/kyaml. */

/** The object as a document of its own, with a line end. */
export function writeKyaml(value: unknown): string {
  return `---\n${written(value, '')}\n`
}

function written(value: unknown, indent: string): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return list(value, indent)
  if (typeof value === 'object') return map(value, indent)
  return typeof value === 'string' ? JSON.stringify(value) : String(value as number | boolean)
}

function map(value: object, indent: string): string {
  const entries = Object.entries(value).filter(([, part]) => part !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))
  if (entries.length === 0) return '{}'
  return `{\n${entries.map(([key, part]) => `${indent}  ${keyText(key)}: ${written(part, `${indent}  `)},\n`).join('')}${indent}}`
}

/** Maps and lists stand right at the brackets of the list around them. */
function list(value: readonly unknown[], indent: string): string {
  if (value.length === 0) return '[]'
  if (value.every((item) => typeof item === 'object' && item !== null && Object.keys(item).length > 0)) return `[${value.map((item) => written(item, indent)).join(', ')}]`
  return `[\n${value.map((item) => `${indent}  ${written(item, `${indent}  `)},\n`).join('')}${indent}]`
}

/** Keys that no YAML reads as something else stand without quotes. */
const keyText = (key: string) => (/^[A-Za-z_][\w./-]*$/.test(key) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(key) ? key : JSON.stringify(key))
