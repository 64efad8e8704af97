import { expect, test } from 'vitest'
import { edit } from './readline.ts'

/** `|` stands for the cursor. */
const line = (text: string) => ({ text: text.replace('|', ''), start: text.indexOf('|'), end: text.indexOf('|') })
const shown = ({ text, start }: { text: string; start: number }) => `${text.slice(0, start)}|${text.slice(start)}`

test.each([
  { keys: 'Ctrl-A', before: 'kubectl get| ds', after: '|kubectl get ds', killed: 'old' },
  { keys: 'Ctrl-E', before: 'kubectl| get ds', after: 'kubectl get ds|', killed: 'old' },
  { keys: 'Ctrl-A', before: 'one\ntwo| three', after: 'one\n|two three', killed: 'old' },
  { keys: 'Ctrl-E', before: 'on|e\ntwo', after: 'one|\ntwo', killed: 'old' },
  { keys: 'Ctrl-B', before: 'a|b', after: '|ab', killed: 'old' },
  { keys: 'Ctrl-B', before: '|ab', after: '|ab', killed: 'old' },
  { keys: 'Ctrl-F', before: 'a|b', after: 'ab|', killed: 'old' },
  { keys: 'Ctrl-U', before: 'kubectl get| ds', after: '| ds', killed: 'kubectl get' },
  { keys: 'Ctrl-K', before: 'kubectl| get ds', after: 'kubectl|', killed: ' get ds' },
  { keys: 'Ctrl-W', before: 'get ds/agent|', after: 'get |', killed: 'ds/agent' },
  { keys: 'Ctrl-W', before: 'get ds  |', after: 'get |', killed: 'ds  ' },
  { keys: 'Ctrl-W', before: '|get', after: '|get', killed: 'old' },
  { keys: 'Ctrl-Y', before: 'get |', after: 'get old|', killed: 'old' },
  { keys: 'Alt-B', before: 'get ds/agent|', after: 'get ds/|agent', killed: 'old' },
  { keys: 'Alt-F', before: 'get| ds/agent', after: 'get ds|/agent', killed: 'old' },
  { keys: 'Alt-D', before: 'get| ds/agent', after: 'get|/agent', killed: ' ds' },
  { keys: 'Alt-Backspace', before: 'get ds/agent|', after: 'get ds/|', killed: 'agent' },
])('$keys on $before', ({ keys, before, after, killed }) => {
  const [modifier, key] = keys.split('-') as [string, string]
  const edited = edit({ key, ctrlKey: modifier === 'Ctrl', altKey: modifier === 'Alt' }, line(before), 'old')
  expect(edited && [shown(edited), edited.killed]).toEqual([after, killed])
})

test('a selection is taken away by Ctrl-W and replaced by Ctrl-Y', () => {
  const selected = { text: 'get pods now', start: 4, end: 8 }
  expect(edit({ key: 'y', ctrlKey: true, altKey: false }, selected, 'ds')).toEqual({ text: 'get ds now', start: 6, end: 6, killed: 'ds' })
})

test.each(['c', 'd', 'l', 'r', 'v', 'z', 'ArrowUp', 'Enter'])('Ctrl-%s is not the line’s', (key) => {
  expect(edit({ key, ctrlKey: true, altKey: false }, line('get|'), '')).toBeUndefined()
})

test('a letter alone is typed, and AltGr is not Alt', () => {
  expect(edit({ key: 'a', ctrlKey: false, altKey: false }, line('get|'), '')).toBeUndefined()
  expect(edit({ key: 'f', ctrlKey: true, altKey: true }, line('get|'), '')).toBeUndefined()
})
