/** Paths of `kubectl explain`: `ds`, `ds.spec.template.`. */
import { fieldsOf, typeOfKind, type Field } from '#apis/fields'
import { apiResources, findResource } from '../../resource-names.ts'
import type { Offer } from './offer.ts'

/** What may stand for a path; behind its last `.` the fields of what is named before. */
export function explainOffer(word: string): Offer {
  const [first, ...steps] = word.split('.') as [string, ...string[]]
  const resource = findResource(first)
  if (steps.length === 0 || !resource) return { words: apiResources.flatMap(({ resource: plural, shortNames }) => [plural, ...shortNames]), blank: false }
  let type = typeOfKind(resource.apiVersion, resource.kind)
  for (const step of steps.slice(0, -1)) {
    const field = type === undefined ? undefined : fieldsOf(type)?.[step]
    type = field && inside(field)
  }
  const fields = type === undefined ? undefined : fieldsOf(type)
  return { words: Object.keys(fields ?? {}), from: word.lastIndexOf('.') + 1, blank: false }
}

/** The type of a field, or of what it is a list or a map of. */
const inside = (field: Field): string => (field.items ? inside(field.items) : field.values ? inside(field.values) : field.type)
