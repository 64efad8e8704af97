/** `lesson.yaml`, `chapter.yaml` and `answers.yaml`: which fields they have. */
import { lessonActs } from './act-fields.ts'
import { machineActNames } from '#cluster/rules'
import { check, expression } from './check-fields.ts'
import { limits } from './limits.ts'
import { toId } from './mend.ts'
import { anything, duration, eitherOf, fields, isRecord, listOf, mapOf, matching, needed, oneOf, optional, text, wholeNumber, yesOrNo, type Read, type Schema } from './schema.ts'

const id = matching(/^(?!constructor$)[a-z][a-z0-9-]{0,59}$/, 'an id in lower case such as dead-node', (value) => (typeof value === 'string' && /^[a-z][a-z0-9-]{0,59}$/.test(toId(value)) && toId(value) !== 'constructor' ? `did you mean ${toId(value)}?` : undefined))
const fileName = matching(/^[a-z0-9][a-z0-9-]*\.ya?ml$/, 'a file of the folder such as cluster.yaml')
const tag = text(40, 'a tag such as M05')
const path = text(300, 'a path such as spec.selector')

const image = fields('how an image behaves', {
  image: needed(text(200), 'Which images: `agent:2.0`, or with `*` for any run of characters. An image that neither a lesson nor the lab lists is not found.'),
  pull: optional(duration(limits.virtualMs), 'How long a node that does not have it takes to pull it. Absent: 1s.'),
  megabytes: optional(wholeNumber(1, 100_000), 'Its size, as the event tells it. Absent: 20.'),
  ready: optional(eitherOf<number | 'never'>('a duration, or never', [duration(limits.virtualMs), oneOf('never')], (value) => (value === 'never' ? oneOf('never') : duration(limits.virtualMs))), 'From its start until its readiness probe succeeds; `never`: it never does. Without a probe a container is ready at once. Absent: 800ms.'),
  exits: optional(fields('how it ends', {
    after: needed(duration(limits.virtualMs), 'How long it runs.'),
    code: optional(wholeNumber(0, 255), 'Its exit code. Absent: 0.'),
  }), 'Absent: it keeps running.'),
  stop: optional(duration(limits.virtualMs), 'From SIGTERM to its end; longer than the grace period: it is killed. Absent: 1200ms.'),
})
export type LessonImage = Read<typeof image>

const start = fields('the start state', {
  from: optional(id, 'The end of that lesson\'s solution. Then `cluster` is absent.'),
  cluster: optional(fileName, 'A file of objects as `kubectl apply` takes them; Nodes in it join first. Absent: no node.'),
  manifest: optional(fileName, 'What the editor opens with.'),
  acts: optional(lessonActs, 'What happens then, before the student sees it.'),
  seed: optional(wholeNumber(0, 2 ** 32 - 1), 'Decides generated names and every order that Kubernetes leaves open. Absent: 1.'),
  images: optional(listOf(image, 50), 'What images do; asked before those that the lab knows.'),
})

const hint = fields('a hint', {
  when: optional(expression, 'Shown before the plain hints while this is true.'),
  text: needed(text(600), 'What it says. It leads on and never gives the answer.'),
  tag: optional(tag, 'The misconception it is about.'),
})
export type Hint = Read<typeof hint>

const choiceFields = fields('a choice', {
  value: needed(anything, 'What is measured if it is right: a number, a text, true or false.'),
  text: optional(text(300), 'How it is shown. Absent: the value.'),
  tag: optional(tag, 'The misconception that leads to it.'),
  why: optional(text(600), 'What is said to who chose it, once it was measured.'),
})
const choice: Schema<Read<typeof choiceFields>> = eitherOf<Read<typeof choiceFields>>('a value, or value with text, tag, why', [anything as typeof choiceFields, choiceFields], (value) =>
  isRecord(value) ? choiceFields : { ...choiceFields, read: (each) => ({ value: each }) })

const predict = fields('a prediction', {
  ask: needed(text(400), 'The question.'),
  choices: needed(listOf(choice, 8, 2), 'What can be answered.'),
  acts: needed(lessonActs, 'What then happens to a copy of the cluster.'),
  measure: needed(expression, 'What is read off the copy at the end; it is compared with the answer.'),
  explain: optional(text(800), 'Why it came so; shown with the outcome.'),
})
const choose = fields('a question', {
  ask: needed(text(400), 'The question.'),
  options: needed(listOf(fields('an option', {
    id: needed(id, 'Its name in answers and recordings.'),
    text: needed(text(300), 'The answer.'),
    right: optional(yesOrNo, 'True for those that are right.'),
    tag: optional(tag, 'The misconception that leads to it.'),
    why: needed(text(600), 'Why it is right, or not.'),
  }), 8, 2), 'What can be answered.'),
})

const task = fields('a task', {
  id: needed(id, 'Where the text speaks of it: `:::task{#id}`. Never changes: links, progress and grades hang on it.'),
  title: needed(text(100), 'A few words for the task list.'),
  needs: optional(listOf(id, limits.tasks), 'Tasks that must have passed before this one begins. Absent: the task before; `[]`: none.'),
  predict: optional(predict, 'A guess before something is shown, compared with what then happens on a copy. Any answer passes; a wrong one is explained.'),
  choose: optional(choose, 'A question with answers of which one is right. It passes when that one is chosen.'),
  checks: optional(listOf(check, limits.checks, 1), 'What must hold, all of it at the same time.'),
  hints: optional(listOf(hint, limits.hints), 'Shown one at a time: those whose `when` holds first, then the plain ones.'),
  fail: optional(fields('when it is lost', {
    when: needed(expression, 'The task can no longer be solved.'),
    text: needed(text(400), 'What is said then, with an offer to undo.'),
  }), 'When undo is offered.'),
  points: optional(wholeNumber(0, 100), 'What a question is worth. Absent: 1; checks have their own.'),
  optional: optional(yesOrNo, 'True: the lesson is complete without it.'),
})
export type Task = Read<typeof task>

const allow = fields('what is allowed', {
  kubectl: optional(listOf(id, 50), 'Verbs, such as `get`; buttons that stand for a line of kubectl go with its verb. Absent: all.'),
  machines: optional(listOf(oneOf(...machineActNames), machineActNames.length), 'What may befall machines and pods. Absent: all.'),
})

/** Regions of the lab. */
export const panels = oneOf('lesson', 'cluster', 'manifest', 'terminal', 'timeline', 'events')

/** `lesson.yaml`. */
export const lessonFields = fields('a lesson', {
  format: needed(oneOf(1), 'The version of this format.'),
  id: needed(id, 'The lesson\'s name in links, progress and grades. Never changes.'),
  kubernetes: needed(oneOf('1.37'), 'The Kubernetes version it was written for, in quotes.'),
  title: needed(text(100), 'As the course map shows it.'),
  goal: needed(text(300), 'What the student sets out to do, in a sentence.'),
  minutes: needed(wholeNumber(1, 60), 'How long it takes.'),
  after: needed(listOf(text(200), 6, 1), 'What one can do after it: each begins with a verb.'),
  misconceptions: optional(listOf(tag, 20), 'The false ideas it is about.'),
  start: needed(start, 'The cluster as the student finds it.'),
  panels: optional(listOf(panels, 6, 1), 'Which regions are shown; the lesson always is. Absent: all.'),
  allow: optional(allow, 'What the student may do. What is left out says so where it would be done, and a recording that does it all the same is not graded for it. Absent: everything.'),
  locked: optional(listOf(path, 50), 'Paths of the manifest that cannot be edited: in the editor, and where a write would change them the API server refuses it. Not `metadata` as a whole, nor `status`.'),
  tasks: needed(listOf(task, limits.tasks, 1), 'What is to be done, in order.'),
})
export type LessonFile = Read<typeof lessonFields>

/** `chapter.yaml`, beside the folders of its lessons. */
export const chapterFields = fields('a chapter', {
  title: needed(text(100), 'As the course map shows it.'),
  summary: needed(text(400), 'What it is about, in a sentence or two.'),
})
export type Chapter = Read<typeof chapterFields>

/** `answers.yaml`. */
export const answersFields = fields('answers', {
  solution: needed(lessonActs, 'What solves all tasks. Questions that it leaves out are answered rightly.'),
  wrong: needed(listOf(fields('a wrong answer', {
    name: needed(text(120), 'What one does in it.'),
    acts: needed(lessonActs, 'The acts. Questions that they leave out are answered rightly.'),
    fails: needed(id, 'The first task that it fails; the ones before it pass.'),
    hint: needed(tag, 'Tag of the first hint that is then shown, or of the wrong option or choice.'),
  }), 12, 1), 'What students do instead. Each must fail as it says.'),
})
export type Answers = Read<typeof answersFields>

/** `de/strings.yaml`: texts of `lesson.yaml` by their keys. */
export const stringsFields = mapOf(text(2_000), 500)
