import { expect, test } from 'vitest'
import { parseLabels, parseTaints } from './node-text.ts'

test.each([
  { text: '', expected: { labels: {} } },
  { text: 'disk=ssd, tier=edge', expected: { labels: { disk: 'ssd', tier: 'edge' } } },
  { text: 'empty=', expected: { labels: { empty: '' } } },
  { text: 'disk', expected: { problem: '“disk” is no label: key=value is.' } },
  { text: 'a=b=c', expected: { problem: '“a=b=c” is no label: key=value is.' } },
])('labels: $text', ({ text, expected }) => expect(parseLabels(text)).toEqual(expected))

test.each([
  { text: 'gpu:NoSchedule', expected: { taints: [{ key: 'gpu', effect: 'NoSchedule' }] } },
  { text: 'a=b:NoExecute gpu:PreferNoSchedule', expected: { taints: [{ key: 'a', value: 'b', effect: 'NoExecute' }, { key: 'gpu', effect: 'PreferNoSchedule' }] } },
  { text: 'gpu:Never', expected: { problem: '“gpu:Never” is no taint: key:NoSchedule or key=value:NoExecute is.' } },
])('taints: $text', ({ text, expected }) => expect(parseTaints(text)).toEqual(expected))
