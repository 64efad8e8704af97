import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { StartStates } from './course.ts'
import { limits } from './format/limits.ts'
import { isLesson, parseLesson } from './format/parse-lesson.ts'
import { printProblem } from './format/problem.ts'
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

/** Of the table under "When something is wrong": what one writes by mistake, and what is said to it. */
const mistakes: Readonly<Record<string, readonly [file: string, from: string, to: string]>> = {
  'a tab before `title:`': ['lesson.yaml', '    title: Run', '\ttitle: Run'],
  '`title: Logs: a pod on both nodes`': ['lesson.yaml', 'title: A pod', 'title: Logs: a pod'],
  '`minuts: 3`': ['lesson.yaml', 'minutes: 3', 'minuts: 3'],
  '`kubernetes: 1.37`': ['lesson.yaml', '"1.37"', '1.37'],
  '`within: 60`': ['lesson.yaml', 'within: 60s', 'within: 60'],
  '`when: objects("deployments").length > 0`': ['lesson.yaml', 'size(objects("deployments"))', 'objects("deployments").length'],
  '`# A pod on both nodes` in the text': ['lesson.md', 'Two nodes', '# A pod on both nodes\n\nTwo nodes'],
  'no `:::` at the end of a task': ['lesson.md', 'apply it.\n:::\n', 'apply it.\n'],
}
const section = guide.slice(guide.indexOf('### When something is wrong'), guide.indexOf('## What makes a good task'))
const rows = [...section.matchAll(/^\| (.*) \| (.*) \|$/gm)].map(([, wrote, says]) => [wrote!, says!] as const)

test('each mistake of the table is answered as it says', () => {
  const told = rows.filter(([wrote]) => Object.hasOwn(mistakes, wrote)).map(([wrote, says]) => {
    const [file, from, to] = mistakes[wrote]!
    const before = newLesson('on-both-nodes')
    expect(before[file]).toContain(from)
    const parsed = parseLesson({ texts: { ...before, [file]: before[file]!.replace(from, to) }, pictures: {} })
    return [wrote, !isLesson(parsed) && parsed.some((problem) => printProblem(problem).includes(says))]
  })
  expect(told).toEqual(Object.keys(mistakes).map((wrote) => [wrote, true]))
})

test('what the proofs find is said as the guide quotes it', () => {
  const base = newLesson('on-both-nodes')
  const ready = `${base['cluster.yaml']!}---\n${base['manifest.yaml']!.replace('Deployment', 'DaemonSet')}`
  const found = [
    proven({ ...base, 'answers.yaml': base['answers.yaml']!.replace('kind: DaemonSet', 'spec.replicas: 1') }),
    proven({ ...base, 'cluster.yaml': ready }),
    proven({ ...base, 'answers.yaml': base['answers.yaml']!.replace('spec.replicas: 2', 'kind: DaemonSet') }),
    proven({ ...base, 'lesson.yaml': base['lesson.yaml']!.replace('> 0', '> 5') }),
  ].map((lines) => lines.join('\n'))
  const quoted = section.slice(section.indexOf('by playing it')).matchAll(/^\| `(.*)` \| /gm)
  expect([...quoted].map(([, text], at) => text!.split('…').every((part) => found[at]!.includes(part)))).toEqual([true, true, true, true])
})

test('the limits are those that hold, and commands those that there are', () => {
  const { folderBytes, files, nodes, expressionCost, lessonCost, changes, proseCharacters } = limits
  const text = guide.slice(guide.indexOf('## Limits'), guide.indexOf('## Reference')).replaceAll('\n', ' ')
  for (const words of [`at most ${folderBytes / 1_000_000} MB in ${files} files`, `at most ${nodes} nodes`, `more than ${expressionCost.toLocaleString('en')} steps`, `may need ${lessonCost.toLocaleString('en')}`, `may change ${changes.toLocaleString('en')} objects`, `at most ${proseCharacters.toLocaleString('en')} characters`]) expect(text).toContain(words)
  const known = new Set(['new', 'check', 'grade', 'strings', 'print'])
  expect([...guide.matchAll(/lessons -- (\w+)/g)].map(([, command]) => command!).filter((command) => !known.has(command))).toEqual([])
})
