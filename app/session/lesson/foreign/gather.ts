/** Where a stranger's lesson comes from: what was dropped or chosen, or an address of this site. All end as bytes by path, or as problems. */
import { limits } from '#lesson/format/limits'
import type { LessonProblem } from '#lesson/format/problem'
import { belongs, folderWords, type FolderBytes } from './folder-bytes.ts'
import type { Dropped } from './dropped.ts'
import { mostZipBytes, unzip } from './unzip.ts'

export type Gathered = FolderBytes | readonly LessonProblem[]

/** A file with its path in what was dropped or chosen. */
export interface NamedFile {
  readonly path: string
  readonly file: File
}

const isZip = (name: string): boolean => /\.zip$/i.test(name)
const tooMany = (found: string, expected: string): readonly LessonProblem[] => [{ file: folderWords, found, expected }]

/** Reads files: a zip, or those of a folder. Nothing is read of what is too large. */
export async function gatherFiles(given: readonly NamedFile[]): Promise<Gathered> {
  const [zip] = given
  if (zip && given.length === 1 && isZip(zip.file.name)) {
    if (zip.file.size > mostZipBytes) return [{ file: 'the zip', found: `${zip.file.size.toLocaleString('en')} bytes`, expected: `at most ${mostZipBytes.toLocaleString('en')}` }]
    return unzip(new Uint8Array(await zip.file.arrayBuffer()))
  }
  const files = given.filter(({ path }) => belongs(path))
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0)
  if (files.length > limits.files) return tooMany(`${files.length} files`, `at most ${limits.files}: the folder of one lesson`)
  if (bytes > limits.folderBytes) return tooMany(`${bytes.toLocaleString('en')} bytes`, `at most ${limits.folderBytes.toLocaleString('en')}`)
  return new Map(await Promise.all(files.map(async ({ path, file }) => [path, new Uint8Array(await file.arrayBuffer())] as const)))
}

/** Folders within folders that are looked into, and files that are counted, at most. */
const [mostDepth, mostCounted] = [4, 10 * limits.files]

/** The files of a drop, folders looked through. */
export const droppedFiles = ({ entries, files }: Dropped): Promise<readonly NamedFile[]> =>
  (entries.length > 0 ? walk(entries) : Promise.resolve(files.map((file) => ({ path: file.name, file }))))

async function walk(entries: readonly FileSystemEntry[], prefix = '', depth = 0, found: NamedFile[] = []): Promise<readonly NamedFile[]> {
  for (const entry of entries) {
    if (found.length > mostCounted) break
    const path = `${prefix}${entry.name}`
    if (entry.isFile) found.push({ path, file: await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)) })
    else if (depth < mostDepth && belongs(path)) await walk(await inDirectory(entry as FileSystemDirectoryEntry), `${path}/`, depth + 1, found)
  }
  return found
}

/** A directory gives its entries a hundred at a time. */
async function inDirectory(directory: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const [reader, all]: [FileSystemDirectoryReader, FileSystemEntry[]] = [directory.createReader(), []]
  while (all.length <= mostCounted) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) break
    all.push(...some)
  }
  return all
}

/** Files that were chosen, with the folder they lie in. */
export const chosenFiles = (files: FileList): readonly NamedFile[] => [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }))

/** Fetches a lesson of this site: a zip, or a folder, of which the files that its lesson.yaml, answers.yaml and text name are fetched. */
export async function gatherFrom(address: string): Promise<Gathered> {
  const url = ofThisSite(address)
  if (!url) return [{ file: 'the address', found: JSON.stringify(address.slice(0, 200)), expected: 'an address of this site, such as lessons/my-lesson.zip', mend: 'put the lesson beside this page, or drop its folder on the page' }]
  const most = isZip(url.pathname) ? mostZipBytes : limits.folderBytes
  if (isZip(url.pathname)) {
    const bytes = await fetched(url, most)
    return bytes instanceof Uint8Array ? unzip(bytes) : [bytes]
  }
  const folder = new URL(url.pathname.endsWith('/') ? url : `${url.origin}${url.pathname}/`)
  const files = new Map<string, Uint8Array>()
  const problems: LessonProblem[] = []
  let left: number = most
  const take = async (names: readonly string[]) => {
    for (const name of names) {
      if (files.has(name)) continue
      const bytes = await fetched(new URL(name, folder), left)
      if (!(bytes instanceof Uint8Array)) {
        problems.push({ ...bytes, file: name })
        continue
      }
      left -= bytes.length
      files.set(name, bytes)
    }
  }
  await take(['lesson.yaml', 'lesson.md', 'answers.yaml'])
  const all = [...files.values()].map((bytes) => new TextDecoder().decode(bytes)).join('\n')
  await take([...new Set([...all.matchAll(/(?<![\w/.-])[a-z0-9][a-z0-9-]*\.ya?ml\b/g)].map(([name]) => name))].slice(0, limits.files))
  await take([...new Set([...all.matchAll(/\]\(([\w-]+\.(?:svg|png|jpe?g|webp))\)/gi)].map(([, name]) => name!))].slice(0, limits.files))
  return problems.length > 0 ? problems : files
}

/** The address, if it is of this very site and has nothing in it but a path. */
function ofThisSite(address: string): URL | undefined {
  try {
    const url = new URL(address, document.baseURI)
    return url.origin === location.origin && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url : undefined
  } catch {
    return undefined
  }
}

/** Reads an answer piece by piece, so that one without end is given up at the limit. No detour to another site, no cookies. */
async function fetched(url: URL, most: number): Promise<Uint8Array | LessonProblem> {
  const problem = (found: string, expected: string): LessonProblem => ({ file: url.pathname, found, expected })
  try {
    const answer = await fetch(url, { redirect: 'error', credentials: 'omit' })
    if (!answer.ok) return problem(`${answer.status} ${answer.statusText}`.trim(), 'a file')
    const reader = answer.body!.getReader()
    const parts: Uint8Array[] = []
    let length = 0
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length
      parts.push(part.value)
      if (length > most) {
        await reader.cancel()
        return problem('too much', `at most ${limits.folderBytes.toLocaleString('en')} bytes in all`)
      }
    }
    return new Uint8Array(await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer())
  } catch (error) {
    return problem(error instanceof Error ? error.message : String(error), 'a file of this site')
  }
}
