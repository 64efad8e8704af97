/** `--validate`: what becomes of fields that the API server does not know. */
import type { FieldValidation } from '#apis/decode-object'
import type { FlagSpec, Flags } from './flags.ts'

export const validateFlag: FlagSpec = { name: 'validate', type: 'text', bare: 'strict', about: 'of unknown fields: strict (refused), warn (told of and dropped) or ignore (dropped)' }

const asked: Readonly<Record<string, FieldValidation>> = { strict: 'Strict', true: 'Strict', warn: 'Warn', ignore: 'Ignore', false: 'Ignore' }

/** What the API server is asked for, or why the flag is refused. */
export function fieldValidationOf(flags: Flags): FieldValidation | { readonly problem: string } {
  const text = flags.text('validate') ?? 'strict'
  return asked[text.toLowerCase()] ?? { problem: `invalid - validate option ${JSON.stringify(text)}; must be one of: strict (or true), warn, ignore (or false)` }
}
