/** A patch on a stored object up to where it is an update: merged, and what came out must decode. */
import { decodingProblem, type FieldValidation, type KubeObject } from '#apis/decode-object'
import { typeOfKind } from '#apis/fields'
import { invalid, invalidStatus } from '#apis/field-error'
import { isStatus, type Status } from '#apis/status'
import { applyPatch, goMap, type PatchType } from './patch.ts'

/** The patched object, or the refusal: a patch that leads to no object is itself invalid. */
export function patchObject(stored: object, patch: unknown, patchType: PatchType, validation?: FieldValidation): object | Status {
  const { apiVersion = '', kind = '' } = stored as KubeObject
  const type = typeOfKind(apiVersion, kind)
  const patched = applyPatch(stored as Record<string, unknown>, patch, patchType, type)
  if (isStatus(patched) || type === undefined) return patched
  const problem = decodingProblem(patched, validation)
  if (problem === undefined) return patched
  const text = patchType === 'strategic' ? goMap(patch) : JSON.stringify(patched)
  const inWords = patchType === 'strategic' ? converterWords(problem) : problem.startsWith('strict') ? problem : `${kind} in version ${JSON.stringify(apiVersion.split('/').at(-1))} cannot be handled as a ${kind}: ${problem}`
  return { ...invalidStatus('', '', [invalid('patch', text, inWords)]), message: ` "" is invalid: patch: Invalid value: ${JSON.stringify(text)}: ${inWords}` }
}

/** Strategic merges are decoded by another part of Go's API machinery, with words of its own. */
function converterWords(problem: string): string {
  const found = /cannot unmarshal (\w+)(?: \S+)? into Go struct field \S+ of type (\S+)$/.exec(problem)
  if (!found) return problem
  const [, met, wanted] = found as unknown as [string, string, string]
  if (wanted.startsWith('[]')) return `cannot restore slice from ${goKind(met)}`
  if (wanted.startsWith('map') || wanted === 'v1.ResourceList') return `cannot restore map from ${goKind(met)}`
  if (/^(int\d*|bool|string)$/.test(wanted) || /Policy$|Effect$|Operator$|Type$|Protocol$/.test(wanted)) {
    const isText = !/^(int|bool)/.test(wanted)
    if (met === 'number') return wanted === 'bool' ? 'unrecognized type: bool' : `cannot convert ${isText ? 'int64' : 'float64'} to ${isText ? 'string' : wanted}`
    return `unrecognized type: ${isText ? 'string' : wanted}`
  }
  return `cannot restore struct from: ${goKind(met)}`
}

const goKind = (met: string) => (met === 'array' ? 'slice' : met === 'object' ? 'map' : met === 'number' ? 'int64' : met)
