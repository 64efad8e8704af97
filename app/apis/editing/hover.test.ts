import { expect, test } from 'vitest'
import { fieldWordsAt } from './hover.ts'

const manifest = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  labels:
    app: a
spec:
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 10%
  template:
    spec:
      containers:
      - name: main
        image: "nginx:1.27"
      nope: x
# the end
`
const at = (word: string) => fieldWordsAt(manifest, manifest.indexOf(word) + 1)

test.each([
  { word: 'kind', path: 'kind', type: 'string', required: false, standard: undefined },
  { word: 'spec:', path: 'spec', type: 'DaemonSetSpec', required: true, standard: undefined },
  { word: 'type', path: 'spec.updateStrategy.type', type: 'string', required: false, standard: 'RollingUpdate' },
  { word: 'maxUnavailable', path: 'spec.updateStrategy.rollingUpdate.maxUnavailable', type: 'number or percentage', required: false, standard: '1' },
  { word: 'containers', path: 'spec.template.spec.containers', type: 'list of Container', required: true, standard: undefined },
  { word: 'name: main', path: 'spec.template.spec.containers[0].name', type: 'string', required: true, standard: undefined },
  { word: 'app', path: 'metadata.labels.app', type: 'string', required: false, standard: undefined },
])('$word is $path', ({ word, path, type, required, standard }) => {
  const from = word === 'app' ? fieldWordsAt(manifest, manifest.indexOf('app: a')) : at(word)
  expect(from).toMatchObject({ path, type, required, standard })
  expect(from!.explanation.length).toBeGreaterThan(20)
})

test('a value belongs to its field', () => {
  const words = at('nginx:1.27')!
  expect([words.name, words.value, words.onValue, manifest.slice(words.start, words.end)]).toEqual(['Container.image', 'nginx:1.27', true, '"nginx:1.27"'])
  expect(at('RollingUpdate')!.values).toEqual(['OnDelete', 'RollingUpdate'])
})

test.each(['nope', '# the end'])('nothing is said of %j', (word) => {
  expect(at(word)).toBeUndefined()
})
