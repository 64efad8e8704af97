import { expect, test } from 'vitest'
import { endSearch, newPrompt, searchFor, searchOlder, walkHistory, type PromptState } from './prompt-state.ts'

const history = ['kubectl get nodes', 'kubectl get ds', 'kubectl apply -f manifest.yaml', 'kubectl get pods']
const typed = (text: string): PromptState => ({ ...newPrompt(), text, start: text.length, end: text.length })
const walk = (state: PromptState, ...steps: (-1 | 1)[]) => steps.reduce((each, by) => walkHistory(each, history, by), state)

test.each([
  { name: 'up: the newest line', steps: [-1], text: 'kubectl get pods', at: 3 },
  { name: 'up twice', steps: [-1, -1], text: 'kubectl apply -f manifest.yaml', at: 2 },
  { name: 'up beyond the oldest stays there', steps: [-1, -1, -1, -1, -1, -1], text: 'kubectl get nodes', at: 0 },
  { name: 'down brings what was being typed back', steps: [-1, -1, 1, 1], text: 'kubectl dr', at: undefined },
  { name: 'down on the new line stays there', steps: [1], text: 'kubectl dr', at: undefined },
] as const)('$name', ({ steps, text, at }) => {
  const { text: shown, at: where } = walk(typed('kubectl dr'), ...steps)
  expect([shown, where]).toEqual([text, at])
})

test('Ctrl-R finds the newest line, Ctrl-R again an older one, and stays at the oldest', () => {
  const begun = searchOlder(typed('half'), history)
  expect([begun.text, begun.search]).toEqual(['half', { query: '', found: undefined }])
  const found = searchFor(begun, history, 'get')
  expect(found.text).toBe('kubectl get pods')
  const older = searchOlder(found, history)
  expect(older.text).toBe('kubectl get ds')
  const oldest = searchOlder(older, history)
  expect(oldest.text).toBe('kubectl get nodes')
  expect(searchOlder(oldest, history)).toBe(oldest)
  expect(endSearch(older, 'take')).toMatchObject({ text: 'kubectl get ds', at: 1, search: undefined })
  expect(endSearch(older, 'cancel')).toMatchObject({ text: 'half', at: undefined, search: undefined })
})

test('a query that nothing holds leaves the line and says so', () => {
  expect(searchFor(searchOlder(typed('half'), history), history, 'helm')).toMatchObject({ text: 'half', search: { query: 'helm', found: undefined } })
})
