/** Where a field of the shown DaemonSet stands in the text that the person edits. */
import { readManifest, type ManifestDocument } from '#apis/manifest'

/** Answers for a path the lines on which it stands, `18–21` or `7`; undefined where the text does not have it. */
export function linesInManifest(text: string, daemonSet: string | undefined): (path: string) => string | undefined {
  const document = readManifest(text).documents.find((each) => isNamed(each, daemonSet))
  if (!document) return () => undefined
  return (path) => {
    const place = document.places.get(path)
    if (!place) return undefined
    const [first, last] = [lineAt(text, place.start), lineAt(text, lastOf(document, path))]
    return first === last ? String(first) : `${first}–${last}`
  }
}

/** Where a field stands, in UTF-16 units from the beginning; undefined where the text does not have it. */
export function placeInManifest(text: string, daemonSet: string | undefined, path: string): number | undefined {
  return readManifest(text).documents.find((each) => isNamed(each, daemonSet))?.places.get(path)?.start
}

/** Where a field stands in the first document that has it, whatever that is called; undefined where none has. */
export function placeInDraft(text: string, path: string): number | undefined {
  return readManifest(text).documents.find(({ places }) => places.has(path))?.places.get(path)?.start
}

/** The end of the last field below a path: a place is only where its key stands. */
function lastOf({ places }: ManifestDocument, path: string): number {
  let end = places.get(path)!.end
  for (const [other, place] of places) if (other.startsWith(`${path}.`) || other.startsWith(`${path}[`)) end = Math.max(end, place.end)
  return end
}

function isNamed({ value }: ManifestDocument, name: string | undefined): boolean {
  const object = value as { readonly kind?: unknown; readonly metadata?: { readonly name?: unknown } } | null
  return typeof object === 'object' && object?.kind === 'DaemonSet' && object.metadata?.name === name
}

function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}
