/** What a lesson lets its student do, as the cluster keeps to it. */
import { defaulted } from '#apis/decode-object'
import { readManifest } from '#apis/manifest'
import type { LockedField, Rules } from '#cluster/rules'
import { fieldAt, partsOf } from './field-at.ts'
import { openingManifest, type Lesson } from './lesson.ts'

/** Undefined where everything is free. */
export function rulesOf(lesson: Lesson): Rules | undefined {
  const { allow, locked = [] } = lesson
  if (!allow && locked.length === 0) return undefined
  return {
    ...(allow?.kubectl && { kubectl: allow.kubectl }), ...(allow?.machines && { machines: allow.machines }),
    ...(locked.length > 0 && { locked: lockedFields(lesson, locked) }),
  }
}

/** Each path in each object of the opening manifest. What cannot be decoded yet keeps the value that is written there. */
function lockedFields(lesson: Lesson, paths: readonly string[]): readonly LockedField[] {
  return readManifest(openingManifest(lesson)).documents.flatMap(({ value }) => {
    const { kind, metadata } = (value ?? {}) as { readonly kind?: unknown; readonly metadata?: { readonly name?: unknown } }
    if (typeof kind !== 'string' || typeof metadata?.name !== 'string') return []
    const object = withDefaults(value as object)
    return paths.map((path): LockedField => ({ kind, name: metadata.name as string, path, parts: partsOf(path), given: fieldAt(object, path) }))
  })
}

function withDefaults(value: object): object {
  try {
    return defaulted(value)
  } catch {
    return value
  }
}
