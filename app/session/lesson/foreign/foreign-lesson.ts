/**
 * Lessons from elsewhere: read, and kept in this browser as long as somebody wants them. Each goes by
 * its id and a hash of its content, so that it stands in nobody's way: not in that of a lesson of the
 * course with the same id, nor in that of its own earlier self.
 */
import { contentHash } from '#lesson/content-hash'
import type { CourseLesson } from '#lesson/course'
import { isLesson, parseLesson } from '#lesson/format/parse-lesson'
import type { LessonProblem } from '#lesson/format/problem'
import { localQuickShelf } from '../../quick-shelf.ts'
import { openShelf, type Shelf } from '../../shelf.ts'
import { readFolderBytes, type FolderBytes, type ReadFolder } from './folder-bytes.ts'
import { pictureType } from './pictures.ts'

/** A lesson from elsewhere, as it is listed. */
export interface KeptLesson {
  /** `dead-node@0123456789abcdef`: names it in sessions and progress. */
  readonly key: string
  readonly title: string
  /** The file or folder, or the address. */
  readonly from: string
}

const nameOf = (key: string): string => `lesson.${key}`
let shelf: Promise<Shelf> | undefined
const theShelf = (): Promise<Shelf> => (shelf ??= openShelf(localQuickShelf))

/** Addresses of pictures, by the lesson's key and their file. */
const pictureUrls = new Map<string, Readonly<Record<string, string>>>()

/** Where the page finds a picture of a lesson from elsewhere. */
export const foreignPictureUrl = (key: string, file: string): string | undefined => {
  const urls = pictureUrls.get(key)
  return urls && Object.hasOwn(urls, file) ? urls[file] : undefined
}

/** What is written down of one. */
interface Written {
  readonly title: string
  readonly from: string
  readonly texts: Readonly<Record<string, string>>
  /** In base64. */
  readonly pictures: Readonly<Record<string, string>>
}

/** Reads a folder and keeps it, or says all that is wrong with it. */
export async function takeIn(from: string, folder: FolderBytes): Promise<KeptLesson | readonly LessonProblem[]> {
  const read = readFolderBytes(folder)
  if (!isReadFolder(read)) return read
  const parsed = parseLesson(read.files)
  if (!isLesson(parsed)) return parsed
  const pictures = Object.fromEntries(Object.entries(read.pictures).map(([name, bytes]) => [name, toBase64(bytes)]))
  const key = `${parsed.id}@${contentHash(JSON.stringify([sorted(read.files.texts), sorted(pictures)]))}`
  const written: Written = { title: parsed.title, from, texts: read.files.texts, pictures }
  await (await theShelf()).write({ [nameOf(key)]: JSON.stringify(written) })
  return { key, title: parsed.title, from }
}

const isReadFolder = (read: ReadFolder | readonly LessonProblem[]): read is ReadFolder => !Array.isArray(read)
const sorted = (files: Readonly<Record<string, string>>): readonly (readonly [string, string])[] => Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))

/** A lesson that was taken in before. Rejects where this browser does not have it. */
export async function foreignLesson(key: string): Promise<CourseLesson> {
  const text = await (await theShelf()).read(nameOf(key))
  if (text === undefined) throw new Error(`the lesson ${key.split('@')[0]} is not part of the course and was not opened in this browser: drop its folder or zip on the page, then open this again`)
  // Our own writing, but storage is open to whoever sits at the browser: it goes through the same door.
  const { texts, pictures } = JSON.parse(text) as Written
  const bytes = [...Object.entries(texts).map(([name, each]) => [name, new TextEncoder().encode(each)] as const), ...Object.entries(pictures).map(([name, each]) => [name, fromBase64(each)] as const)]
  const read = readFolderBytes(new Map(bytes))
  if (!isReadFolder(read)) throw new Error(`the lesson ${key} cannot be read any more`)
  const lesson = parseLesson(read.files)
  if (!isLesson(lesson)) throw new Error(`the lesson ${key} cannot be read by this version of the lab: ${lesson.length} problems`)
  if (!pictureUrls.has(key)) pictureUrls.set(key, Object.fromEntries(Object.entries(read.pictures).map(([name, each]) => [name, URL.createObjectURL(new Blob([each as Uint8Array<ArrayBuffer>], { type: pictureType(name)! }))])))
  return { lesson, folder: key, files: read.files }
}

/** All that were taken in. */
export async function foreignLessons(): Promise<readonly KeptLesson[]> {
  const from = await theShelf()
  const names = await from.names(nameOf(''))
  const texts = await Promise.all(names.map((name) => from.read(name)))
  return texts.flatMap((text, at) => {
    if (text === undefined) return []
    const { title, from: source } = JSON.parse(text) as Written
    return [{ key: names[at]!.slice(nameOf('').length), title, from: source }]
  }).sort((a, b) => a.title.localeCompare(b.title))
}

/** Throws one away; sessions that were begun with it cannot be opened any more. */
export const throwAway = async (key: string): Promise<void> => (await theShelf()).remove(nameOf(key))

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
