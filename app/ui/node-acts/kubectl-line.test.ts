import { describe, expect, test } from 'vitest'
import { deletePodLine, drainLine, labelLine, shellWord, taintLine, unlabelLine, untaintLine } from './kubectl-line.ts'

describe('the lines that forms run', () => {
  test.each([
    { name: 'taint with a value', line: taintLine('worker-1', { key: 'disk', value: 'slow', effect: 'NoSchedule' }), expected: 'kubectl taint nodes worker-1 disk=slow:NoSchedule --overwrite' },
    { name: 'taint without one', line: taintLine('worker-1', { key: 'broken', value: ' ', effect: 'NoExecute' }), expected: 'kubectl taint nodes worker-1 broken:NoExecute --overwrite' },
    { name: 'taint taken away', line: untaintLine('worker-1', 'broken', 'NoExecute'), expected: 'kubectl taint nodes worker-1 broken:NoExecute-' },
    { name: 'label', line: labelLine('worker-1', 'disk', 'ssd'), expected: 'kubectl label nodes worker-1 disk=ssd --overwrite' },
    { name: 'label taken away', line: unlabelLine('worker-1', 'disk'), expected: 'kubectl label nodes worker-1 disk-' },
    { name: 'drain', line: drainLine('worker-1', { ignoreDaemonSets: true, force: false }), expected: 'kubectl drain worker-1 --ignore-daemonsets' },
    { name: 'pod of another namespace', line: deletePodLine('kube-system', 'proxy-x'), expected: 'kubectl delete pod proxy-x -n kube-system --wait=false' },
  ])('$name', ({ line, expected }) => expect(line).toBe(expected))

  test.each([
    ['worker-1', 'worker-1'],
    ['a b', "'a b'"],
    ["it's", `'it'\\''s'`],
    ['$(reboot)', "'$(reboot)'"],
    ['', "''"],
  ])('%s stays one word', (word, expected) => expect(shellWord(word)).toBe(expected))
})
