/** The command in which the cursor stands: its words before the cursor, and the word that is being written. */
import type { Settings } from '../desk.ts'

export interface LineAt {
  /** The words before it, the command's name first, aliases unfolded, quotes taken off. */
  readonly words: readonly string[]
  /** What stands of the word at hand, without quotes. */
  readonly word: string
  /** The name of a file is being written, behind `<` or `>`. */
  readonly redirects: boolean
  /** Where in the line the character `from` of the word at hand stands. */
  readonly wordAt: (from: number) => number
  /** How a word is written so that bash reads it as it is, in the quotes that are open. */
  readonly quote: (word: string) => string
}

/** Reads a line up to the cursor; whatever is unfinished in it may stay so. */
export function lineAt(line: string, settings: Settings): LineAt {
  let words: string[] = []
  let word: string | undefined
  /** For each character of the word at hand: where it stands in the line. */
  let places: number[] = []
  let [quote, redirects] = ['', false]
  const end = () => {
    if (word !== undefined && !redirects) words.push(word)
    if (word !== undefined) redirects = false
    word = undefined
    places = []
  }
  for (let at = 0; at < line.length; at++) {
    const character = line[at]!
    const add = (text: string, place = at) => {
      word = (word ?? '') + text
      places.push(place)
    }
    if (quote !== '') {
      if (character === quote) quote = ''
      else if (quote === '"' && character === '\\' && '"\\$`'.includes(line[at + 1] ?? ' ')) add(line[at + 1]!, at++)
      else add(character)
    } else if (character === "'" || character === '"') {
      quote = character
      word ??= ''
    } else if (character === '\\' && at + 1 < line.length) add(line[at + 1]!, at++)
    else if (character === ' ' || character === '\t') end()
    else if ('|&;(\n'.includes(character)) {
      end()
      words = []
      redirects = false
    } else if (character === '<' || character === '>') {
      if (!/^\d?$/.test(word ?? '')) end()
      word = undefined
      places = []
      redirects = true
    } else add(character)
  }
  while (/^[A-Za-z_]\w*=/.test(words[0] ?? '')) words = words.slice(1)
  const alias = words.length > 0 && Object.hasOwn(settings.aliases, words[0]!) ? settings.aliases[words[0]!]! : undefined
  if (alias !== undefined) words = [...alias.split(/\s+/).filter((each) => each !== ''), ...words.slice(1)]
  const open = quote
  return { words, word: word ?? '', redirects, wordAt: (from) => places[from] ?? line.length, quote: (text) => (open === '' ? text.replace(/[\s"'\\$`|&;<>()!*?#]/g, '\\$&') : text) }
}
