import { describe, expect, test } from 'vitest'
import { manifestLines, readGiven, readManifestLine } from './read-given.ts'
import { replay } from './replay.ts'

const step = { do: { kubectl: 'get nodes' }, elapsedMs: 100 }

describe('a recording', () => {
  test.each<{ what: string; text: string; name: string; steps: number; problems: readonly string[] }>([
    { what: 'acts and times alone', text: JSON.stringify({ steps: [step] }), name: 'file', steps: 1, problems: [] },
    { what: 'a name of its own, a mark, other line ends, none at the end', text: `\uFEFF${JSON.stringify({ name: 'own', steps: [step, step] }, null, 1).replace(/\n/g, '\r\n')}`, name: 'own', steps: 2, problems: [] },
    { what: 'the steps alone', text: JSON.stringify([step]), name: 'file', steps: 1, problems: [] },
    { what: 'a name that would leave the folder', text: JSON.stringify({ name: '../../x', steps: [] }), name: 'x', steps: 0, problems: [] },
    { what: 'nothing', text: '\n', name: 'file', steps: 0, problems: ['there is nothing in it'] },
    { what: 'no steps', text: '{"name": "x"}', name: 'file', steps: 0, problems: ['no steps: want {"steps": [{"do": …, "elapsedMs": …}, …]}'] },
    { what: 'acts that nobody knows', text: JSON.stringify({ steps: [{ do: { explode: ['node-1'] }, elapsedMs: 5 }, { elapsedMs: 5 }, { do: { evict: 'all' }, elapsedMs: 5 }] }), name: 'file', steps: 3, problems: ['step 0: nobody knows how to do {"explode":["node-1"]}', 'step 1: nobody knows how to do nothing', 'step 2: nobody knows how to do {"evict":"all"}'] },
    { what: 'times that are none', text: JSON.stringify({ steps: [{ do: step.do }, { ...step, elapsedMs: -1 }, { ...step, elapsedMs: 'soon' }] }), name: 'file', steps: 3, problems: ['step 0: elapsedMs is missing: taken for 0', 'step 1: elapsedMs is -1: taken for 0', 'step 2: elapsedMs is "soon": taken for 0'] },
  ])('with $what', ({ text, name, steps, problems }) => {
    const read = readGiven(text, 'file')
    expect([read.value.name, read.value.steps.length, read.problems]).toEqual([name, steps, problems])
    expect(replay(read.value).steps).toHaveLength(steps)
  })
  test('that is no JSON says where', () => expect(readGiven('{"steps": [', 'file').problems[0]).toMatch(/^not JSON: /))
  test('whose step throws goes on after it, and time has passed all the same', () => {
    const told: number[] = []
    const { steps } = readGiven(JSON.stringify({ steps: [{ do: { join: [{ name: 'node-1' }] }, elapsedMs: 10 }, { do: { join: [{ name: 'node-2', taints: { length: 1 } }] }, elapsedMs: 10 }, step] }), 'x').value
    const played = replay({ name: 'x', steps }, { onProblem: (place) => told.push(place) })
    expect([told, played.steps.at(-1)!.kubectl?.stdout.split('\n').length]).toEqual([[1], 3])
  })
})

test('manifests: lines of any ending, blank ones left out, numbered as they stand', () => {
  expect(manifestLines('\uFEFFa\r\n\r\nb')).toEqual([{ line: 'a', number: 1 }, { line: 'b', number: 3 }])
  expect(manifestLines('')).toEqual([])
})

test.each<{ line: string; read: object }>([
  { line: '{"id": "x", "manifest": "a: 1"}', read: { id: 'x', manifest: 'a: 1' } },
  { line: `{"id": "${'x'.repeat(100_000)}", "manifest": ""}`, read: { id: 'x'.repeat(100_000), manifest: '' } },
  { line: '{"id": 7, "manifest": 1}', read: { id: 7, problem: 'manifest is not a text' } },
  { line: '"x"', read: { problem: 'want an object with id and manifest' } },
])('a line of manifests: $read', ({ line, read }) => expect(readManifestLine(line)).toEqual(read))
