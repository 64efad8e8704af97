/** The lines that were entered: kept, called up again with `!`, searched with Ctrl-R. */

/** So many are kept. */
export const longestHistory = 1_000

/** The history with a line more; empty ones and the same one again are not kept. */
export function remember(history: readonly string[], line: string): readonly string[] {
  if (line.trim() === '' || history.at(-1) === line) return history
  return [...history, line].slice(-longestHistory)
}

/** A line of the history and where the query stands in it. */
export interface Found {
  readonly index: number
  readonly at: number
}

/** Ctrl-R: the newest line before `from` (an index; default: the end) in which the query stands. */
export function searchHistory(history: readonly string[], query: string, from: number = history.length): Found | undefined {
  for (let index = Math.min(from, history.length) - 1; index >= 0; index--) {
    const at = history[index]!.lastIndexOf(query)
    if (at >= 0 && query !== '') return { index, at }
  }
  return undefined
}

/** The line with `!!`, `!5`, `!-2`, `!kube` and `!$` unfolded, outside of single quotes. */
export function expandHistory(line: string, history: readonly string[]): string | { readonly problem: string } {
  let expanded = ''
  let quote = ''
  for (let at = 0; at < line.length; ) {
    const character = line[at]!
    const event = character === '!' && quote !== "'" ? /^!(!|\$|-?\d+|[^\s=("'!;|&]+)/.exec(line.slice(at)) : null
    if (event) {
      const found = eventOf(event[1]!, history)
      if (found === undefined) return { problem: `${event[0]}: event not found` }
      expanded += found
      at += event[0].length
      continue
    }
    if (character === '\\' && quote !== "'") {
      expanded += line.slice(at, at + 2)
      at += 2
      continue
    }
    if (character === quote) quote = ''
    else if (quote === '' && (character === "'" || character === '"')) quote = character
    expanded += character
    at++
  }
  return expanded
}

function eventOf(name: string, history: readonly string[]): string | undefined {
  if (name === '!') return history.at(-1)
  if (name === '$') return history.at(-1)?.trimEnd().split(/\s+/).at(-1)
  if (/^-?\d+$/.test(name)) return Number(name) < 0 ? history.at(Number(name)) : history[Number(name) - 1]
  return history.findLast((line) => line.startsWith(name))
}
