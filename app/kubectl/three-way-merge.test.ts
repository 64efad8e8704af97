import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { strategicMerge } from '#cluster/kube-apiserver/patch'
import { threeWayMergePatch, twoWayMergePatch } from './three-way-merge.ts'

const type = 'io.k8s.api.apps.v1.DaemonSet'
const container = (name: string, image: string, more: object = {}) => ({ name, image, ...more })
const daemonSet = (containers: readonly object[], spec: object = {}) => ({ metadata: { name: 'agent' }, spec: { ...spec, template: { spec: { containers } } } })

describe('three-way merge', () => {
  it('is empty where nothing changed, whatever the server added', () => {
    const manifest = daemonSet([container('a', 'x:1')])
    const stored = daemonSet([container('a', 'x:1', { imagePullPolicy: 'Always' })], { minReadySeconds: 3 })
    expect(threeWayMergePatch(manifest, manifest, stored, type)).toEqual({})
  })

  it('takes away what the manifest no longer says, and leaves what others wrote', () => {
    const last = daemonSet([container('a', 'x:1'), container('b', 'y:1')], { minReadySeconds: 3 })
    const stored = daemonSet([container('a', 'x:1'), container('b', 'y:1'), container('sidecar', 's:1')], { minReadySeconds: 3, revisionHistoryLimit: 2 })
    const patch = threeWayMergePatch(last, daemonSet([container('a', 'x:2')]), stored, type)
    expect(strategicMerge(stored, patch, type)).toEqual(daemonSet([container('a', 'x:2'), container('sidecar', 's:1')], { revisionHistoryLimit: 2 }))
  })
})

describe('two-way merge', () => {
  const containers = fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c'), image: fc.constantFrom('x', 'y') }), { selector: ({ name }) => name })
  const any = fc.record({ containers, minReadySeconds: fc.option(fc.nat(9), { nil: undefined }) }).map(({ containers: list, minReadySeconds }) => daemonSet(list, minReadySeconds === undefined ? {} : { minReadySeconds }))

  it('leads from one object to the other', () => {
    fc.assert(
      fc.property(any, any, (from, to) => {
        expect(strategicMerge(from, twoWayMergePatch(from, to, type), type)).toEqual(to)
      }),
      { seed: 1 },
    )
  })
})
