import { expect, test } from 'vitest'
import { lockedParts, touchedLock } from './locked-lines.ts'

const manifest = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: logs # stays
spec:
  selector: {matchLabels: {app: logs}}
  template:
    metadata:
      labels:
        app: logs

    spec:
      containers:
        - name: collector
          image: fluent-bit:3.1
          args:
            - --quiet
`

test.each<[string, number[] | undefined]>([
  ['metadata', [3, 4]],
  ['metadata.name', [4, 4]],
  ['spec.selector', [6, 6]],
  ['spec.selector.matchLabels', [6, 6]],
  ['spec.template.metadata', [8, 10]],
  ['spec.template.spec.containers[0]', [14, 17]],
  ['spec.template.spec.containers[0].image', [15, 15]],
  ['spec.template.spec.containers[0].resources', undefined],
])('%s', (path, lines) => {
  expect(lockedParts(manifest, [path]).map(({ firstLine, lastLine }) => [firstLine, lastLine])).toEqual(lines ? [lines] : [])
})

test.each<[string, string, string, string | undefined]>([
  ['typing in it', 'fluent-bit:3.1', 'fluent-bit:3.', 'spec.template.spec.containers[0].image'],
  ['typing behind it', 'fluent-bit:3.1\n', 'fluent-bit:3.1 \n', 'spec.template.spec.containers[0].image'],
  ['taking it away', '          image: fluent-bit:3.1\n', '', 'spec.template.spec.containers[0].image'],
  ['a line before it', '        - name: collector\n', '        - name: collector\n          tty: true\n', undefined],
  ['another field', 'kind: DaemonSet', 'kind: Deployment', undefined],
  ['half a line elsewhere', 'kind: DaemonSet', 'kind', undefined],
  ['a key above it under which it would hang no more', 'containers:', 'container:', 'spec.template.spec.containers[0].image'],
])('%s', (_, from, to, path) => {
  expect(touchedLock(manifest, manifest.replace(from, to), ['spec.selector', 'spec.template.spec.containers[0].image'])).toBe(path)
})
