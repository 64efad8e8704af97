import { expect, test } from 'vitest'
import type { LabAct } from '#timeline/lab-act'
import { newWorld } from '#timeline/world'
import { StartStates } from './course.ts'
import { beginFollowing, followAct, followTime, whatIfsDue, type Followed } from './follow.ts'
import { isLesson, parseLesson } from './format/parse-lesson.ts'
import { readFolder } from './lesson-folders-cli.ts'

const { texts, pictures } = readFolder(new URL('../../lessons/1-one-pod-per-node/1-first-daemonset', import.meta.url).pathname)
const parsed = parseLesson({ texts, pictures })
if (!isLesson(parsed)) throw new Error('the first lesson cannot be read')
const lesson = parsed
const begin = (): Followed => beginFollowing(lesson, newWorld(new StartStates([lesson]).of(lesson).cluster, lesson.files))

function passTo(followed: Followed, untilMs: number): Followed {
  let now = followed
  while (now.world.cluster.nowMs < untilMs) now = followTime(lesson, now, untilMs)
  return now
}
const status = ({ attempt }: Followed, task: string) => attempt.tasks[task]!.status

const guess: LabAct = { answer: { task: 'guess', choice: '1' } }
const applied: LabAct = {
  shell: 'shell-1', line: 'kubectl apply -f manifest.yaml',
  files: { 'manifest.yaml': lesson.files['manifest.yaml']!.replace(/kind: #.*/, 'kind: DaemonSet').replace(/matchLabels: #.*/, 'matchLabels: {app: agent}') },
}

test('an answer is an act: it changes the attempt and not the cluster', () => {
  const before = begin()
  const after = followAct(lesson, before, guess)
  expect([status(before, 'guess'), status(after, 'guess'), status(after, 'apply')]).toEqual(['open', 'passed', 'open'])
  expect(after.attempt.tasks['guess']!.answers).toMatchObject([{ choice: '1', right: false, tag: 'M08', measured: { value: 3 } }])
  expect(after.world).toBe(before.world)
})

test('a line of the terminal counts as the act that it is, and what-ifs are due once the cluster is calm', () => {
  const start = followAct(lesson, begin(), guess)
  const entered = followAct(lesson, start, applied)
  expect(entered.attempt.tasks['apply']!.memory!.acts.map(({ words, refused }) => ({ words, refused }))).toEqual([{ words: 'kubectl apply -f manifest.yaml', refused: false }])
  expect(whatIfsDue(lesson, entered)).toEqual([])
  const later = passTo(entered, entered.world.cluster.nowMs + 30_000)
  expect(later.attempt.tasks['apply']!.outcomes.map(({ passed }) => passed)).toEqual([true, false])
  expect(whatIfsDue(lesson, later).map(({ task, whatIf }) => `${task}: ${whatIf.name}`)).toEqual(['apply: node-4 joins'])
})

test('a moment is the same however one comes to it', () => {
  const from = followAct(lesson, followAct(lesson, begin(), guess), applied)
  const [atMs, nowMs] = [from.world.cluster.nowMs + 10_000, from.world.cluster.nowMs]
  const [straight, inSteps] = [passTo(from, atMs), [300, 1_700, 4_100, 10_000].reduce((now, ms) => passTo(now, nowMs + ms), from)]
  expect(inSteps.attempt.tasks).toEqual(straight.attempt.tasks)
})
