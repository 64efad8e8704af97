/** How to mend what authors get wrong in YAML and in expressions, for who has never seen the rule that was broken. */

/** What is wrong with a line that YAML's reader gave up at; undefined where the line tells nothing. */
export function yamlMend(message: string, line: string): string | undefined {
  if (/^\s*\t/.test(line)) return 'indent with spaces: this line begins with a tab'
  if (/mapping values are not allowed/.test(message)) return 'put quotes around a text that holds ": "'
  if (/"[^"]*"[^",}\]\s][^"]*"/.test(line)) return 'put single quotes around a text that holds "…"'
  if (/cannot start any token|unknown anchor|alphabetic or numeric/.test(message) && /:\s+[@`%&*!]/.test(line)) return 'put quotes around a text that begins with a sign'
  return undefined
}

/** What a number in quotes or without them should have been. */
export const quotesMend = (value: unknown, wanted: readonly unknown[]): string | undefined => {
  const same = wanted.find((each) => String(each) === String(value))
  return same === undefined ? undefined : typeof same === 'string' ? `put quotes around it: "${same}"` : `take the quotes away: ${String(same)}`
}

/** `OnBothNodes` → `on-both-nodes`. */
export const toId = (text: string): string =>
  text.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '')

/** Habits of other languages that CEL does not have. */
export function celMend(source: string): string | undefined {
  if (/\.length\b/.test(source)) return 'size(…) counts the entries of a list'
  if (/===|!==/.test(source)) return 'write == and !='
  if (/(^|[^=!<>])=([^=]|$)/.test(source)) return 'write == to compare'
  if (/\b(and|or|not)\b/.test(source)) return 'write &&, || and !'
  if (/(^|[^&])&([^&]|$)|(^|[^|])\|([^|]|$)/.test(source)) return 'write && and ||'
  return undefined
}
