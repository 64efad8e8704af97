import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { isLesson, parseLesson } from '#lesson/format/parse-lesson'
import { printProblem, type LessonProblem } from '#lesson/format/problem'
import { newLesson } from '#lesson/new-lesson'
import { readFolderBytes, type FolderBytes, type ReadFolder } from './folder-bytes.ts'
import { unzip } from './unzip.ts'

const lessonFiles = Object.fromEntries(Object.entries(newLesson('on-both-nodes')).map(([name, text]) => [name, strToU8(text)]))
const told = (result: FolderBytes | ReadFolder | readonly LessonProblem[]): readonly string[] => (Array.isArray(result) ? (result as readonly LessonProblem[]).map(printProblem) : [])
const unpacked = (zip: Uint8Array): FolderBytes => {
  const files = unzip(zip)
  if (!(files instanceof Map)) throw new Error(told(files).join('\n'))
  return files
}
const inFolder = (folder: string, files: Readonly<Record<string, Uint8Array>>) => Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`${folder}/${name}`, bytes]))

test.each([
  ['packed', zipSync(lessonFiles)],
  ['stored', zipSync(lessonFiles, { level: 0 })],
  ['with its folder, and what a Mac puts beside it', zipSync({ ...inFolder('my lesson', lessonFiles), '__MACOSX/my lesson/._lesson.yaml': strToU8('x'), 'my lesson/.DS_Store': strToU8('x') })],
  ['from a Windows that writes \\', zipSync(Object.fromEntries(Object.entries(lessonFiles).map(([name, bytes]) => [`my\\${name}`, bytes])))],
])('a lesson comes out of its zip: %s', (_, zip) => {
  const read = readFolderBytes(unpacked(zip))
  expect('files' in read && isLesson(parseLesson(read.files)) && read.files.texts).toEqual(newLesson('on-both-nodes'))
})

/** The zip with the size that it says of its only file put in another way. */
function lyingZip(text: Uint8Array, said: number): Uint8Array {
  const zip = zipSync({ 'lesson.yaml': text })
  const view = new DataView(zip.buffer, zip.byteOffset)
  for (let at = 0; at + 4 < zip.length; at++) {
    const signature = view.getUint32(at, true)
    if (signature === 0x04034b50) view.setUint32(at + 22, said, true)
    if (signature === 0x02014b50) view.setUint32(at + 24, said, true)
  }
  return zip
}

describe('what is wrong with a zip is said, and nothing of it is unpacked beyond the limit', () => {
  const bomb = new Uint8Array(300_000_000)
  test.each<[string, Uint8Array, readonly string[]]>([
    ['no zip', strToU8('PK, but no zip'), ['the zip: found invalid zip data, expected a zip']],
    ['too long', new Uint8Array(1_300_000), ['the zip: found 1,300,000 bytes, expected at most 1,200,000 bytes']],
    ['a bomb that says so', zipSync({ 'lesson.yaml': bomb.subarray(0, 100_000_000) }), ['the zip: found 100,000,000 bytes when unpacked, expected at most 1,000,000 bytes']],
    ['a bomb that does not', lyingZip(bomb.subarray(0, 100_000_000), 10), ['the zip: found more than 1,000,000 bytes when unpacked, expected at most 1,000,000 bytes']],
    ['a way out', zipSync({ '../lesson.yaml': strToU8('x') }), ['the zip: found a file "../lesson.yaml", expected names of letters, digits, . _ - within the folder; give it another name'.replace('the zip', 'the folder')]],
    ['a way out that Windows takes', zipSync({ 'a\\..\\..\\lesson.yaml': strToU8('x') }), ['the folder: found a file "a/../../lesson.yaml", expected names of letters, digits, . _ - within the folder; give it another name']],
    ['a root', zipSync({ '/etc/passwd': strToU8('x') }), ['the folder: found a file "/etc/passwd", expected names of letters, digits, . _ - within the folder; give it another name']],
    ['a name of JavaScript', zipSync({ '__proto__.yaml': strToU8('x') }), ['the folder: found a file "__proto__.yaml", expected names of letters, digits, . _ - within the folder; give it another name']],
    ['many files', zipSync(Object.fromEntries(Array.from({ length: 61 }, (_, at) => [`f${at}.md`, strToU8('x')]))), ['the zip: found 61 files, expected at most 60']],
    ['very many files', zipSync(Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`f${at}.md`, strToU8('x')]))), ['the zip: found more than 600 files, expected a zip']],
    ['a zip in a zip', zipSync({ ...lessonFiles, 'more.zip': zipSync(lessonFiles) }), ['the zip: found a packed file more.zip in it, expected files of one lesson; take it away']],
    ['damaged', zipSync(lessonFiles).map((byte, at) => (at > 60 && at < 90 ? 0xff : byte)), [expect.stringMatching(/^the zip: found what cannot be unpacked: /) as unknown as string]],
  ])('%s', (_, zip, expected) => expect(told(unzip(zip))).toEqual(expected))
})

describe('a folder', () => {
  const folder = (files: Readonly<Record<string, Uint8Array | string>>): FolderBytes => new Map(Object.entries(files).map(([name, bytes]) => [name, typeof bytes === 'string' ? strToU8(bytes) : bytes]))
  const svg = (inside: string, attributes = '') => ({ ...lessonFiles, 'a.svg': `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" ${attributes}>${inside}</svg>` })
  const plain = 'expected a drawing of shapes and text only; export it as a plain SVG, or as PNG'
  test.each<[string, Readonly<Record<string, Uint8Array | string>>, readonly string[]]>([
    ['without a lesson', { 'a.md': 'x' }, ['the folder: found no lesson.yaml, expected the folder of one lesson']],
    ['of two lessons', { 'a/lesson.yaml': 'x', 'b/lesson.yaml': 'y' }, ['the folder: found 2 lessons: a/lesson.yaml, b/lesson.yaml, expected the folder of one lesson']],
    ['with another encoding', { ...lessonFiles, 'lesson.md': new Uint8Array([0xff, 0xfe, 0x41, 0x00]) }, ['lesson.md: found bytes that are no text, expected UTF-8; save it as UTF-8']],
    ['with a program', { ...lessonFiles, 'run.exe': 'MZ' }, ['run.exe: found a file of another kind, expected texts (.md, .yaml) and pictures (.svg, .png, .jpg, .jpeg, .webp); take it away']],
    ['with a picture that is none', { ...lessonFiles, 'a.png': '<html>' }, ['a.png: found something else, expected a picture of type image/png; export it anew']],
    ['with shapes', svg('<!-- a node --><rect width="3" height=\'3\' fill="url(#a)"/><use href="#b"/><text>a &amp; b</text>'), []],
    ['with a script', svg('<script>alert(1)</script>'), [`a.svg: found <script>, ${plain}`]],
    ['with an act', svg('<rect onload="alert(1)"/>'), [`a.svg: found onload=, ${plain}`]],
    ['with an act at its root', svg('', 'onload=alert(1)'), [expect.stringMatching(/^a\.svg: found <svg.*onload=alert/) as unknown as string]],
    ['with a page in it', svg('<foreignObject><iframe src="x"/></foreignObject>'), [`a.svg: found <foreignObject>, ${plain}`]],
    ['with something to fetch', svg('<use xlink:href="https://example.com/a.svg#b"/>'), [`a.svg: found xlink:href="https://example.com/a.svg#b", ${plain}`]],
    ['with something to fetch in a style', svg('<rect style="fill:url(https://example.com/x)"/>'), [`a.svg: found style="fill:url(https://example.com/x)", ${plain}`]],
    ['with a mile of nothing', svg(`<g ${'a'.repeat(300_000)}>`), []],
    ['with entities', { ...lessonFiles, 'a.svg': '<!DOCTYPE svg [<!ENTITY a "b">]><svg></svg>' }, [`a.svg: found <!DOCTYPE, ${plain}`]],
    ['with a style sheet', { ...lessonFiles, 'a.svg': '<?xml-stylesheet href="https://example.com/a.css"?><svg></svg>' }, [`a.svg: found <?xml-stylesheet, ${plain}`]],
    ['with markup that hides in another', svg('<text a="<script>">x</text><g a=">" onclick="x">'), [expect.stringMatching(/^a\.svg: found (onclick=|<)/) as unknown as string]],
  ])('%s', (_, files, expected) => expect(told(readFolderBytes(folder(files)))).toEqual(expected))
})
