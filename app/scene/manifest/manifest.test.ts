import { describe, expect, test } from 'vitest'
import { advance, perform } from '#cluster/advance'
import { bootCluster } from '#cluster/boot-cluster'
import { behaviourOf, knownImages } from '#cluster/images'
import { startCommand } from '#kubectl/run-kubectl'
import { performAct } from '#timeline/act'
import { manifestProblems } from '../manifest-problems.ts'
import { annotationsOf, nodesMeantAt } from './annotations.ts'
import { baselineFor, changedLines, compareTexts } from './changed-lines.ts'
import { manifestHints } from './hints.ts'
import { exampleImages, imageWords } from './image-words.ts'
import { knownValues } from './known-values.ts'
import { problemSentence } from './problem-sentence.ts'

const manifest = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        tier: x
        app: agent
    spec:
      nodeSelector:
        disk: ssd
      containers:
      - name: main
        image: nginx:1.27
`
const join = [
  { name: 'a', labels: { disk: 'ssd' }, taints: [] },
  { name: 'b', labels: { disk: 'ssd' }, taints: [{ key: 'gpu', effect: 'NoSchedule' }] },
  { name: 'c', labels: { disk: 'hdd' }, taints: [{ key: 'gpu', effect: 'NoSchedule' }] },
]
const empty = advance(performAct(bootCluster(1), { join })[0], 5_000)
const cluster = advance(perform(empty, 'kubectl', (draft) => startCommand(draft, 'apply -f -', { stdin: manifest }))[0], 20_000)

test('what the cluster has that a manifest can name', () => {
  const known = knownValues(cluster)
  expect([...known.nodeLabels.get('disk')!]).toEqual([['ssd', 2], ['hdd', 1]])
  expect(known.nodeLabels.has('kubernetes.io/hostname')).toBe(false)
  expect(known.taints).toEqual([{ key: 'gpu', value: '', effect: 'NoSchedule', nodes: 2 }])
  expect(known.nodes).toEqual(['a', 'b', 'c'])
  expect(known.namespaces).toContain('default')
})

test.each(exampleImages(knownImages).map((reference, index) => ({ reference, pattern: knownImages[index]!.pattern })))('$reference stands for $pattern', ({ reference, pattern }) => {
  expect(behaviourOf(knownImages, reference)?.pattern).toBe(pattern)
})

test.each([
  ['nginx:1.27', 'Pulled in 2.4 s (71.9 MB). Ready 0.8 s after its start.'],
  ['nginx:crash', 'Pulled in 1.2 s (12 MB). Crashes 0.7 s after its start, with exit code 1.'],
  ['nginx:exits', 'Pulled in 1.2 s (12 MB). Ends by itself after 3 s, and is started again and again.'],
  ['nginx:notready', 'Pulled in 1.2 s (12 MB). Runs, and never becomes ready.'],
  ['nginy', 'The registry of this lab does not have it: the pull fails with ErrImagePull, then ImagePullBackOff.'],
])('%s: %s', (reference, words) => {
  expect(imageWords(knownImages, reference)).toBe(words)
})

test('of a document is told what nothing follows from, once, at its kind', () => {
  const text = `${manifest}        env: [{name: A, value: b}]\n        tty: true\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: b}\n`
  expect(manifestHints(text)).toEqual([
    { line: 2, sentence: 'Checked and stored, but nothing follows here from env, tty. The menu has more under “What is simulated”.', fixes: [] },
    { line: 24, sentence: 'Checked and stored, but nothing follows here from data (stored and shown; no container reads it). The menu has more under “What is simulated”.', fixes: [] },
  ])
  expect(manifestHints(manifest)).toEqual([])
})

describe('every kind is judged as apply would', () => {
  const found = (text: string) => manifestProblems(text, cluster).map(({ line, message }) => `${line}: ${message}`)

  test.each<[string, string, readonly string[]]>([
    ['a Deployment', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: -1\n  selector: {matchLabels: {app: a}}\n  template:\n    metadata: {labels: {app: a}}\n    spec: {containers: [{name: a, image: nginx}]}\n', ['5: spec.replicas: Invalid value: -1: must be greater than or equal to 0']],
    ['a Service', 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  ports:\n  - port: 0\n    targetPort: 80\n', ['6: spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive']],
    ['a ConfigMap with a field that is none', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndate: {}\n', ['4: ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "date"']],
    ['a kind that is not there', 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\n', ['2: error: resource mapping not found for name: "db" namespace: "" from "manifest.yaml": no matches for kind "StatefulSet" in version "apps/v1"\nensure CRDs are installed first']],
    ['a namespace that is not there', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\n  namespace: nope\n', ['5: namespaces "nope" not found']],
    ['an object without a name', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n', ['3: metadata.name: Required value: name or generateName is required']],
    ['a name that is to be made up', 'apiVersion: v1\nkind: Pod\nmetadata:\n  generateName: a-\nspec: {containers: [{name: a, image: b}]}\n', ['4: error: from a-: cannot use generate name with apply']],
    ['a change of what must stay', manifest.replaceAll('app: agent', 'app: other'), ['6: spec.selector: Invalid value: {"matchLabels":{"app":"other"}}: field is immutable']],
    ['an item of a List', 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Namespace\n  metadata: {name: fine}\n- apiVersion: v1\n  kind: Namespace\n  metadata:\n    name: Not_Fine\n', [expect.stringMatching(/^10: metadata.name: Invalid value: "Not_Fine"/) as string]],
    ['documents up to one that cannot be read', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: X}\n---\na: b: c\n', [expect.stringMatching(/^3: metadata.name: Invalid value: "X"/) as string, '5: error converting YAML to JSON: yaml: mapping values are not allowed in this context']],
  ])('%s', (_, text, problems) => {
    expect(found(text)).toEqual(problems)
  })

  test('a document may need what an earlier one brings, and nothing of it stays', () => {
    const text = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: team}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: team}\n'
    expect(found(text)).toEqual([])
    expect(cluster.objects.namespaces.has('team')).toBe(false)
  })
})

describe('what stands beside the lines', () => {
  test('selector and labels are joined, and the nodes counted', () => {
    expect(annotationsOf(manifest, cluster.objects.nodes)).toEqual({
      notes: [{ line: 8, text: 'selects pods, not nodes' }, { line: 13, text: 'must match line 8' }, { line: 15, text: 'matches 2 nodes' }],
      braces: [{ from: 8, to: 13 }],
    })
  })

  test('in each document, and not in what is no DaemonSet', () => {
    const { braces } = annotationsOf(`kind: ConfigMap\n---\n${manifest}---\n${manifest}`, cluster.objects.nodes)
    expect(braces).toEqual([{ from: 10, to: 15 }, { from: 30, to: 35 }])
  })

  test.each([
    { at: 'disk: ssd', nodes: ['a', 'b'] },
    { at: 'nodeSelector', nodes: ['a', 'b'] },
    { at: 'matchLabels', nodes: ['a'] },
    { at: 'tier: x', nodes: [] },
    { at: 'image', nodes: undefined },
  ])('the cursor at $at means $nodes', ({ at, nodes }) => {
    const meant = nodesMeantAt(at === 'tier: x' ? manifest.replace('tier: x', 'tier: y') : manifest, manifest.indexOf(at), cluster.objects)
    expect(meant && [...meant]).toEqual(nodes)
  })
})

describe('what is not applied yet', () => {
  const changed = (before: string, after: string) => changedLines(compareTexts(before, after))
  test.each([
    { what: 'nothing', before: 'a\nb\n', after: 'a\nb\n', is: { added: [], removedBefore: [], count: 0 } },
    { what: 'a line changed', before: 'a\nb\nc\n', after: 'a\nx\nc\n', is: { added: [2], removedBefore: [], count: 1 } },
    { what: 'a line added at the end', before: 'a\n', after: 'a\nb', is: { added: [2], removedBefore: [], count: 1 } },
    { what: 'a line taken away', before: 'a\nb\nc\n', after: 'a\nc\n', is: { added: [], removedBefore: [2], count: 1 } },
    { what: 'all taken away', before: 'a\nb\n', after: '', is: { added: [], removedBefore: [1], count: 2 } },
    { what: 'two places', before: 'a\nb\nc\nd\n', after: 'x\na\nb\nc\n', is: { added: [1], removedBefore: [5], count: 2 } },
    { what: 'no end of line is no change', before: 'a\nb\n', after: 'a\nb', is: { added: [], removedBefore: [], count: 0 } },
  ])('$what', ({ before, after, is }) => {
    expect(changed(before, after)).toEqual(is)
  })

  test('both texts in one', () => {
    expect(compareTexts('a\nb\n', 'a\nc\n').map(({ kind, text, before, after }) => [kind, text, before, after])).toEqual([
      ['same', 'a', 1, 1], ['removed', 'b', 2, undefined], ['added', 'c', undefined, 2],
    ])
  })

  test('a live object that was taken up is what the draft is compared with', () => {
    const [live] = [...cluster.objects.daemonsets.values()]
    const taken = baselineFor('', undefined, [live!])!
    expect(taken).toContain('image: nginx:1.27')
    expect(baselineFor(taken.replace('1.27', '1.28'), manifest, [live!])).toBe(taken)
    expect(baselineFor(manifest.replace('1.27', '1.28'), manifest, [live!])).toBe(manifest)
  })
})

test('each unknown field is told on its own line', () => {
  const problems = manifestProblems(manifest.replace('  selector:', '  foo: 1\n  bar: 2\n  selector:'), cluster)
  expect(problems.map(({ line, path, message }) => [line, path, message])).toEqual([
    [6, 'spec.foo', 'DaemonSet in version "v1" cannot be handled as a DaemonSet: strict decoding error: unknown field "spec.foo"'],
    [7, 'spec.bar', 'DaemonSet in version "v1" cannot be handled as a DaemonSet: strict decoding error: unknown field "spec.bar"'],
  ])
})

test.each([
  'spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero',
  'DaemonSet in version "v1" cannot be handled as a DaemonSet: strict decoding error: unknown field "spec.replicas"',
])('a sentence to %s', (message) => {
  expect(problemSentence(message)).toMatch(/^[A-Z].*\.$/)
})

test('a key that is written twice is told of where it has no effect', () => {
  const [hint, ...more] = manifestHints(manifest.replace('      nodeSelector:', '      hostNetwork: true\n      nodeSelector:\n        a: b\n      nodeSelector:'))
  expect([hint!.line, hint!.sentence, more]).toEqual([16, 'spec.template.spec.nodeSelector is written again in line 18. Only the last one counts; kubectl sends no other.', []])
  expect(hint!.fixes).toEqual([{ title: 'Remove the one in line 16', text: manifest.replace('      nodeSelector:', '      hostNetwork: true\n      nodeSelector:') }])
})

test('another kind than a DaemonSet is no error; an unknown field of it is', () => {
  const web = manifest.replace('kind: DaemonSet', 'kind: Deployment').replace('        tier: x\n', '')
  const said = (text: string) => manifestProblems(text, bootCluster(1)).map(({ line, message }) => `${line}: ${message}`)
  expect(said(web)).toEqual([])
  expect(said(web.replace('selector:', 'updateStrategy: {}\n  selector:'))).toEqual(['6: Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.updateStrategy"'])
})
