import { expect, test } from 'vitest'
import { append, emptyTranscript } from '#session/transcript'
import { newOutput, spokenOutput } from './spoken-output.ts'

test('only what is new is spoken, and not what was typed', () => {
  const before = append(emptyTranscript, [{ kind: 'text', stream: 'stdout', text: 'NAME\n' }])
  const now = append(before, [{ kind: 'text', stream: 'stdout', text: 'agent\n' }, { kind: 'line', prompt: '$ ', text: 'kubectl get no' }, { kind: 'text', stream: 'stderr', text: 'error: x\n' }])
  expect(newOutput(before, now)).toBe('agent\nerror: x\n')
  expect(newOutput(now, now)).toBe('')
})

test('a table is read with commas, a long one by its head and its end', () => {
  expect(spokenOutput('NAME    DESIRED   READY\nagent   3         2\n')).toBe('NAME, DESIRED, READY\nagent, 3, 2')
  const long = Array.from({ length: 40 }, (_, at) => `row-${at}   ok`).join('\n')
  expect(spokenOutput(long)).toBe('row-0, ok\nrow-1, ok\nrow-2, ok\nand 37 more lines, the last: row-39, ok')
})
