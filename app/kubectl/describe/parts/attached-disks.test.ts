import { expect, test } from 'vitest'
import { attachedDisk } from './attached-disks.ts'

test.each<[string, object, readonly (readonly [string, string])[]]>([
  ['iscsi', { targetPortal: '1.2.3.4', iqn: 'iqn.x', lun: 0, iscsiInterface: 'default', portals: ['1.2.3.5'], secretRef: { name: 's' } }, [
    ['TargetPortal:', '1.2.3.4'], ['IQN:', 'iqn.x'], ['Lun:', '0'], ['ISCSIInterface', 'default'], ['FSType:', ''], ['ReadOnly:', 'false'], ['Portals:', '[1.2.3.5]'],
    ['DiscoveryCHAPAuth:', 'false'], ['SessionCHAPAuth:', 'false'], ['SecretRef:', '&LocalObjectReference{Name:s,}'], ['InitiatorName:', '<none>'],
  ]],
  ['flexVolume', { driver: 'a/b', options: { q: 'r', a: 'b' } }, [['Driver:', 'a/b'], ['FSType:', ''], ['SecretRef:', 'nil'], ['ReadOnly:', 'false'], ['Options:', 'map[a:b q:r]']]],
  ['fc', { targetWWNs: ['a', 'b'], lun: 1 }, [['TargetWWNs:', 'a, b'], ['LUN:', '1'], ['FSType:', ''], ['ReadOnly:', 'false']]],
])('%s shows its fields, and what stands where they are not set', (name, source, rows) => {
  expect(attachedDisk({ name: 'v', [name]: source })?.rows).toEqual(rows)
})

test('what lives on the node is none', () => {
  expect(attachedDisk({ name: 'v', emptyDir: {} })).toBeUndefined()
})
