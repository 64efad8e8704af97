import { expect, test } from 'vitest'
import { promptCommand, type Key, type PromptSituation } from './prompt-key.ts'

const key = (name: string): Key => ({ key: name.replace('Ctrl-', '').replace('Shift-', ''), ctrlKey: name.includes('Ctrl-'), altKey: false, shiftKey: name.includes('Shift-') })
const at = (text: string, start = text.length, end = start) => ({ line: { text, start, end } })
const idle: PromptSituation = { ...at('kubectl get'), searching: false, tabLeaves: false, copies: false }

test.each<[string, Partial<PromptSituation>, string | undefined]>([
  ['Enter', {}, 'enter'],
  ['Shift-Enter', {}, undefined],
  ['Tab', {}, 'complete'],
  ['Tab', at(' '), undefined],
  ['Tab', { tabLeaves: true }, undefined],
  ['Tab', { searching: true }, undefined],
  ['Shift-Tab', {}, undefined],
  ['Escape', {}, 'let-leave'],
  ['Escape', { searching: true }, 'cancel-search'],
  ['Ctrl-c', {}, 'interrupt'],
  ['Ctrl-c', { copies: true }, undefined],
  ['Ctrl-c', at('kubectl', 0, 4), undefined],
  ['Ctrl-d', at(''), 'end'],
  ['Ctrl-d', {}, undefined],
  ['Ctrl-g', {}, undefined],
  ['Ctrl-g', { searching: true }, 'cancel-search'],
  ['Ctrl-L', {}, 'clear'],
  ['Ctrl-m', {}, 'turn-tab'],
  ['Ctrl-r', {}, 'search'],
  ['ArrowUp', {}, 'older'],
  ['ArrowUp', at('a\nb'), undefined],
  ['ArrowUp', at('a\nb', 1), 'older'],
  ['ArrowDown', at('a\nb'), 'newer'],
  ['ArrowDown', at('a\nb', 1), undefined],
  ['ArrowUp', { searching: true }, undefined],
  ['x', {}, undefined],
])('%s with %j: %s', (name, situation, command) => expect(promptCommand(key(name), { ...idle, ...situation })).toBe(command))
