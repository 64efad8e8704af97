import { describe, expect, it } from 'vitest'
import { expandHistory, longestHistory, remember, searchHistory } from './history.ts'

const history = ['kubectl get ds', 'kubectl apply -f manifest.yaml', 'echo one two', 'kubectl get nodes']

it('keeps lines once in a row, and not without end', () => {
  expect(remember(history, 'kubectl get nodes')).toBe(history)
  expect(remember(history, '  ')).toBe(history)
  const long = Array.from({ length: longestHistory + 5 }, (_, index) => `echo ${index}`).reduce<readonly string[]>(remember, [])
  expect([long.length, long[0]]).toEqual([longestHistory, 'echo 5'])
})

describe('Ctrl-R', () => {
  it('goes from the newest line to older ones', () => {
    expect(searchHistory(history, 'kubectl get')).toEqual({ index: 3, at: 0 })
    expect(searchHistory(history, 'kubectl get', 3)).toEqual({ index: 0, at: 0 })
    expect(searchHistory(history, 'get', 0)).toBeUndefined()
    expect(searchHistory(history, 'manifest')).toEqual({ index: 1, at: 17 })
    expect(searchHistory(history, '')).toBeUndefined()
  })
})

describe('!', () => {
  it.each<[string, ReturnType<typeof expandHistory>]>([
    ['!!', 'kubectl get nodes'],
    ['!! -o wide', 'kubectl get nodes -o wide'],
    ['!1', 'kubectl get ds'],
    ['!-2', 'echo one two'],
    ['!echo', 'echo one two'],
    ['kubectl describe !$', 'kubectl describe nodes'],
    ['!nope', { problem: '!nope: event not found' }],
    ['!99', { problem: '!99: event not found' }],
    ["kubectl get po -l '!gpu'", "kubectl get po -l '!gpu'"],
    ['kubectl get po -l "!gpu"', { problem: '!gpu: event not found' }],
    ['! true', '! true'],
    ['a != b', 'a != b'],
    ['echo \\!!', 'echo \\!!'],
    ['echo hi!', 'echo hi!'],
  ])('%s', (line, expanded) => {
    expect(expandHistory(line, history)).toEqual(expanded)
  })
})
