/** Errors as kubectl prints them: its own, and the API server's. Stands for cmdutil.CheckErr. */
import { printInvalid } from '#apis/field-error'
import type { Status } from '#apis/status'

/**
 * Something that ends a command or one of its objects. A text is kubectl's own (`error: ` is put in
 * front), `plain` one is printed as it stands, a status is the API server's answer.
 */
export type CommandError = string | Status | { readonly plain: string }

/** The lines that an error prints, with their line end. */
export function printCommandError(error: CommandError): string {
  if (typeof error === 'string') return `${error.startsWith('error: ') ? '' : 'error: '}${error.replace(/\n$/, '')}\n`
  if ('plain' in error) return `${error.plain}\n`
  if (error.reason !== 'Invalid') return serverError(error)
  if (!error.details?.causes?.length) return `The request is invalid: ${error.message}\n`
  const text = printInvalid(error)
  return error.details.kind ? text : text.replace('The  "" is invalid', 'The request is invalid')
}

/** Several errors of one command: one line each, without `error: `. A single one is printed as itself. */
export function printCommandErrors(errors: readonly CommandError[]): string {
  if (errors.length === 1) return printCommandError(errors[0]!)
  return errors.map((error) => (typeof error === 'string' ? `${error}\n` : 'plain' in error ? `${error.plain}\n` : serverError(error))).join('')
}

const serverError = ({ reason, message }: Status) => `Error from server${reason ? ` (${reason})` : ''}: ${message}\n`

/** The error with what was being done in front: `error when creating "STDIN": …`. */
export function whileDoing(what: string, error: CommandError): CommandError {
  if (typeof error === 'string') return `${what}: ${error}`
  return 'plain' in error ? error : { ...error, message: `${what}: ${error.message}` }
}

/** The pointer to a command's help behind an error of usage. `path` is `kubectl get`. */
export const usageError = (path: string, message: string): string => `${message}\nSee '${path} -h' for help and examples`
