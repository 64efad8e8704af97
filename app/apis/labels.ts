/** Label selectors: matching and how kubectl prints them. Stands for apimachinery/pkg/labels. */
import type * as metav1 from './metav1.ts'

export type Labels = Readonly<Record<string, string>>

/** Does a set of labels satisfy a selector? A selector without requirements matches everything, an absent one nothing. */
export function matchesSelector(selector: metav1.LabelSelector | undefined, labels: Labels = {}): boolean {
  if (!selector) return false
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) if (labels[key] !== value) return false
  return (selector.matchExpressions ?? []).every(({ key, operator, values }) => {
    const value = labels[key!]
    switch (operator) {
      case 'In':
        return value !== undefined && (values ?? []).includes(value)
      case 'NotIn':
        return value === undefined || !(values ?? []).includes(value)
      case 'Exists':
        return value !== undefined
      case 'DoesNotExist':
        return value === undefined
      default:
        return false
    }
  })
}

/** Is the selector exactly `{}`? */
export function selectsEverything(selector: metav1.LabelSelector | undefined): boolean {
  return selector !== undefined && Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0
}

/** `a=b,c=d` in the order of the keys, or `<none>`. */
export function printLabels(labels: Labels | undefined): string {
  const pairs = Object.entries(labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  return pairs.map(([key, value]) => `${key}=${value}`).join(',') || '<none>'
}
