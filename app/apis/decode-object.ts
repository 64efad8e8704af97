/** A plain value on its way into the API server: strict decoding and defaults of any kind. */
import type * as corev1 from './corev1.ts'
import { decode, withoutNulls } from './decode.ts'
import { defaultObject } from './default-object.ts'
import { omitEmpty, withoutEmptyMaps } from './encode.ts'
import { shortName, typeOfKind } from './fields.ts'
import { badRequest, type Status } from './status.ts'

/** A decoded object with its defaults. */
export interface KubeObject {
  readonly apiVersion?: string
  readonly kind?: string
  readonly metadata?: corev1.Pod['metadata']
}

/** What becomes of unknown fields: they are refused, told of, or dropped without a word. */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore'

/** The object with defaults, or the API server's refusal. The value names its kind itself. `warn` is told of unknown fields that are let through with a warning. */
export function decodeObject(value: object, validation: FieldValidation = 'Strict', warn: (warning: string) => void = () => {}): KubeObject | Status {
  const problem = decodingProblem(value, validation)
  if (problem !== undefined) {
    const { apiVersion = '', kind = '' } = value as KubeObject
    return badRequest(`${kind} in version ${JSON.stringify(apiVersion.split('/').at(-1))} cannot be handled as a ${kind}: ${problem}`)
  }
  if (validation === 'Warn') for (const path of unknownFields(value)) warn(`unknown field "${path}"`)
  return defaulted(value)
}

/** What decoding finds wrong; undefined when all is well. */
export function decodingProblem(value: object, validation: FieldValidation = 'Strict'): string | undefined {
  const { apiVersion = '', kind = '' } = value as KubeObject
  const type = typeOfKind(apiVersion, kind)
  if (!type) return `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)} in scheme "pkg/runtime/scheme.go:111"`
  const { wrongType, unknown } = decode(value, type)
  if (wrongType) return wrongType
  return unknown.length > 0 && validation === 'Strict' ? `strict decoding error: ${unknown.map((path) => `unknown field "${path}"`).join(', ')}` : undefined
}

function unknownFields(value: object): readonly string[] {
  const { apiVersion = '', kind = '' } = value as KubeObject
  const type = typeOfKind(apiVersion, kind)
  return type ? decode(value, type).unknown : []
}

/** The value without nulls and with defaults; it must decode. */
export function defaulted(value: object): KubeObject {
  const { apiVersion = '', kind = '' } = value as KubeObject
  const type = typeOfKind(apiVersion, kind)!
  return defaultObject(shortName(type), omitEmpty(withoutNulls(value, type) as object, type))
}

/** A validated object as it is stored and answered. */
export function stored<T extends KubeObject>(object: T): T {
  const type = typeOfKind(object.apiVersion ?? '', object.kind ?? '')
  return type ? withoutEmptyMaps(object, type) : object
}
