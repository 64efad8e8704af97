import { describe, expect, test } from 'vitest'
import { StartStates } from './course.ts'
import { isLesson, parseLesson } from './format/parse-lesson.ts'
import { newLesson } from './new-lesson.ts'
import { proofsOf } from './prove.ts'

/** What the proof of the solution says of the small lesson with a prediction before its task. */
function saidOf(choices: string, measure = 'size(nodes)'): readonly string[] {
  const files = newLesson('x')
  const predict = `  - {id: guess, title: Guess, predict: {ask: How many nodes?, choices: [${choices}], acts: [{join: [node-3]}], measure: '${measure}'}}\n`
  const texts = { ...files, 'lesson.yaml': files['lesson.yaml']!.replace('tasks:\n', `tasks:\n${predict}`), 'lesson.md': `:::task{#guess}\nGuess.\n:::\n\n${files['lesson.md']!}` }
  const lesson = parseLesson({ texts, pictures: {} })
  if (!isLesson(lesson)) throw new Error(JSON.stringify(lesson))
  return proofsOf(lesson, new StartStates([lesson])).find(({ name }) => name === 'the solution passes under seed 1')!.run()
}

describe('the proof of a prediction', () => {
  test.each([
    ['what comes out is a choice', '2, 3', undefined, []],
    ['it is none', '2, 4', undefined, ['guess: 3 comes out, which is no choice']],
    ['it has no value', '2, 3', 'ds("none").spec.minReadySeconds', [expect.stringMatching(/^guess: undefined comes out, which is no choice \(/)]],
    ['it is the false idea', '2, {value: 3, tag: M01}', undefined, ['guess: 3 comes out, which is tagged as a false idea, M01']],
  ])('%s', (_, choices, measure, said) => {
    expect(saidOf(choices, measure)).toEqual(said)
  })
})
