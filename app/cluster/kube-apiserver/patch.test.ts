import { describe, expect, it } from 'vitest'
import { applyPatch, mergePatch } from './patch.ts'

const type = 'io.k8s.api.apps.v1.DaemonSet'
const object = {
  metadata: { name: 'agent', labels: { app: 'agent', tier: 'x' }, finalizers: ['a'] },
  spec: {
    minReadySeconds: 5,
    template: {
      spec: {
        containers: [{ name: 'one', image: 'a:1', env: [{ name: 'A', value: '1' }] }, { name: 'two', image: 'b:1' }],
        tolerations: [{ key: 'k' }],
        volumes: [{ name: 'v', emptyDir: {} }],
      },
    },
  },
}
const strategic = (patch: unknown) => applyPatch(object, patch, 'strategic', type)
const podSpec = (spec: object) => strategic({ spec: { template: { spec } } }) as typeof object

describe('strategic merge', () => {
  it('merges maps and takes away what is null', () => {
    expect(strategic({ metadata: { labels: { tier: null, new: 'y' } }, spec: { minReadySeconds: null } })).toMatchObject({ metadata: { name: 'agent', labels: { app: 'agent', new: 'y' } }, spec: { template: object.spec.template } })
  })

  it('merges lists by their key [API1]', () => {
    expect(podSpec({ containers: [{ name: 'two', image: 'b:2' }, { name: 'three', image: 'c:1' }] }).spec.template.spec.containers).toEqual([
      object.spec.template.spec.containers[0], { name: 'two', image: 'b:2' }, { name: 'three', image: 'c:1' },
    ])
  })

  it('replaces lists that have no merge strategy', () => {
    expect(podSpec({ tolerations: [{ key: 'other' }] }).spec.template.spec.tolerations).toEqual([{ key: 'other' }])
  })

  it('deletes, replaces, orders and retains as directives say', () => {
    expect(podSpec({ containers: [{ name: 'one', $patch: 'delete' }] }).spec.template.spec.containers).toEqual([{ name: 'two', image: 'b:1' }])
    expect(podSpec({ containers: [{ $patch: 'replace' }, { name: 'new', image: 'n' }] }).spec.template.spec.containers).toEqual([{ name: 'new', image: 'n' }])
    expect(podSpec({ '$setElementOrder/containers': [{ name: 'two' }, { name: 'one' }] }).spec.template.spec.containers.map(({ name }) => name)).toEqual(['two', 'one'])
    expect(podSpec({ volumes: [{ name: 'v', hostPath: { path: '/' }, $retainKeys: ['name', 'hostPath'] }] }).spec.template.spec.volumes).toEqual([{ name: 'v', hostPath: { path: '/' } }])
    expect(strategic({ metadata: { finalizers: ['b'], '$deleteFromPrimitiveList/finalizers': ['a'] } })).toMatchObject({ metadata: { finalizers: ['b'] } })
    expect(strategic({ spec: { template: { $patch: 'replace', spec: { containers: [] } } } })).toMatchObject({ spec: { minReadySeconds: 5, template: { spec: { containers: [] } } } })
  })

  it('refuses what has no merge key or is no object', () => {
    expect(podSpec({ containers: [{ image: 'x' }] })).toMatchObject({ reason: 'BadRequest', message: 'map: map[image:x] does not contain declared merge key: name' })
    expect(strategic('nope')).toMatchObject({ message: 'json: cannot unmarshal string into Go value of type map[string]interface {}' })
  })
})

describe('JSON merge', () => {
  it('replaces lists whole [API1]', () => {
    expect(mergePatch({ a: [1, 2], b: { c: 1, d: 2 } }, { a: [3], b: { c: null } })).toEqual({ a: [3], b: { d: 2 } })
  })
})

describe('JSON patch', () => {
  const json = (...patch: object[]) => applyPatch({ a: { b: [1, 2] }, c: 1 }, patch, 'json', undefined)

  it('does all six operations [API1]', () => {
    expect(json({ op: 'add', path: '/a/b/-', value: 3 }, { op: 'remove', path: '/a/b/0' })).toEqual({ a: { b: [2, 3] }, c: 1 })
    expect(json({ op: 'test', path: '/c', value: 1 }, { op: 'replace', path: '/c', value: 2 })).toEqual({ a: { b: [1, 2] }, c: 2 })
    expect(json({ op: 'copy', from: '/c', path: '/d' }, { op: 'move', from: '/a', path: '/e~1f' })).toEqual({ c: 1, d: 1, 'e/f': { b: [1, 2] } })
  })

  it('adds what it is to replace, as the real one does', () => {
    expect(json({ op: 'replace', path: '/new', value: 1 })).toEqual({ a: { b: [1, 2] }, c: 1, new: 1 })
  })

  it.each([
    [{ op: 'remove', path: '/x' }], [{ op: 'add', path: '/x/y', value: 1 }], [{ op: 'test', path: '/c', value: 2 }], [{ op: 'bogus', path: '/c' }], [{ op: 'add', path: '/a/b/9', value: 1 }],
  ])('refuses %j', (operation) => {
    expect(json(operation)).toMatchObject({ code: 422, message: 'the server rejected our request due to an error in our request' })
  })
})
