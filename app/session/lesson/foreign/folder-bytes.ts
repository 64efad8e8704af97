/**
 * A stranger's folder as bytes → texts and pictures for `parseLesson`, or all that is wrong with it.
 * Nothing in it is believed: names, encodings, sizes and the content of pictures are looked at here.
 */
import { limits } from '#lesson/format/limits'
import type { LessonProblem } from '#lesson/format/problem'
import type { LessonFiles } from '#lesson/lesson'
import { pictureProblem, pictureTypes } from './pictures.ts'

/** Files by path, as they came. */
export type FolderBytes = ReadonlyMap<string, Uint8Array>

/** A lesson's folder, read. */
export interface ReadFolder {
  readonly files: LessonFiles
  /** By name: what the page shows as a picture. */
  readonly pictures: Readonly<Record<string, Uint8Array>>
}

export const folderWords = 'the folder'
const isText = (path: string): boolean => /\.(md|ya?ml|json)$/i.test(path)
/** What systems put beside one's files without asking. */
const isClutter = (path: string): boolean => /(^|\/)(\.[^/.][^/]*|__MACOSX|Thumbs\.db|desktop\.ini)(\/|$)/i.test(path)
const plainName = /^[\p{L}\p{N}][\p{L}\p{N}._ -]{0,99}$/u

/** What is wrong with a path; undefined where nothing is. Paths are never used on a disk; one that leads out of the folder is still none of ours. */
export function pathProblem(path: string): LessonProblem | undefined {
  if (path.split('/').every((part) => plainName.test(part) && !part.endsWith('.'))) return undefined
  return { file: folderWords, found: `a file ${JSON.stringify(path.slice(0, 120))}`, expected: 'names of letters, digits, . _ - within the folder', mend: 'give it another name' }
}

/** Is this a file that a lesson may have? Clutter of the system is not, and not a problem either. */
export const belongs = (path: string): boolean => !path.endsWith('/') && !isClutter(path)

/** Reads the one lesson that is in a folder; the folder may lie in others, and its neighbours are left out. */
export function readFolderBytes(folder: FolderBytes): ReadFolder | readonly LessonProblem[] {
  const paths = [...folder.keys()].filter(belongs)
  const problems: LessonProblem[] = paths.flatMap((path) => pathProblem(path) ?? [])
  if (problems.length > 0) return problems.slice(0, limits.problems)
  const lessons = paths.filter((path) => /(^|\/)lesson\.yaml$/.test(path))
  if (lessons.length !== 1) return [{ file: folderWords, found: lessons.length === 0 ? 'no lesson.yaml' : `${lessons.length} lessons: ${lessons.slice(0, 5).join(', ')}`, expected: 'the folder of one lesson' }]
  const root = lessons[0]!.slice(0, -'lesson.yaml'.length)
  const [texts, pictures]: [[string, string][], [string, Uint8Array][]] = [[], []]
  for (const path of paths.filter((each) => each.startsWith(root))) {
    const [name, bytes] = [path.slice(root.length), folder.get(path)!]
    if (isText(name)) {
      const text = textOf(bytes)
      if (text === undefined) problems.push({ file: name, found: 'bytes that are no text', expected: 'UTF-8', mend: 'save it as UTF-8' })
      else texts.push([name, text])
    } else if (pictureTypes[extensionOf(name)] !== undefined) {
      const problem = pictureProblem(name, bytes)
      if (problem) problems.push(problem)
      else pictures.push([name, bytes])
    } else problems.push({ file: name, found: 'a file of another kind', expected: `texts (.md, .yaml) and pictures (${Object.keys(pictureTypes).map((each) => `.${each}`).join(', ')})`, mend: 'take it away' })
  }
  if (problems.length > 0) return problems
  return { files: { texts: Object.fromEntries(texts), pictures: Object.fromEntries(pictures.map(([name, { length }]) => [name, length])) }, pictures: Object.fromEntries(pictures) }
}

/** The ending of a name in lower case, without its dot. */
export const extensionOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase()

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n')
  } catch {
    return undefined
  }
}
