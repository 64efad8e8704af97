/** Options of commands beside kubectl: short ones grouped, values attached or behind. Stands for GNU's getopt_long, its errors kept to the word. */

/** The options of a command: per letter (or long name) whether a value follows; long names may stand for a letter. */
export interface OptionSpec {
  /** `in:` : `-i` alone, `-n` with a value. */
  readonly letters: string
  /** `{ 'ignore-case': 'i' }`. */
  readonly long?: Readonly<Record<string, string>>
  /** `-5` counts as this letter with the value 5. */
  readonly number?: string
  /** The first word that is no option ends them. */
  readonly stopsAtArgument?: boolean
}

export interface Options {
  /** By letter; the last value, `''` where there is none to give. */
  readonly given: Readonly<Record<string, string>>
  /** All values in order, where a letter came more than once. */
  readonly all: readonly (readonly [letter: string, value: string])[]
  readonly args: readonly string[]
}

/** Parses words, or says what is wrong without the name of the command. */
export function parseOptions(words: readonly string[], spec: OptionSpec): Options | { readonly problem: string } {
  const all: [string, string][] = []
  const args: string[] = []
  const takesValue = (letter: string) => spec.letters.includes(`${letter}:`)
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    if (word === '--' || (spec.stopsAtArgument && !/^-./.test(word))) {
      args.push(...words.slice(word === '--' ? at + 1 : at))
      break
    }
    if (word.startsWith('--')) {
      const [name, value] = word.slice(2).split(/=(.*)/s) as [string, string?]
      const letter = spec.long?.[name] ?? Object.entries(spec.long ?? {}).find(([long]) => name !== '' && long.startsWith(name))?.[1]
      if (letter === undefined) return { problem: `unrecognized option '${word.split('=')[0]}'` }
      if (!takesValue(letter)) all.push([letter, ''])
      else if (value !== undefined) all.push([letter, value])
      else if (at + 1 < words.length) all.push([letter, words[++at]!])
      else return { problem: `option '--${name}' requires an argument` }
    } else if (spec.number && /^-\d+$/.test(word)) all.push([spec.number, word.slice(1)])
    else if (!/^-./.test(word)) args.push(word)
    else {
      for (let rest = word.slice(1); rest; ) {
        const letter = rest[0]!
        if (letter === ':' || !spec.letters.includes(letter)) return { problem: `invalid option -- '${letter}'` }
        rest = rest.slice(1)
        if (!takesValue(letter)) all.push([letter, ''])
        else if (rest) {
          all.push([letter, rest])
          break
        } else if (at + 1 < words.length) all.push([letter, words[++at]!])
        else return { problem: `option requires an argument -- '${letter}'` }
      }
    }
  }
  return { given: Object.fromEntries(all), all, args }
}
