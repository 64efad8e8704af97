import { describe, expect, test } from 'vitest'
import { matchesSelector, printLabels, selectsEverything } from './labels.ts'
import { unmetNodeAffinity, unmetNodeSelector } from './node-affinity.ts'
import { milliValue } from './quantity.ts'
import { scaledRoundedUp } from './intstr.ts'
import { printTaint, toleratesTaint, untoleratedTaints } from './taints.ts'

const expression = (operator: string, ...values: string[]) => ({ matchExpressions: [{ key: 'disk', operator, values }] })

describe('label selectors', () => {
  test.each([
    { name: 'an equal label', selector: { matchLabels: { disk: 'ssd' } }, labels: { disk: 'ssd', zone: 'a' }, matches: true },
    { name: 'another value', selector: { matchLabels: { disk: 'ssd' } }, labels: { disk: 'hdd' }, matches: false },
    { name: 'In', selector: expression('In', 'ssd', 'nvme'), labels: { disk: 'nvme' }, matches: true },
    { name: 'In without the label', selector: expression('In', 'ssd'), labels: {}, matches: false },
    { name: 'NotIn without the label', selector: expression('NotIn', 'ssd'), labels: {}, matches: true },
    { name: 'Exists', selector: expression('Exists'), labels: { disk: '' }, matches: true },
    { name: 'DoesNotExist', selector: expression('DoesNotExist'), labels: { disk: '' }, matches: false },
    { name: 'an empty selector', selector: {}, labels: {}, matches: true },
    { name: 'no selector', selector: undefined, labels: {}, matches: false },
  ])('$name: $matches', ({ selector, labels, matches }) => {
    expect(matchesSelector(selector, labels as Record<string, string>)).toBe(matches)
  })

  test('only {} selects everything', () => {
    expect([selectsEverything({}), selectsEverything({ matchLabels: { a: 'b' } }), selectsEverything(undefined)]).toEqual([true, false, false])
  })

  test('labels print in the order of their keys', () => {
    expect([printLabels({ b: '2', a: '1' }), printLabels({})]).toEqual(['a=1,b=2', '<none>'])
  })
})

describe('taints', () => {
  const taint = { key: 'gpu', value: 'yes', effect: 'NoSchedule' }
  test.each([
    { toleration: { key: 'gpu', operator: 'Exists' }, covers: true },
    { toleration: { key: 'gpu', value: 'yes' }, covers: true },
    { toleration: { key: 'gpu', value: 'no' }, covers: false },
    { toleration: { key: 'gpu', operator: 'Exists', effect: 'NoExecute' }, covers: false },
    { toleration: { operator: 'Exists' }, covers: true },
    { toleration: { key: 'gpu', operator: 'Gt', value: '1' }, covers: false },
  ])('$toleration covers gpu=yes:NoSchedule: $covers', ({ toleration, covers }) => {
    expect(toleratesTaint(toleration, taint)).toBe(covers)
  })

  test('the uncovered ones, of the effects asked for', () => {
    const taints = [taint, { key: 'old', effect: 'PreferNoSchedule' }, { key: 'off', effect: 'NoExecute' }]
    expect(untoleratedTaints(taints, [{ key: 'gpu', operator: 'Exists' }], ['NoSchedule', 'NoExecute']).map(printTaint)).toEqual(['off:NoExecute'])
  })
})

describe('node affinity', () => {
  const node = { metadata: { name: 'node-1', labels: { disk: 'hdd', cores: '8' } } }
  test('nodeSelector says what differs', () => {
    expect(unmetNodeSelector({ disk: 'ssd', cores: '8' }, node)).toEqual([
      { source: 'nodeSelector', key: 'disk', operator: 'In', values: ['ssd'], found: 'hdd' },
    ])
  })
  test('one matching term is enough', () => {
    const terms = [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }, { matchExpressions: [{ key: 'cores', operator: 'Gt', values: ['4'] }] }]
    expect([unmetNodeAffinity({ nodeSelectorTerms: terms }, node).length, unmetNodeAffinity({ nodeSelectorTerms: terms.slice(0, 1) }, node).length]).toEqual([0, 1])
  })
  test('an empty term matches nothing', () => {
    expect(unmetNodeAffinity({ nodeSelectorTerms: [{}] }, node)).toEqual([[]])
  })
})

test.each([['500m', 500], ['2', 2000], ['1Gi', 2 ** 30 * 1000], ['1e3', 1_000_000], ['0.1', 100], ['x', undefined]])('quantity %s is %s thousandths', (text, value) => {
  expect(milliValue(text)).toBe(value)
})

test.each([[1, 5, 1], ['10%', 5, 1], ['25%', 10, 3], ['50%', 3, 2], ['30%', 0, 0], ['ten', 5, 0]])('%s of %s is %s', (value, total, scaled) => {
  expect(scaledRoundedUp(value, total)).toBe(scaled)
})
