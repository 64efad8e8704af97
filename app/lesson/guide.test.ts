import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { StartStates } from './course.ts'
import { isLesson, parseLesson } from './format/parse-lesson.ts'
import { newLesson } from './new-lesson.ts'
import { proofsOf } from './prove.ts'

/** The author's guide: its files in the order in which they are shown, a later one in place of an earlier. */
const guide = readFileSync(new URL('../../lessons/README.md', import.meta.url), 'utf8')
const blocks = [...guide.matchAll(/^```\w+ title="([^"]+)"\n(.*?)^```$/gms)].map(([, file, text]) => ({ file: file!, text: text! }))
const shown = (count: number) => Object.fromEntries(blocks.slice(0, count).filter(({ file }) => file !== 'check').map(({ file, text }) => [file, text]))
const firstCheck = blocks.findIndex(({ file }) => file === 'check')

/** What the proofs of these files find, as `check` prints it. */
function proven(files: Readonly<Record<string, string>>): readonly string[] {
  const parsed = parseLesson({ texts: files, pictures: {} })
  if (!isLesson(parsed)) throw new Error(JSON.stringify(parsed))
  return proofsOf(parsed, new StartStates([parsed])).flatMap(({ name, run }) => {
    const problems = run()
    return problems.length > 0 ? [name, ...problems] : []
  })
}

test('the lesson of the guide fails where the guide says so', () => {
  expect(proven(shown(firstCheck)).join('\n')).toBe(blocks[firstCheck]!.text.trim())
})

test('and is whole in the end: the one that `new` makes', () => {
  expect(shown(blocks.length)).toEqual(newLesson('on-both-nodes'))
  expect(proven(newLesson('on-both-nodes'))).toEqual([])
})
