import { describe, expect, test } from 'vitest'
import { StartStates } from './course.ts'
import { isLesson, parseLesson } from './format/parse-lesson.ts'
import { printProblem } from './format/problem.ts'
import type { LessonFiles } from './lesson.ts'
import { newLesson } from './new-lesson.ts'
import { proofsOf } from './prove.ts'
import { measure, playWhatIf } from './what-if.ts'

const folder = (changes: Readonly<Record<string, string>>): LessonFiles => ({ texts: { ...newLesson('on-both-nodes'), ...changes }, pictures: {} })
const base = newLesson('on-both-nodes')
const changed = (file: string, from: string, to: string) => folder({ [file]: base[file]!.replace(from, to) })
const told = (files: LessonFiles): readonly string[] => {
  const parsed = parseLesson(files)
  return isLesson(parsed) ? [] : parsed.map(printProblem)
}
const task = '\n\n:::task{#collect}\nDo it.\n:::\n'
const prose = (text: string) => folder({ 'lesson.md': text + task })

describe('what would hold up the page is refused before it is read', () => {
  test.each<[string, LessonFiles, string]>([
    ['a long text', prose('a '.repeat(20_000)), 'lesson.md: found 40,031 characters, expected at most 30,000'],
    ['quotes in quotes', prose('>'.repeat(2_000)), 'lesson.md:1:1: found quotes and lists deep in each other, expected at most 8'],
    ['lists in lists', prose('- '.repeat(2_000)), 'lesson.md:1:1: found quotes and lists deep in each other, expected at most 8'],
    ['lists that go deeper line by line', prose(Array.from({ length: 40 }, (_, at) => `${'  '.repeat(at)}- a`).join('\n')), 'lesson.md:21:1: found quotes and lists deep in each other, expected at most 8'],
    ['marks that pair up', prose('*a_'.repeat(5_000)), 'lesson.md: found 5,000 times *, expected at most 1,000'],
    ['brackets', prose('['.repeat(5_000)), 'lesson.md: found 5,000 times [, expected at most 1,000'],
    ['blocks in blocks', prose(':::task{#a}\n'.repeat(900)), 'lesson.md:41:1: found 901 blocks, expected at most 40'],
    ['deep YAML', folder({ 'answers.yaml': `solution: ${'['.repeat(500)}${']'.repeat(500)}` }), 'answers.yaml:1:110: found unreadable YAML (exceeded max depth of 100), expected YAML'],
    ['a YAML bomb', folder({ 'answers.yaml': `a: &a [${'x, '.repeat(100)}x]\nb: &b [${'*a, '.repeat(100)}*a]\nc: [${'*b, '.repeat(100)}*b]\nsolution: []\nwrong: []\n` }), 'answers.yaml:1:1: found unreadable YAML (document contains excessive aliasing), expected YAML'],
    ['control characters', folder({ 'answers.yaml': 'solution: [\u0000]' }), 'answers.yaml:1:12: found unreadable YAML (control characters are not allowed), expected YAML'],
    ['thousands of nodes in an act', changed('lesson.yaml', 'acts: [{join: [node-3]}]', `acts: [{join: [${Array.from({ length: 150 }, (_, at) => `a${at}`).join(', ')}]}, {join: [${Array.from({ length: 150 }, (_, at) => `b${at}`).join(', ')}]}]`), 'lesson.yaml:20:11 tasks[0].checks[1].whatIf.acts: found 300 nodes, expected at most 200'],
    ['hours', changed('lesson.yaml', 'acts: [{join: [node-3]}]', 'acts: [{wait: 29m}, {wait: 2m}]'), 'lesson.yaml:20:11 tasks[0].checks[1].whatIf.acts: found 31m, expected at most 30m of virtual time'],
    ['a name that every object has', changed('answers.yaml', 'apply: manifest.yaml', 'apply: toString'), 'answers.yaml:3:6 solution[0].apply: found toString, expected a file of the folder: cluster.yaml, manifest.yaml'],
    ['an id that every object has', changed('lesson.yaml', 'id: collect', 'id: constructor'), 'lesson.yaml:14:5 tasks[0].id: found "constructor", expected an id in lower case such as dead-node'],
  ])('%s', (_, files, expected) => {
    expect(told(files)).toContain(expected)
  })

  test('many expressions that each cost what is allowed', () => {
    const dear = '      - {that: "nodes.all(a, nodes.all(b, a == b || nodes.all(c, true)))"}\n'
    const dearest = dear.replace('|| nodes.all(c, true)', '')
    expect(told(changed('lesson.yaml', '    hints:\n', `${dear}    hints:\n`)).join()).toContain('expected an expression in CEL')
    expect(told(changed('lesson.yaml', '    hints:\n', `${dearest.repeat(17)}    hints:\n`))).toEqual([])
    const many = Array.from({ length: 8 }, (_, at) => `  - id: t${at}\n    title: T\n    checks:\n${dearest.repeat(20)}`).join('')
    const files = folder({ 'lesson.yaml': base['lesson.yaml']! + many, 'lesson.md': base['lesson.md']! + Array.from({ length: 8 }, (_, at) => `\n:::task{#t${at}}\nDo.\n:::\n`).join('') })
    expect(told(files)).toEqual(['lesson.yaml:13:1 tasks: found expressions that may need 32,128,363 steps together, expected at most 6,000,000; ask with fewer loops within loops'])
  })

  test('of a flood of problems the first hundred are told', () => {
    const problems = told(folder({ 'answers.yaml': Array.from({ length: 5_000 }, (_, at) => `x${at}: 1`).join('\n') }))
    expect([problems.length, problems.at(-1)]).toEqual([101, 'answers.yaml: found 4902 more problems, expected none'])
  })
})

describe('names that JavaScript gives a meaning do nothing', () => {
  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])('%s', (name) => {
    const parsed = parseLesson(folder({
      'cluster.yaml': `{apiVersion: v1, kind: Node, metadata: {name: node-1, labels: {${name}: x}}}\n`,
      [`${name}.yaml`]: 'a: 1', [name]: 'b',
      'answers.yaml': base['answers.yaml']!.replace('{kind: DaemonSet}', `{kind: DaemonSet, 'metadata.labels.${name}': x}`),
    }))
    const fine = isLesson(parsed) && new StartStates([parsed]).of(parsed).problems
    expect(fine === false || Array.isArray(fine)).toBe(true)
    expect(({} as Record<string, unknown>)['x'] ?? Object.prototype.hasOwnProperty.call(Object.prototype, 'x')).toBe(false)
  })
})

describe('what does not come to rest is ended', () => {
  const million = '\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 1000000\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: web, image: nginx}]}\n'
  const words = 'more than 20,000 objects are changed'
  const lessonOf = (files: LessonFiles) => {
    const parsed = parseLesson(files)
    if (!isLesson(parsed)) throw new Error(parsed.map(printProblem).join('\n'))
    return { lesson: parsed, starts: new StartStates([parsed]) }
  }

  test('a start with a million pods', () => {
    const { lesson, starts } = lessonOf(folder({ 'cluster.yaml': base['cluster.yaml']! + million }))
    expect(starts.of(lesson).problems).toEqual([`the start state does not come to rest: ${words}`])
  })

  test('a what-if and a prediction with a million pods', () => {
    const { lesson, starts } = lessonOf(folder({ 'many.yaml': million }))
    const { cluster } = starts.of(lesson)
    const acts = [{ kubectl: 'apply -f many.yaml' }, { wait: 60_000 }]
    // eslint-disable-next-line unicorn/no-thenable -- the word of the format; nobody awaits it
    expect(playWhatIf(cluster, { name: 'many', acts, then: [{ that: 'true' }] }, lesson.files)).toMatchObject({ held: false, reason: { found: words } })
    expect(measure(cluster, { ask: 'How many?', choices: [{ value: 1 }, { value: 2 }], acts, measure: '1' }, lesson.files)).toMatchObject({ problem: words })
  })

  test('an answer with a million pods', () => {
    const { lesson, starts } = lessonOf({ ...folder({ 'many.yaml': million }), texts: { ...folder({ 'many.yaml': million }).texts, 'answers.yaml': base['answers.yaml']!.replace('solution:\n', 'solution:\n  - {kubectl: apply -f many.yaml}\n') } })
    expect(proofsOf(lesson, starts).find(({ name }) => name === 'the solution passes under seed 1')!.run()).toEqual([words])
  })
})
