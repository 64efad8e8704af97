import type * as corev1 from '#apis/corev1'
import { describe, expect, it } from 'vitest'
import { withoutToken, withToken } from './service-account-token.ts'

const path = '/var/run/secrets/kubernetes.io/serviceaccount'
const pod = (spec: corev1.PodSpec = {}): corev1.Pod => ({ kind: 'Pod', metadata: { name: 'a', uid: 'u-1' }, spec: { containers: [{ name: 'app' }, { name: 'other', volumeMounts: [{ name: 'x', mountPath: '/x' }] }], ...spec } })

describe('the token of a pod', () => {
  it('is read by clients and taken out of what they write [API4]', () => {
    const stored = pod({ initContainers: [{ name: 'setup' }], volumes: [{ name: 'x' }] })
    const read = withToken(stored)
    const name = read.spec!.volumes![1]!.name!
    expect(name).toMatch(/^kube-api-access-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
    expect(read.spec!.containers!.map(({ volumeMounts }) => volumeMounts)).toEqual([[{ mountPath: path, name, readOnly: true }], [{ name: 'x', mountPath: '/x' }, { mountPath: path, name, readOnly: true }]])
    expect(read.spec!.initContainers![0]!.volumeMounts).toHaveLength(1)
    expect(withoutToken(read, stored)).toEqual(stored)
    expect(withoutToken(withToken(pod()), pod())).toEqual(pod())
  })

  it('is another one for another pod', () => expect(withToken({ ...pod(), metadata: { uid: 'u-2' } }).spec!.volumes![0]!.name).not.toBe(withToken(pod()).spec!.volumes![0]!.name))
  it('is not there where it is not wanted', () => expect(withToken(pod({ automountServiceAccountToken: false })).spec!.volumes).toBeUndefined())
  it('gives way to what is mounted at its place', () => {
    const own = { containers: [{ name: 'app', volumeMounts: [{ name: 'x', mountPath: path }] }], volumes: [{ name: 'x' }] }
    expect(withToken(pod(own)).spec).toEqual(own)
  })
})
