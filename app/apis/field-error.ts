/** One thing that validation refuses. Stands for apimachinery/pkg/util/validation/field. */
import type { Status, StatusCause } from './status.ts'

export interface FieldError {
  /** Path as in causes: `spec.template.spec.containers[0].image`. */
  readonly field: string
  readonly type: 'Required value' | 'Invalid value' | 'Duplicate value' | 'Unsupported value' | 'Not found' | 'Forbidden' | 'Too long'
  /** The refused value as it is printed; absent for Required and Forbidden. */
  readonly value?: string
  readonly detail: string
}

const print = (value: unknown): string => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value ?? null))

export const required = (field: string, detail = ''): FieldError => ({ field, type: 'Required value', detail })
export const invalid = (field: string, value: unknown, detail: string): FieldError => ({ field, type: 'Invalid value', value: print(value), detail })
export const duplicate = (field: string, value: unknown): FieldError => ({ field, type: 'Duplicate value', value: print(value), detail: '' })
export const prohibited = (field: string, detail: string): FieldError => ({ field, type: 'Forbidden', detail })
/** Longer than this many bytes; the value itself is not printed. */
export const tooLong = (field: string, most: number): FieldError => ({ field, type: 'Too long', detail: `may not be more than ${most} bytes` })
export const missing = (field: string, value: unknown): FieldError => ({ field, type: 'Not found', value: print(value), detail: '' })
export const unsupported = (field: string, value: unknown, supported: readonly string[]): FieldError => ({
  field, type: 'Unsupported value', value: print(value), detail: `supported values: ${supported.map((each) => `"${each}"`).join(', ')}`,
})

const reasons: Readonly<Record<FieldError['type'], string>> = {
  'Required value': 'FieldValueRequired', 'Invalid value': 'FieldValueInvalid', 'Duplicate value': 'FieldValueDuplicate',
  'Unsupported value': 'FieldValueNotSupported', 'Not found': 'FieldValueNotFound', Forbidden: 'FieldValueForbidden', 'Too long': 'FieldValueTooLong',
}

/** Everything after the field's path. */
const messageOf = ({ type, value, detail }: FieldError) => [type, value, detail].filter((part) => part !== undefined && part !== '').join(': ')

/** The API server's refusal of an object with these errors. `qualified` as in `DaemonSet.apps`. */
export function invalidStatus(qualified: string, name: string, errors: readonly FieldError[]): Status {
  const texts = errors.map((error) => `${error.field}: ${messageOf(error)}`)
  const causes: StatusCause[] = errors.map((error) => ({ reason: reasons[error.type], message: messageOf(error), field: error.field }))
  const [kind] = qualified.split('.')
  const message = `${qualified} "${name}" is invalid: ${texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`}`
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 422, reason: 'Invalid', message, details: { name, kind: kind!, causes } }
}

/** kubectl's words for such a refusal: one line, or one per different cause. */
export function printInvalid(status: Status): string {
  const { name = '', kind = '', causes = [] } = status.details ?? {}
  const lines = [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))]
  const start = `The ${kind} "${name}" is invalid: `
  return lines.length === 1 ? `${start}${lines[0]}\n` : `${start}\n${lines.map((line) => `* ${line}\n`).join('')}`
}
