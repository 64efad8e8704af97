import { expect, test } from 'vitest'
import { decodeObject } from '../decode-object.ts'
import { invalidStatus } from '../field-error.ts'
import { isStatus } from '../status.ts'
import { validateObject } from './validate-object.ts'

const selector = { matchLabels: { app: 'x' } }
const label = "must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"

test.each([
  ['PodDisruptionBudget', 'policy/v1', { spec: { selector, minAvailable: 1, maxUnavailable: 1 } }, 'spec: Invalid value: {"MinAvailable":1,"Selector":{"matchLabels":{"app":"x"}},"MaxUnavailable":1,"UnhealthyPodEvictionPolicy":null}: minAvailable and maxUnavailable cannot be both set'],
  ['PodDisruptionBudget', 'policy/v1', { spec: { selector, minAvailable: '150%' } }, 'spec.minAvailable: Invalid value: "150%": must not be greater than 100%'],
  ['PodDisruptionBudget', 'policy/v1', { spec: { selector, maxUnavailable: -1 } }, 'spec.maxUnavailable: Invalid value: -1: must be greater than or equal to 0'],
  ['ResourceQuota', 'v1', { spec: { hard: { gpus: '1' } } }, '[spec.hard[gpus]: Invalid value: "gpus": must be a standard resource type or fully qualified, spec.hard[gpus]: Invalid value: "gpus": must be a standard resource for quota]'],
  ['ResourceQuota', 'v1', { spec: { hard: { pods: '1500m', 'count/deployments.apps': '2' } } }, 'spec.hard[pods]: Invalid value: "1500m": must be an integer'],
  ['Service', 'v1', { metadata: { name: '1st' }, spec: { ports: [{ port: 80 }] } }, `metadata.name: Invalid value: "1st": a DNS-1035 label ${label}`],
  ['Service', 'v1', { spec: { type: 'Nope', ports: [{ port: 80 }, { port: 81, name: 'b' }] } }, '[spec.ports[0].name: Required value, spec.type: Unsupported value: "Nope": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"]'],
  ['ConfigMap', 'v1', { data: { 'a b': '' } }, "data[a b]: Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"],
  ['Namespace', 'v1', { metadata: { name: 'a.b' } }, "metadata.name: Invalid value: \"a.b\": must not contain dots"],
])('%s %s %j', (kind, apiVersion, object, expected) => {
  const decoded = decodeObject({ apiVersion, kind, metadata: { name: 'x' }, ...object })
  if (isStatus(decoded)) throw new Error(decoded.message)
  expect(invalidStatus(kind, 'x', validateObject(kind, decoded)).message.replace(`${kind} "x" is invalid: `, '')).toBe(expected)
})
