/** Patterns of grep and sed as JavaScript's: basic and extended regular expressions, as POSIX and GNU write them. */

export type Dialect = 'basic' | 'extended' | 'fixed' | 'perl'

const classes: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z', digit: '0-9', alnum: 'A-Za-z0-9', upper: 'A-Z', lower: 'a-z', space: '\\s', blank: ' \\t', punct: '!-\\/:-@\\[-`{-~', xdigit: '0-9A-Fa-f', word: '\\w', print: '\\x20-\\x7e', graph: '\\x21-\\x7e', cntrl: '\\x00-\\x1f\\x7f',
}
const escaped = (character: string) => character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&')

/** The source of the same pattern for `new RegExp`, or what is wrong with it as grep says it. */
export function patternSource(pattern: string, dialect: Dialect): string | { readonly problem: string } {
  if (dialect === 'perl') return checked(pattern)
  if (dialect === 'fixed') return [...pattern].map(escaped).join('')
  let source = ''
  for (let at = 0; at < pattern.length; ) {
    const character = pattern[at]!
    if (character === '[') {
      const bracket = bracketAt(pattern, at)
      if (!bracket) return { problem: 'Unmatched [, [^, [:, [., or [=' }
      source += bracket.source
      at = bracket.end
    } else if (character === '\\') {
      if (at + 1 >= pattern.length) return { problem: 'Trailing backslash' }
      source += afterBackslash(pattern[at + 1]!, dialect)
      at += 2
    } else {
      source += plain(pattern, at, dialect)
      at++
    }
  }
  return checked(source)
}

function checked(source: string): string | { readonly problem: string } {
  try {
    new RegExp(source)
    return source
  } catch {
    return { problem: /\)/.test(source) && !/\(/.test(source) ? 'Unmatched ) or \\)' : /\(/.test(source) ? 'Unmatched ( or \\(' : 'Invalid regular expression' }
  }
}

function afterBackslash(character: string, dialect: Dialect): string {
  if (dialect === 'basic' && '(){}|+?'.includes(character)) return character
  if (character === '<' || character === '>') return '\\b'
  if ('bBwWsS'.includes(character) || /[1-9]/.test(character)) return `\\${character}`
  if (character === 'n' || character === 't') return `\\${character}`
  return escaped(character)
}

/** A character that stands alone: in basic expressions fewer of them mean something. */
function plain(pattern: string, at: number, dialect: Dialect): string {
  const character = pattern[at]!
  if (dialect === 'extended' && '*+?'.includes(character) && /(^|[(|^])$/.test(pattern.slice(0, at))) return character === '*' ? '' : `\\${character}`
  if (dialect === 'extended') return character === '{' && !/^\{\d+(,\d*)?\}/.test(pattern.slice(at)) ? '\\{' : character
  const before = pattern.slice(0, at)
  const starts = before === '' || /(^|[^\\])\\[(|]$/.test(before)
  if (character === '*') return starts || before === '^' ? '\\*' : '*'
  if (character === '^') return starts ? '^' : '\\^'
  if (character === '$') return at === pattern.length - 1 || /^\$\\[)|]/.test(pattern.slice(at)) ? '$' : '\\$'
  return character === '.' ? '.' : escaped(character)
}

/** `[…]`: a `]` in first place and every backslash stand for themselves. */
function bracketAt(pattern: string, start: number): { readonly source: string; readonly end: number } | undefined {
  let at = start + 1
  let source = '['
  if (pattern[at] === '^') {
    source += '^'
    at++
  }
  for (const first = at; ; ) {
    const named = /^\[:(\w+):\]/.exec(pattern.slice(at))
    if (named) {
      if (!Object.hasOwn(classes, named[1]!)) return undefined
      source += classes[named[1]!]
      at += named[0].length
      continue
    }
    const character = pattern[at]
    if (character === undefined) return undefined
    if (character === ']' && at > first) return { source: `${source}]`, end: at + 1 }
    source += character === '-' ? '-' : character.replace(/[\\\]^[]/, '\\$&')
    at++
  }
}
