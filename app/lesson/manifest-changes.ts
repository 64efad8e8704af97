/** Two manifests as the few fields in which they differ: what `with` of an act changes. */
import { readManifest } from '#apis/manifest'
import { isEqual } from './checks/object-checks.ts'
import { manifestOf } from './acts.ts'
import { isRecord } from './format/schema.ts'

/** More changes than these are easier to read as the whole manifest. */
const mostChanges = 6

/** What `with` must say to make one manifest of the other; undefined where that would be no shorter than the text itself. */
export function changesBetween(from: string, to: string): Readonly<Record<string, unknown>> | undefined {
  const [before, after] = [readManifest(from).documents, readManifest(to).documents]
  if (before.length !== 1 || after.length !== 1) return undefined
  const changes = Object.fromEntries(differences(before[0]!.value, after[0]!.value, ''))
  if (Object.keys(changes).length > mostChanges) return undefined
  const made = readManifest(manifestOf({ apply: from, with: changes }, {})).documents
  return made.length === 1 && isEqual(made[0]!.value, after[0]!.value) ? changes : undefined
}

function differences(from: unknown, to: unknown, path: string): readonly (readonly [string, unknown])[] {
  if (isEqual(from, to)) return []
  if (isRecord(from) && isRecord(to)) {
    return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key) => differences(from[key], Object.hasOwn(to, key) ? to[key] : null, joined(path, key)))
  }
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length) return from.flatMap((each, at) => differences(each, to[at], `${path}[${at}]`))
  return [[path, to]]
}

const joined = (path: string, key: string): string => (/^[^.[\]']+$/.test(key) ? (path === '' ? key : `${path}.${key}`) : `${path}['${key}']`)

/** A JSON merge patch that makes one value of the other. */
export function mergePatch(from: unknown, to: unknown): unknown {
  if (!isRecord(from) || !isRecord(to)) return to
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((key) => !isEqual(from[key], to[key]))
  return Object.fromEntries(keys.map((key) => [key, Object.hasOwn(to, key) ? mergePatch(from[key], to[key]) : null]))
}
