import { expect, test } from 'vitest'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { facets } from '#cluster/journal/facets'
import { callOf, pathOf } from './api-call.ts'
import { fieldChanges } from './field-changes.ts'

const changed = (previous: object, object: object) => fieldChanges({ type: 'MODIFIED', previous, object } as unknown as WatchEvent)

test('each field that is another, the items of lists by what tells them apart', () => {
  const before = { metadata: { resourceVersion: '1', labels: { 'a.b/c': 'x' } }, spec: { taints: [{ key: 'k', effect: 'NoSchedule' }], ports: [1, 2] }, status: { conditions: [{ type: 'Ready', status: 'False' }] } }
  const after = { metadata: { resourceVersion: '2', labels: { 'a.b/c': 'y' } }, spec: { taints: [{ key: 'k', effect: 'NoSchedule' }, { key: 'k', effect: 'NoExecute' }], ports: [1, 3] }, status: { conditions: [{ type: 'Ready', status: 'True' }] } }
  expect(changed(before, after)).toEqual([
    { path: 'metadata.labels[a.b/c]', before: '"x"', after: '"y"' },
    { path: 'spec.taints[k:NoExecute]', before: undefined, after: '{"key":"k","effect":"NoExecute"}' },
    { path: 'spec.ports', before: '[1,2]', after: '[1,3]' },
    { path: 'status.conditions[Ready].status', before: '"False"', after: '"True"' },
  ])
  expect(fieldChanges({ type: 'ADDED', previous: undefined, object: after } as unknown as WatchEvent)).toEqual([])
})

test.each([
  ['create pods/binding', { resource: 'pods', type: 'MODIFIED', subresource: 'binding', component: 'default-scheduler', rule: 'schedule', facets: 0 }],
  ['patch pods/status', { resource: 'pods', type: 'MODIFIED', subresource: 'status', component: 'kubelet', rule: 'kubelet.running', facets: 0 }],
  ['update daemonsets/status', { resource: 'daemonsets', type: 'MODIFIED', subresource: 'status', component: 'daemonset-controller', rule: 'status', facets: 0 }],
  ['delete pods', { resource: 'pods', type: 'MODIFIED', subresource: undefined, component: 'daemonset-controller', rule: 'manage.delete', facets: facets.deletion }],
  ['create pods/eviction', { resource: 'pods', type: 'MODIFIED', subresource: undefined, component: 'kubectl', rule: 'eviction', facets: facets.deletion }],
  ['patch nodes', { resource: 'nodes', type: 'MODIFIED', subresource: undefined, component: 'node-controller', rule: 'node-lifecycle.taints', facets: facets.spec }],
  ['update namespaces/finalize', { resource: 'namespaces', type: 'DELETED', subresource: undefined, component: 'namespace-controller', rule: 'namespace.finalize', facets: facets.cameOrWent }],
  ['patch daemonsets', { resource: 'daemonsets', type: 'DELETED', subresource: undefined, component: 'garbage-collector', rule: 'garbage-collection.finalize', facets: facets.cameOrWent }],
] as const)('%s is the request behind a change', (words, written) => {
  const call = callOf({ ...written, key: 'default/a' })
  expect(`${call.verb} ${pathOf(call)}`).toBe(words)
})

test('of what kubectl asked for the request itself tells the verb', () => {
  const written = { resource: 'daemonsets', type: 'MODIFIED', subresource: undefined, component: 'kubectl', rule: 'request', facets: facets.spec, key: 'default/a' } as const
  expect([callOf(written, { rule: 'request', verb: 'update' }).verb, callOf(written).verb]).toEqual(['update', 'patch'])
})
