import { beforeEach, describe, expect, test } from 'vitest'
import { Lab } from '../lab.fixture.ts'

let lab: Lab
beforeEach(() => {
  lab = new Lab(['node-1'])
})

const configMap = (name: string, more = '') => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${more}}\n`

describe('mistakes', () => {
  test.each<[string, string, string]>([
    ['apply -f nope.yaml', '', 'error: the path "nope.yaml" does not exist\n'],
    ['apply -f a.yaml -f b.yaml', '', 'the path "a.yaml" does not exist\nthe path "b.yaml" does not exist\n'],
    ['apply -f .', '', 'error: error reading [.]: recognized file extensions are [.json .yaml .yml]\n'],
    ['apply -f -', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: c-}\n', 'error: from c-: cannot use generate name with apply\n'],
    ['apply -f -', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n', 'error: error when retrieving current configuration of:\nResource: "/v1, Resource=configmaps", GroupVersionKind: "/v1, Kind=ConfigMap"\nName: "", Namespace: "default"\nfrom server for: "STDIN": resource name may not be empty\n'],
    ['apply -f -', 'foo: bar\n', 'error: error validating "STDIN": error validating data: [apiVersion not set, kind not set]; if you choose to ignore these errors, turn validation off with --validate=false\n'],
    ['apply -f - --validate=bogus', configMap('c'), 'error: invalid - validate option "bogus"; must be one of: strict (or true), warn, ignore (or false)\n'],
    ['apply -f - --validate=false', 'foo: bar\n', 'error: unable to decode "STDIN": Object \'Kind\' is missing in \'{"foo":"bar"}\'\n'],
    ['apply -f - --validate=false', '- a\n', 'error: unable to decode "STDIN": json: cannot unmarshal array into Go value of type unstructured.detector\n'],
    ['apply -f - --prune', configMap('c'), 'error: all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector\n'],
    ['apply -f - --prune --all --force', configMap('c'), 'error: --force cannot be used with --prune\n'],
    ['apply -f - --subresource=status', configMap('c'), 'error: --subresource can only be specified for --server-side\n'],
  ])('%s of %j', (line, stdin, stderr) => {
    expect(lab.run(line, stdin)).toEqual({ exit: 1, stdout: '', stderr })
  })
})

test('unknown fields are refused, told of, or dropped', () => {
  const text = `${configMap('c')}bogus: 1\n`
  expect(lab.run('apply -f -', text).stderr).toContain('strict decoding error: unknown field "bogus"')
  expect(lab.run('apply -f - --validate=warn', text)).toEqual({ exit: 0, stdout: 'configmap/c created\n', stderr: 'Warning: unknown field "bogus"\n' })
  expect(lab.run('apply -f - --validate=ignore', text.replace('name: c', 'name: d'))).toEqual({ exit: 0, stdout: 'configmap/d created\n', stderr: '' })
  expect(lab.run('get cm d -o jsonpath={.bogus}').stdout).toBe('')
})

test('documents before one that cannot be read are applied', () => {
  expect(lab.run('apply -f -', `${configMap('c')}---\na: b: c\n`)).toEqual({ exit: 1, stdout: 'configmap/c created\n', stderr: 'error: error parsing STDIN: error converting YAML to JSON: yaml: mapping values are not allowed in this context\n' })
})

test('a folder stands for its manifests, and -l picks among the objects', () => {
  const files = { 'a.yaml': configMap('a', ', labels: {app: x}'), 'b.yml': configMap('b'), 'notes.txt': 'x' }
  expect(lab.run('apply -f .', { files }).stdout).toBe('configmap/a created\nconfigmap/b created\n')
  expect(lab.run('apply -f . -l app=x', { files }).stdout).toBe('configmap/a unchanged\n')
})

test('prune deletes what was applied and is gone from the files, in their namespaces', () => {
  lab.run('apply -f -', `${configMap('a', ', labels: {app: x}')}---\n${configMap('b', ', labels: {app: x}')}---\n${configMap('c')}`)
  lab.run('create cm d')
  const text = configMap('a', ', labels: {app: x}')
  expect(lab.run('apply -f - --prune -l app=x --dry-run=client', text).stdout).toBe('configmap/a configured (dry run)\nconfigmap/b pruned (dry run)\n')
  expect(lab.run('apply -f - --prune -l app=x', text).stdout).toBe('configmap/a unchanged\nconfigmap/b pruned\n')
  expect(lab.run('apply -f - --prune --all', text).stdout).toBe('configmap/a unchanged\nconfigmap/c pruned\n')
  expect(lab.run('get cm -o name').stdout).toBe('configmap/a\nconfigmap/d\nconfigmap/kube-root-ca.crt\n')
})

test('set-last-applied writes the annotation and nothing else', () => {
  lab.run('create cm a --from-literal=k=v')
  const text = configMap('a')
  expect(lab.run('apply set-last-applied -f -', text).stderr).toBe('error: no last-applied-configuration annotation found on resource: a, to create the annotation, run the command with --create-annotation\n')
  expect(lab.run('apply set-last-applied -f - --create-annotation', text)).toEqual({ exit: 0, stdout: 'configmap/a configured\n', stderr: '' })
  expect(lab.run('apply view-last-applied cm/a').stdout).toContain('name: a')
  expect(lab.run('get cm a -o jsonpath={.data.k}').stdout).toBe('v')
  expect(lab.run('apply view-last-applied node/node-1')).toEqual({ exit: 0, stdout: '', stderr: '' })
})
