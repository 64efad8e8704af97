/** The DaemonSets that a text speaks of, as the API server would have them, whether it would take them or not. */
import type * as appsv1 from '#apis/appsv1'
import { decode } from '#apis/decode'
import { defaulted } from '#apis/decode-object'
import { typeOfKind } from '#apis/fields'
import { readManifest } from '#apis/manifest'
import { itemsOf } from '#apis/prepare-manifest'

/** `problem`: why not all of the text could be read, in the reader's words. */
export interface DraftDaemonSets {
  readonly daemonSets: readonly appsv1.DaemonSet[]
  readonly problem: string | undefined
}

export function draftDaemonSets(text: string): DraftDaemonSets {
  const read = readManifest(text)
  if (read.problem) return { daemonSets: [], problem: read.problem.message }
  let problem: string | undefined
  const daemonSets = read.documents.flatMap(({ value }) => itemsOf(value)).flatMap((value) => {
    const { apiVersion, kind } = (value ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown }
    const type = apiVersion === 'apps/v1' && kind === 'DaemonSet' ? typeOfKind(apiVersion, kind) : undefined
    if (!type) return []
    const { wrongType } = decode(value, type)
    if (wrongType) problem ??= wrongType
    return wrongType ? [] : [defaulted(value as Record<string, unknown>) as appsv1.DaemonSet]
  })
  return { daemonSets, problem: problem ?? (daemonSets.length === 0 ? 'there is no DaemonSet in the manifest' : undefined) }
}
