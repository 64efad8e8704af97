import { describe, expect, it } from 'vitest'
import { fieldAt } from '../field-at.ts'
import { eventTypes } from '../event-fields.ts'
import structure from '../fields.json' with { type: 'json' }
import { apiVersionOfKind, shortName } from '../fields.ts'
import { explanationOf, explanations } from './explanation-of.ts'

const types = new Map(Object.entries({ ...structure, ...eventTypes } as Record<string, { fields?: Record<string, unknown> }>).map(([name, type]) => [shortName(name), type]))

describe('explanations', () => {
  it('are of fields that there are', () => {
    const astray = Object.keys(explanations).filter((key) => {
      if (key.includes(':')) {
        const [kind, path] = key.split(':') as [string, string]
        return fieldAt(apiVersionOfKind(kind) ?? '', kind, path) === undefined
      }
      const [type, field] = key.split('.') as [string, string?]
      if (['apiVersion', 'kind', 'metadata'].includes(key)) return false
      return field === undefined ? !types.has(type) : !types.get(type)?.fields?.[field]
    })
    expect(astray).toEqual([])
  })

  it('are whole sentences of a bearable length', () => {
    expect(Object.entries(explanations).filter(([, text]) => !/^[^a-z].*(\.\)?|…)$/s.test(text)).map(([key]) => key)).toEqual([])
    expect(Object.entries(explanations).filter(([, text]) => text.length > 330).map(([key]) => key)).toEqual([])
  })

  it.each(['DaemonSet', 'Pod', 'Node', 'Deployment', 'PriorityClass', 'PodDisruptionBudget', 'ConfigMap', 'Namespace', 'ControllerRevision', 'ResourceQuota', 'Service', 'ReplicaSet'])('cover the first level of %s', (kind) => {
    const { fields = {} } = fieldAt(apiVersionOfKind(kind)!, kind)!
    expect(Object.keys(fields).filter((name) => explanationOf(kind, name) === undefined)).toEqual([])
  })

  it.each([
    ['DaemonSet', '', /^Keeps one copy of a pod on every node/],
    ['DaemonSet', 'spec.selector', /picks pods by their labels, not nodes/],
    ['DaemonSet', 'spec.template.spec.restartPolicy', /only be Always/],
    ['Deployment', 'spec.template.spec.restartPolicy', /OnFailure/],
    ['DaemonSet', 'spec.template.spec.containers[0].image', /nginx:1\.27/],
    ['DaemonSet', 'spec.template.spec.containers.0.image', /nginx:1\.27/],
    ['Pod', 'spec.containers.livenessProbe.periodSeconds', /10 unless/],
    ['Pod', 'apiVersion', /Group and version/],
  ])('of %s %s', (kind, path, text) => expect(explanationOf(kind, path)).toMatch(text))

  it('are none where there is no field', () => expect(explanationOf('DaemonSet', 'spec.replicas')).toBeUndefined())
})

describe('fieldAt', () => {
  it('tells what may stand at a path', () => {
    expect(fieldAt('apps/v1', 'DaemonSet', 'spec.updateStrategy.type')).toEqual({ name: 'type', owner: 'DaemonSetUpdateStrategy', field: { type: 'string', enum: ['OnDelete', 'RollingUpdate'] }, required: false, requiredFields: [] })
    expect(fieldAt('apps/v1', 'DaemonSet', 'spec.selector')).toMatchObject({ owner: 'DaemonSetSpec', required: true, typeName: 'io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector' })
    expect(Object.keys(fieldAt('v1', 'Pod', 'spec.containers')!.fields!)).toContain('image')
  })
  it('goes into maps by any key', () => expect(fieldAt('v1', 'Pod', ['spec', 'nodeSelector', 'kubernetes.io/os'])?.field.type).toBe('string'))
  it('knows no kind of another version', () => expect(fieldAt('v1', 'DaemonSet')).toBeUndefined())
})
