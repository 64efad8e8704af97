/**
 * A stranger's zip → its files, with limits that hold before anything is unpacked, and again while
 * it is: what a zip says of its sizes is not believed either.
 */
import { Unzip, UnzipInflate, UnzipPassThrough, unzipSync, type UnzipFile } from 'fflate'
import { limits } from '#lesson/format/limits'
import type { LessonProblem } from '#lesson/format/problem'
import { belongs, pathProblem, type FolderBytes } from './folder-bytes.ts'

/** A zip of a lesson is never larger than its files and the list of them. */
export const mostZipBytes = limits.folderBytes + 200_000
/** So much is given to the unpacker at a time: what comes of it at worst is a thousand times as much. */
const pieceBytes = 1_024

const zipWords = 'the zip'
const problem = (found: string, expected: string, mend?: string): readonly LessonProblem[] => [{ file: zipWords, found, expected, ...(mend && { mend }) }]
const print = (bytes: number): string => `${bytes.toLocaleString('en')} bytes`

interface Entry {
  readonly name: string
  /** As the zip's own list says it. */
  readonly originalSize: number
}

/** Unpacks, or says all that is wrong. */
export function unzip(bytes: Uint8Array): FolderBytes | readonly LessonProblem[] {
  if (bytes.length > mostZipBytes) return problem(print(bytes.length), `at most ${print(mostZipBytes)}`)
  let listed: readonly Entry[]
  try {
    listed = entriesOf(bytes)
  } catch (error) {
    return problem(error instanceof Error ? error.message : String(error), 'a zip')
  }
  const wrong = wrongIn(listed)
  if (wrong.length > 0) return wrong
  try {
    return inflated(bytes, new Set(listed.map(({ name }) => name)))
  } catch (error) {
    return problem(error instanceof TooLarge ? error.message : `what cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`, error instanceof TooLarge ? `at most ${print(limits.folderBytes)}` : 'a zip without a password')
  }
}

/** The zip's own list, without unpacking anything. */
function entriesOf(bytes: Uint8Array): readonly Entry[] {
  const entries: Entry[] = []
  unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (entries.length > 10 * limits.files) throw new Error(`more than ${10 * limits.files} files`)
      if (belongs(name)) entries.push({ name: name.replaceAll('\\', '/'), originalSize })
      return false
    },
  })
  return entries
}

function wrongIn(entries: readonly Entry[]): readonly LessonProblem[] {
  const total = entries.reduce((sum, { originalSize }) => sum + originalSize, 0)
  const names = new Set<string>()
  return [
    ...(total > limits.folderBytes ? problem(`${print(total)} when unpacked`, `at most ${print(limits.folderBytes)}`) : []),
    ...(entries.length > limits.files ? problem(`${entries.length} files`, `at most ${limits.files}`) : []),
    ...entries.flatMap(({ name }) => pathProblem(name) ?? []),
    ...entries.filter(({ name }) => /\.(zip|gz|tgz|tar|7z|rar|bz2|xz|zst)$/i.test(name)).flatMap(({ name }) => problem(`a packed file ${name} in it`, 'files of one lesson', 'take it away')),
    ...entries.filter(({ name }) => names.size === names.add(name).size).flatMap(({ name }) => problem(`${name} twice`, 'each file once')),
  ].slice(0, limits.problems)
}

class TooLarge extends Error {}

function inflated(bytes: Uint8Array, wanted: ReadonlySet<string>): FolderBytes {
  const files = new Map<string, Uint8Array[]>()
  let total = 0
  const reader = new Unzip((file: UnzipFile) => {
    const name = file.name.replaceAll('\\', '/')
    // What the list does not name is not there; two lists that differ are an old trick.
    if (!wanted.has(name) || files.has(name)) return
    const parts: Uint8Array[] = []
    files.set(name, parts)
    file.ondata = (error, part) => {
      if (error) throw error
      total += part.length
      if (total > limits.folderBytes) throw new TooLarge(`more than ${print(limits.folderBytes)} when unpacked`)
      parts.push(part)
    }
    file.start()
  })
  reader.register(UnzipInflate)
  reader.register(UnzipPassThrough)
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.push(bytes.subarray(at, at + pieceBytes), at + pieceBytes >= bytes.length)
  for (const name of wanted) if (!files.has(name)) throw new Error(`${name} is listed and not there`)
  return new Map([...files].map(([name, parts]) => [name, joined(parts)]))
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
