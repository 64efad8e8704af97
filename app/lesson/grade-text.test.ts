import { describe, expect, test } from 'vitest'
import type { TimedAct } from '#timeline/branch'
import { recordingOf } from '#timeline/recording'
import { currentBranch, firstLine, openTimeline, perform, seek } from '#timeline/timeline'
import { StartStates } from './course.ts'
import { gradeText } from './grade-text.ts'
import { lessonWith, logs } from './lesson.fixture.ts'
import type { Lesson } from './lesson.ts'
import { lessonHash, workOf } from './work.ts'

const lesson = lessonWith(`- id: guess
  title: Guess
  predict: {ask: How many?, choices: [{value: 1, tag: T}, 2, 3], acts: [{apply: manifest.yaml}, {wait: 60s}], measure: size(pods("ds/logs"))}
- id: run
  title: Run
  checks:
    - {podOnEvery: {of: ds/logs}, within: 60s}
    - whatIf: {name: node-4 joins, acts: [{join: [node-4]}], then: [{podOnEvery: {of: ds/logs, nodes: [node-4]}, within: 60s}]}
  hints: [{text: Hm., tag: T}]
`)
const starts = new StartStates([lesson])
const { cluster } = starts.of(lesson)
const log = () => ({ note: () => {}, happenings: [] })
const begun = () => openTimeline(firstLine({ seed: cluster.seed, nodes: [], readyAtMs: cluster.nowMs, lesson: lesson.id }), log, undefined, { cluster, files: lesson.files })

/** A session as the page has it, in which all is done. */
function session() {
  let timeline = perform(begun(), { answer: { task: 'guess', choice: '3' } })[0]
  timeline = perform(seek(timeline, cluster.nowMs + 4_321), { shell: 'shell-1', line: 'kubectl apply -f manifest.yaml', files: { 'manifest.yaml': logs } })[0]
  return seek(timeline, cluster.nowMs + 30_000)
}
const work = () => workOf(lesson, currentBranch(session()), { run: 2 })
const graded = (value: unknown, of: Lesson = lesson, all = starts) => gradeText(typeof value === 'string' ? value : JSON.stringify(value), of, all)

test('what the page exports is graded as the page has shown it', () => {
  expect(graded(work())).toEqual({
    lesson: 'test', passed: true, score: { raw: 3, max: 3 },
    tasks: [
      { id: 'guess', passed: true, attempts: 1, hints: 0, points: 1, of: 1, passedAtMs: cluster.nowMs, rightAtOnce: false, misconceptions: [] },
      { id: 'run', passed: true, attempts: 1, hints: 2, points: 2, of: 2, passedAtMs: expect.any(Number) as number, misconceptions: [] },
    ],
  })
})

test('the file of a whole session is taken as well', () => {
  expect(graded(recordingOf(session(), ''))).toMatchObject({ passed: true, score: { raw: 3, max: 3 } })
})

test('what was only watched is not done', () => {
  let timeline = perform(begun(), { watch: 'the solution' })[0]
  timeline = perform(timeline, { answer: { task: 'guess', choice: '2' } })[0]
  const { steps, untilMs } = workOf(lesson, currentBranch(seek(timeline, cluster.nowMs + 60_000)))
  expect([steps, untilMs]).toEqual([[], cluster.nowMs])
})

test('another wording is the same lesson, another check or file is not', () => {
  const [task] = lesson.tasks
  expect(lessonHash({ ...lesson, title: 'Other', after: ['Other.'], prose: [], translations: { de: { strings: {} } }, answers: { solution: [], wrong: [] } })).toBe(lessonHash(lesson))
  expect(lessonHash({ ...lesson, tasks: [{ ...task!, title: 'Other' }, ...lesson.tasks.slice(1)] })).toBe(lessonHash(lesson))
  expect(lessonHash({ ...lesson, tasks: [task!] })).not.toBe(lessonHash(lesson))
  expect(lessonHash({ ...lesson, files: { ...lesson.files, 'manifest.yaml': '' } })).not.toBe(lessonHash(lesson))
  expect(lessonHash({ ...lesson, start: { ...lesson.start, seed: 2 } })).not.toBe(lessonHash(lesson))
})

describe('whoever tries to get around it is told why there is no grade', () => {
  const limited: Lesson = { ...lesson, allow: { machines: ['join'] } }
  const limitedStarts = new StartStates([limited])
  const made = work()
  const other = recordingOf(session(), '')
  const act = (each: TimedAct['act']) => ({ ...made, lessonHash: undefined, steps: [{ atMs: made.untilMs, act: each }] })
  test.each<[string, unknown, unknown]>([
    ['no JSON', 'passed: true', { error: 'it cannot be read', problems: [{ where: '', found: expect.stringContaining('is not valid JSON') as string, expected: 'a recording as JSON' }] }],
    ['an empty file', '', { error: 'it cannot be read', problems: [{ where: '', found: 'Unexpected end of JSON input', expected: 'a recording as JSON' }] }],
    ['something else', [1], { error: 'it cannot be read', problems: [{ where: '', found: '[1]', expected: 'an object with version, lesson, lessonHash, steps, untilMs' }] }],
    ['a grade of his own', { ...made, passed: true }, { error: 'it cannot be read', problems: [{ where: 'passed', found: 'true', expected: 'no such field; known are version, lesson, lessonHash, steps, untilMs' }] }],
    ['a start of his own', { ...made, start: { nodes: [] } }, { error: 'it cannot be read', problems: [{ where: 'start', found: '{"nodes":[]}', expected: 'no such field; known are version, lesson, lessonHash, steps, untilMs' }] }],
    ['times that go backwards', { ...made, steps: [made.steps[1], made.steps[0]] }, { error: 'it cannot be read', problems: [{ where: 'steps[1].atMs', found: String(cluster.nowMs), expected: 'steps in order of time' }] }],
    ['a time before the lesson', { ...made, steps: [{ ...made.steps[0], atMs: 5 }] }, { error: 'it cannot be read', problems: [{ where: 'steps[0].atMs', found: '5', expected: `at least ${cluster.nowMs}: the lesson begins then` }] }],
    ['an end before its steps', { ...made, untilMs: 0 }, { error: 'it cannot be read', problems: [{ where: 'untilMs', found: '0', expected: expect.stringMatching(/^at least \d+$/) as string }] }],
    ['years of virtual time', { ...made, untilMs: 1e12 }, { error: 'it cannot be read', problems: [{ where: 'untilMs', found: '1000000000000', expected: 'a whole number from 0 to 86400000' }] }],
    ['more steps than anybody does', { ...made, steps: Array.from({ length: 5_001 }, () => ({ atMs: 1, hint: 'run' })) }, { error: 'it cannot be read', problems: [{ where: 'steps', found: '5001 entries', expected: 'at most 5000' }] }],
    ['a file without end', `{"steps": "${'x'.repeat(5_000_000)}"}`, { error: 'it cannot be read', problems: [{ where: '', found: '5000013 characters', expected: 'at most 4000000' }] }],
    ['another lesson', { ...made, lesson: 'easy' }, { error: 'it is of lesson easy, not of test' }],
    ['another version', { ...made, lessonHash: '0123456789abcdef' }, { error: `it was made with another version of the lesson: 0123456789abcdef; this one is ${lessonHash(lesson)}` }],
    ['a lesson that is an object', { ...made, lesson: { toString: 'test' } }, { error: 'it cannot be read', problems: [{ where: 'lesson', found: '{"toString":"test"}', expected: 'text' }] }],
    ['a million pods', { ...act({ shell: '1', line: 'kubectl create deployment web --image=nginx --replicas=1000000' }), untilMs: made.untilMs + 60_000 }, { error: 'it was not played to its end: more than 60,000 objects are changed' }],
    ['a session of a sandbox', { ...other, start: { ...other.start, lesson: undefined } }, { error: 'it is a session without a lesson' }],
    ['a session that goes on from a lesson', { ...other, start: { ...other.start, free: true } }, { error: 'it is a session without a lesson' }],
    ['a session with another start', { ...other, start: { ...other.start, nodes: [{ name: 'node-9' }] } }, { error: 'it does not begin as the lesson does: its start was changed, or it was made with another version of the lesson' }],
    ['a session of another lesson', { ...other, start: { ...other.start, lesson: 'easy@1' } }, { error: 'it is of lesson easy, not of test' }],
  ])('%s', (_, value, expected) => {
    expect(graded(value)).toEqual(expected)
  })

  test('an act that the page would have refused', () => {
    expect(graded(act({ leave: ['node-3'] }), limited, limitedStarts)).toEqual({ error: 'the page did not write this: steps[0] does what it would have refused: this lesson leaves out removing nodes; it allows adding nodes' })
    expect(graded(act({ join: [{ name: 'node-5' }] }), limited, limitedStarts)).toMatchObject({ passed: false })
  })

  test('names of JavaScript as tasks do nothing', () => {
    expect(graded({ ...made, steps: [{ atMs: made.untilMs, answer: { task: '__proto__', choice: 'constructor' } }, { atMs: made.untilMs, hint: '__proto__' }] })).toMatchObject({ passed: false, score: { raw: 0, max: 3 } })
  })
})
