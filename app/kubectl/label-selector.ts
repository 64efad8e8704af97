/** A label selector in one line: `app=agent,zone in (a,b),!gpu`. Stands for metav1.FormatLabelSelector. */
import type * as metav1 from '#apis/metav1'

/** `<none>` where it selects nothing in particular. */
export function printLabelSelector(selector: metav1.LabelSelector | undefined): string {
  const requirements: (readonly [key: string, text: string])[] = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => [key, `${key}=${value}`])
  for (const { key = '', operator, values = [] } of selector?.matchExpressions ?? []) requirements.push([key, printRequirement(key, operator, values)])
  return requirements.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, text]) => text).join(',') || '<none>'
}

function printRequirement(key: string, operator: string | undefined, values: readonly string[]): string {
  const list = [...values].sort().join(',')
  if (operator === 'In') return `${key} in (${list})`
  if (operator === 'NotIn') return `${key} notin (${list})`
  return operator === 'DoesNotExist' ? `!${key}` : key
}
