/** What somebody may have meant who wrote a command that is not there: cobra's suggestions, at most two letters away. */

/** The lines behind `unknown command`; empty where nothing is near. */
export function suggestions(typed: string, names: readonly string[]): string {
  const lower = typed.toLowerCase()
  const near = names.filter((name) => distance(lower, name) <= 2 || name.startsWith(lower)).sort()
  return near.length === 0 ? '' : `\n\nDid you mean this?\n${near.map((name) => `\t${name}\n`).join('')}`
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
