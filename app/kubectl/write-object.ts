/** Objects as text, in the form that kubectl writes: sorted keys, YAML as Go's library lays it out, JSON four spaces deep. */

/** JSON with the escapes that Go adds. */
export function escapedJson(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** JSON with Go's escapes, in one line. */
export function goJson(value: unknown): string {
  return escapedJson(JSON.stringify(sortedKeys(value)))
}

/** JSON as `-o json` prints it, with a line end. */
export function writeJson(value: unknown): string {
  return `${escapedJson(JSON.stringify(sortedKeys(value), null, 4))}\n`
}

/** YAML as `-o yaml` prints it, with a line end. */
export function writeYaml(value: unknown): string {
  const lines = new Lines()
  write(value, '', '', lines)
  return lines.text()
}

/** Joined every so many lines: short texts that live long are what costs most in long lists. */
const mostLoose = 256

class Lines {
  #text = ''
  #loose: string[] = []

  push(line: string): void {
    if (this.#loose.push(line) === mostLoose) this.#join()
  }

  text(): string {
    this.#join()
    return this.#text
  }

  #join(): void {
    if (this.#loose.length === 0) return
    this.#text += `${this.#loose.join('\n')}\n`
    this.#loose = []
  }
}

/** The value with all maps in the order of their keys, without what is undefined. */
export function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys)
  if (typeof value !== 'object' || value === null) return value
  const entries: [string, unknown][] = []
  for (const key of keysInOrder(value)) {
    const part = (value as Record<string, unknown>)[key]
    if (part !== undefined) entries.push([key, sortedKeys(part)])
  }
  return Object.fromEntries(entries)
}

function isFilled(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  for (const _ in value) return true
  return false
}

/** The keys of a map in order. Maps have few, and `sort` takes longer to begin than this to end. */
function keysInOrder(map: object): readonly string[] {
  const keys = Object.keys(map)
  if (keys.length > 16) return keys.sort()
  for (let from = 1; from < keys.length; from++) {
    const key = keys[from]!
    let to = from
    for (; to > 0 && keys[to - 1]! > key; to--) keys[to] = keys[to - 1]!
    keys[to] = key
  }
  return keys
}

/** Adds the lines of a value. `first` stands before its first line in place of `indent`: the dashes of the lists it begins. */
function write(value: unknown, indent: string, first: string, lines: Lines): void {
  if (!isFilled(value)) pushFolded(lines, first, scalar(value, indent), indent)
  else if (Array.isArray(value)) {
    for (const item of value) {
      write(item, `${indent}  `, `${first}- `, lines)
      first = indent
    }
  } else {
    for (const key of keysInOrder(value)) {
      const part = (value as Record<string, unknown>)[key]
      if (part === undefined) continue
      const name = `${first}${keyText(key)}:`
      first = indent
      if (!isFilled(part)) pushFolded(lines, `${name} `, scalar(part, indent), `${indent}  `)
      else {
        lines.push(name)
        const inner = Array.isArray(part) ? indent : `${indent}  `
        write(part, inner, inner, lines)
      }
    }
  }
}

const keyTexts = new Map<string, string>()

/** The same few keys come again and again. */
function keyText(key: string): string {
  const known = keyTexts.get(key)
  if (known !== undefined) return known
  const written = text(key, '')
  if (keyTexts.size < 1_000) keyTexts.set(key, written)
  return written
}

function scalar(value: unknown, indent: string): string {
  if (Array.isArray(value)) return '[]'
  if (typeof value === 'object' && value !== null) return '{}'
  if (typeof value !== 'string') return String(value)
  return text(value, indent)
}

/** Behind so many characters a line is broken at the next blank. */
const bestWidth = 80

/**
 * Adds the lines of a key or dash and its scalar. A long one is broken as libyaml breaks it: at single
 * blanks, in double quotes at any blank but for one beside another.
 */
function pushFolded(lines: Lines, before: string, written: string, indent: string): void {
  const style = /^["'|]/.exec(written)?.[0] ?? ''
  if (style === '|' || before.length + written.length <= bestWidth) return void lines.push(before + written)
  let line = before
  for (let at = 0; at < written.length; at++) {
    const isInside = style === '' || (at > 1 && at < written.length - 2)
    const breaks = written[at] === ' ' && written[at - 1] !== ' ' && isInside && line.length > bestWidth
    if (!breaks || (written[at + 1] === ' ' && style !== '"')) {
      line += written[at]
      continue
    }
    lines.push(line)
    line = `${indent}${written[at + 1] === ' ' ? '\\' : ''}`
  }
  lines.push(line)
}

const otherWords = /^(y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF|true|True|TRUE|false|False|FALSE|null|Null|NULL|~|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/
const baseSixty = /^[-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?$/
const number = /^[-+]?(0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+|(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?)$/
const date = /^\d{4}-\d{1,2}-\d{1,2}([Tt ]\d{1,2}:\d{1,2}:\d{1,2}.*)?$/

/** Would Go's YAML library read it as something other than a text? It looks for numbers with all underscores taken out. */
function isOtherType(value: string): boolean {
  if (otherWords.test(value)) return true
  return /^[-+.\d]/.test(value) && (baseSixty.test(value) || date.test(value) || number.test(value.replaceAll('_', '')))
}

function text(value: string, indent: string): string {
  if (value === '') return '""'
  if (/^[A-Za-z][\w./-]*$/.test(value)) return /^(y|n|yes|no|on|off|true|false|null)$/i.test(value) && isOtherType(value) ? JSON.stringify(value) : value
  // eslint-disable-next-line no-control-regex -- these cannot stand in a text as they are
  if (/[\u0000-\u0009\u000b-\u001f\u007f\u0085\ufeff]/.test(value) || isOtherType(value)) return JSON.stringify(value)
  // A block could not tell blanks at the end of a line from none.
  if (/ \n| $/.test(value) && value.includes('\n')) return JSON.stringify(value)
  if (value.includes('\n')) return block(value, indent)
  const isPlain = !/^[-?:](\s|$)|^[\s,[\]{}#&*!|>'"%@`]|^(---|\.\.\.)|: |\s#|:$|\s$/.test(value)
  return isPlain ? value : `'${value.replaceAll("'", "''")}'`
}

function block(value: string, indent: string): string {
  const hint = /^[ \n]/.test(value) ? '2' : ''
  const chomp = value.endsWith('\n') ? (value.endsWith('\n\n') || value === '\n' ? '+' : '') : '-'
  const body = value.replace(/\n$/, '').split('\n').map((line) => (line === '' ? '' : `${indent}  ${line}`))
  return [`|${hint}${chomp}`, ...body].join('\n')
}
