/** What no field alone can show to be wrong: names that lead nowhere, expressions that are none, more time or nodes than is allowed. */
import { readManifest } from '#apis/manifest'
import { machineActNames } from '#cluster/rules'
import { namesAct } from '../act-words.ts'
import { checkName } from '../check-words.ts'
import { compileExpression } from '../expressions.ts'
import type { Lesson, Task } from '../lesson.ts'
import { objectName } from '../cluster-view.ts'
import type { LessonAct } from './act-fields.ts'
import type { Check } from './check-fields.ts'
import { panels } from './lesson-fields.ts'
import { limits } from './limits.ts'
import { celMend } from './mend.ts'
import { linksIn, tasksIn } from './prose.ts'
import { nearest, printDuration, type Finding } from './schema.ts'

/** A finding and the file it is in. */
export interface Misuse extends Finding {
  readonly file: 'lesson.yaml' | 'answers.yaml' | 'lesson.md'
}

/** All of them. */
export function misusesIn(lesson: Lesson): readonly Misuse[] {
  return [...inStart(lesson), ...tooMuchToAsk(lesson), ...lesson.tasks.flatMap((task, at) => inTask(lesson, task, `tasks[${at}]`)), ...inProse(lesson), ...inAnswers(lesson)]
}

const misuse = (path: string, found: string, expected: string, mend?: string): Misuse => ({ file: 'lesson.yaml', path, found, expected, ...(mend && { mend }) })

function inStart({ start, files, locked, allow }: Lesson): readonly Misuse[] {
  const known = Object.keys(files)
  const fileAt = (path: string, name: string | undefined) => (name === undefined || known.includes(name) ? [] : [misuse(path, name, `a file of the folder: ${known.join(', ') || 'there is none'}`)])
  return [
    ...fileAt('start.cluster', start.cluster),
    ...fileAt('start.manifest', start.manifest),
    ...(start.from !== undefined && start.cluster !== undefined ? [misuse('start.cluster', 'both from and cluster', 'one of them', 'the other lesson brings its cluster')] : []),
    ...(locked && start.manifest === undefined ? [misuse('locked', 'paths', 'a manifest that has them', 'add start.manifest')] : []),
    ...(locked ?? []).flatMap((each, at) => (/^(metadata|status)$|^status\b/.test(each) ? [misuse(`locked[${at}]`, each, 'a path below it, or of spec')] : [])),
    ...(allow?.kubectl ?? []).flatMap((verb, at) => (namesAct(verb) && !verb.includes(' ') ? [] : [misuse(`allow.kubectl[${at}]`, verb, 'a verb of kubectl such as get')])),
    ...inActs(files, 'start.acts', start.acts ?? [], false),
    ...tooManyNodes('start.cluster', nodesInFile(start.cluster === undefined ? '' : (files[start.cluster] ?? '')) + joining(start.acts ?? [])),
  ]
}

const nodesInFile = (cluster: string): number =>
  readManifest(cluster).documents.flatMap(({ value }) => (isList(value) ? value.items : [value])).filter((value) => (value as { kind?: string } | null)?.kind === 'Node').length
const joining = (acts: readonly LessonAct[]): number => acts.reduce((sum, act) => sum + ('join' in act ? act.join.length : 0), 0)
const tooManyNodes = (path: string, count: number): readonly Misuse[] => (count > limits.nodes ? [misuse(path, `${count} nodes`, `at most ${limits.nodes}`)] : [])

/** Every expression is asked again whenever something happens, so their costs add up. */
function tooMuchToAsk({ tasks }: Lesson): readonly Misuse[] {
  const plain = (check: Check): readonly string[] => ('that' in check ? [check.that] : 'always' in check ? [check.always] : 'never' in check ? [check.never] : 'whatIf' in check ? check.whatIf.then.flatMap(plain) : [])
  const sources = tasks.flatMap(({ checks = [], hints = [], fail }) => [...checks.flatMap(plain), ...hints.flatMap(({ when }) => when ?? []), ...(fail ? [fail.when] : [])])
  const cost = sources.map(compileExpression).reduce((sum, compiled) => sum + ('cost' in compiled ? compiled.cost : 0), 0)
  return cost > limits.lessonCost ? [misuse('tasks', `expressions that may need ${cost.toLocaleString('en')} steps together`, `at most ${limits.lessonCost.toLocaleString('en')}`, 'ask with fewer loops within loops')] : []
}
const isList = (value: unknown): value is { readonly items: readonly unknown[] } => (value as { kind?: string } | null)?.kind === 'List' && Array.isArray((value as { items?: unknown }).items)

function inTask(lesson: Lesson, task: Task, path: string): readonly Misuse[] {
  const { tasks, files } = lesson
  const earlier = tasks.slice(0, tasks.indexOf(task)).map(({ id }) => id)
  const found: Misuse[] = []
  if (earlier.includes(task.id)) found.push(misuse(`${path}.id`, task.id, 'an id that no other task has'))
  for (const [at, need] of (task.needs ?? []).entries()) if (!earlier.includes(need)) found.push(misuse(`${path}.needs[${at}]`, need, `a task before this one: ${earlier.join(', ') || 'there is none'}`, hintAt(need, earlier)))
  if (!task.predict && !task.choose && !task.checks) found.push(misuse(path, 'a task without anything to pass', 'predict, choose or checks'))
  if (task.predict && task.choose) found.push(misuse(path, 'predict and choose', 'one of them', 'make a task of its own of each'))
  if (task.choose && !task.choose.options.some(({ right }) => right)) found.push(misuse(`${path}.choose.options`, 'no right option', 'at least one with right: true'))
  if (task.predict) found.push(...inActs(files, `${path}.predict.acts`, task.predict.acts, false), ...inExpression(`${path}.predict.measure`, task.predict.measure))
  task.checks?.forEach((check, at) => found.push(...inCheck(lesson, check, `${path}.checks[${at}]`)))
  task.hints?.forEach(({ when }, at) => found.push(...inExpression(`${path}.hints[${at}].when`, when), ...namesIn(task, `${path}.hints[${at}].when`, when)))
  if (task.fail) found.push(...inExpression(`${path}.fail.when`, task.fail.when), ...namesIn(task, `${path}.fail.when`, task.fail.when))
  return found
}

function inExpression(path: string, source: string | undefined): readonly Misuse[] {
  if (source === undefined) return []
  const compiled = compileExpression(source)
  return 'problem' in compiled ? [misuse(path, `${compiled.problem}, at character ${compiled.at + 1} of ${JSON.stringify(source)}`, 'an expression in CEL', celMend(source))] : []
}

/** What `did` and `broken` name must be there. */
function namesIn({ checks = [] }: Task, path: string, source = ''): readonly Misuse[] {
  const named = (call: string) => [...source.matchAll(new RegExp(`\\b${call}\\((?:"([^"]*)"|'([^']*)')\\)`, 'g'))].map(([, a, b]) => (a ?? b)!)
  const lasting = checks.filter((check) => 'always' in check || 'never' in check || 'kept' in check).map(checkName)
  return [
    ...named('did').filter((act) => !namesAct(act)).map((act) => noAct(path, act)),
    ...named('broken').filter((name) => !lasting.includes(name)).map((name) => misuse(path, `broken(${JSON.stringify(name)})`, `the name of an always, never or kept of this task: ${lasting.join(', ') || 'there is none'}`, hintAt(name, lasting))),
  ]
}

const noAct = (path: string, act: string): Misuse => misuse(path, act, `a command of kubectl, or one of ${machineActNames.join(', ')}`)

const comparisons = ['equals', 'in', 'atLeast', 'atMost', 'exists', 'contains', 'quantity'] as const

function inCheck(lesson: Lesson, check: Check, path: string): readonly Misuse[] {
  const ref = (at: string, of: string) => (of.includes('=') || objectName(of.replace(/^pods of /, '')) ? [] : [misuse(`${path}.${at}`, of, 'a kind that the lab has, such as ds/logs, deploy/web, node/node-1, pod/one')])
  if ('that' in check) return inExpression(`${path}.that`, check.that)
  if ('always' in check) return inExpression(`${path}.always`, check.always)
  if ('never' in check) return inExpression(`${path}.never`, check.never)
  if ('podOnEvery' in check) return ref('podOnEvery.of', check.podOnEvery.of)
  if ('noPodOn' in check) return ref('noPodOn.of', check.noPodOn.of)
  if ('gone' in check) return ref('gone', check.gone)
  if ('rolledOut' in check) return ref('rolledOut', check.rolledOut)
  if ('kept' in check) return ref('kept', check.kept.what)
  if ('refused' in check && check.refused.by !== undefined && !namesAct(check.refused.by)) return [noAct(`${path}.refused.by`, check.refused.by)]
  if ('acts' in check) return (['used', 'notUsed'] as const).flatMap((field) => (check.acts[field] ?? []).flatMap((act, at) => (namesAct(act) ? [] : [noAct(`${path}.acts.${field}[${at}]`, act)])))
  if ('event' in check && check.event.about !== undefined) return ref('event.about', check.event.about)
  if ('object' in check) {
    const used = comparisons.filter((name) => check.object[name] !== undefined)
    return [...ref('object.name', check.object.name), ...(used.length === 1 ? [] : [misuse(`${path}.object`, used.length === 0 ? 'nothing to compare with' : used.join(' and '), `exactly one of ${comparisons.join(', ')}`)])]
  }
  if ('whatIf' in check) {
    const { acts, then } = check.whatIf
    return [...inActs(lesson.files, `${path}.whatIf.acts`, acts, false), ...tooLong(`${path}.whatIf`, acts, then), ...then.flatMap((each, at) => inCheck(lesson, each, `${path}.whatIf.then[${at}]`))]
  }
  return []
}

const waits = (acts: readonly LessonAct[]): number => acts.reduce((sum, act) => sum + ('wait' in act ? act.wait : 0), 0)

function tooLong(path: string, acts: readonly LessonAct[], then: readonly Check[]): readonly Misuse[] {
  const ms = waits(acts) + Math.max(0, ...then.map(({ within, for: length }) => (within ?? 0) + (length ?? 0)))
  return ms > limits.virtualMs ? [misuse(path, printDuration(ms), `at most ${printDuration(limits.virtualMs)} of virtual time`)] : []
}

/** `mayAnswer`: only answers.yaml may answer questions. */
function inActs(files: Readonly<Record<string, string>>, path: string, acts: readonly LessonAct[], mayAnswer: boolean): readonly Misuse[] {
  const found = acts.flatMap((act, at): readonly Misuse[] => {
    if ('answer' in act && !mayAnswer) return [misuse(`${path}[${at}]`, 'an answer', 'acts on the cluster', 'answers stand in answers.yaml')]
    if ('apply' in act && !isManifestText(act.apply) && !Object.hasOwn(files, act.apply)) return [misuse(`${path}[${at}].apply`, act.apply, `a file of the folder: ${Object.keys(files).join(', ') || 'there is none'}`, hintAt(act.apply, Object.keys(files)))]
    return []
  })
  return [...found, ...tooManyNodes(path, joining(acts)), ...(waits(acts) > limits.virtualMs ? [misuse(path, printDuration(waits(acts)), `at most ${printDuration(limits.virtualMs)} of virtual time`)] : [])]
}

/** Is it a manifest rather than the name of a file? */
export const isManifestText = (apply: string): boolean => /[\n{]/.test(apply)

const hintAt = (word: string, known: readonly string[]): string | undefined => {
  const near = nearest(word, known)
  return near && `did you mean ${near}?`
}

function inProse(lesson: Lesson): readonly Misuse[] {
  const [placed, ids] = [tasksIn(lesson.prose), lesson.tasks.map(({ id }) => id)]
  const bad = (found: string, expected: string, mend?: string): Misuse => ({ file: 'lesson.md', path: '', found, expected, ...(mend && { mend }) })
  return [
    ...placed.filter((id) => !ids.includes(id)).map((id) => bad(`:::task{#${id}}`, `a task of lesson.yaml: ${ids.join(', ')}`, hintAt(id, ids))),
    ...ids.filter((id) => !placed.includes(id)).map((id) => bad(`no :::task{#${id}}`, 'each task in the text once')),
    ...placed.filter((id, at) => placed.indexOf(id) !== at).map((id) => bad(`:::task{#${id}} twice`, 'each task in the text once')),
    ...linksIn(lesson.prose).flatMap((target) => {
      if (target.kind === 'panel' && !panels.words.split(', ').includes(target.panel)) return [bad(`a link to panel:${target.panel}`, panels.words)]
      return target.kind === 'object' && !objectName(target.ref) ? [bad(`a link to object:${target.ref}`, 'a kind that the lab has, such as ds/logs')] : []
    }),
  ]
}

function inAnswers(lesson: Lesson): readonly Misuse[] {
  const { answers, files, tasks } = lesson
  const inFile = (misuses: readonly Misuse[]): readonly Misuse[] => misuses.map((each) => ({ ...each, file: 'answers.yaml' }))
  const found = [...inActs(files, 'solution', answers.solution, true), ...inAnswersOf(lesson, 'solution', answers.solution)]
  answers.wrong.forEach(({ acts, fails, hint }, at) => {
    found.push(...inActs(files, `wrong[${at}].acts`, acts, true), ...inAnswersOf(lesson, `wrong[${at}].acts`, acts))
    const task = tasks.find(({ id }) => id === fails)
    if (!task) found.push(misuse(`wrong[${at}].fails`, fails, `a task: ${tasks.map(({ id }) => id).join(', ')}`, hintAt(fails, tasks.map(({ id }) => id))))
    else if (!tagsOf(task).includes(hint)) found.push(misuse(`wrong[${at}].hint`, hint, `a tag of task ${fails}: ${tagsOf(task).join(', ') || 'it has none'}`, sameTag(hint, tagsOf(task))))
  })
  return inFile(found)
}

function inAnswersOf({ tasks }: Lesson, path: string, acts: readonly LessonAct[]): readonly Misuse[] {
  return acts.flatMap((act, at) => ('answer' in act ? Object.entries(act.answer) : []).flatMap(([id, choice]) => {
    const task = tasks.find((each) => each.id === id)
    const choices = task?.choose?.options.map((option) => option.id) ?? task?.predict?.choices.map(({ value }) => String(value))
    if (!choices) return [misuse(`${path}[${at}].answer.${id}`, id, `a task with a question: ${tasks.filter(({ predict, choose }) => predict ?? choose).map((each) => each.id).join(', ') || 'there is none'}`)]
    return choices.includes(choice) ? [] : [misuse(`${path}[${at}].answer.${id}`, choice, choices.join(', '))]
  }))
}

/** `M8` is meant as M08. */
function sameTag(tag: string, known: readonly string[]): string | undefined {
  const bare = (text: string) => text.toLowerCase().replace(/0/g, '')
  const same = known.find((each) => bare(each) === bare(tag))
  return same && `did you mean ${same}?`
}

/** Every tag that a task can show: of its hints, options and choices. */
export function tagsOf({ hints = [], choose, predict }: Task): readonly string[] {
  return [...hints, ...(choose?.options ?? []), ...(predict?.choices ?? [])].flatMap(({ tag }) => (tag === undefined ? [] : [tag]))
}
