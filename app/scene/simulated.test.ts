import { describe, expect, test } from 'vitest'
import { advance, perform } from '#cluster/advance'
import { bootCluster } from '#cluster/boot-cluster'
import { join } from '#cluster/faults'
import { startCommand } from '#kubectl/run-kubectl'
import { printed } from '#kubectl/process'
import { whatIsSimulated } from '#apis/what-is-simulated'
import { acceptedFields, findSimulated } from './simulated.ts'

/** A value of each field that is accepted and from which nothing follows; what needs an object that is not there has none. */
const podSpecSamples: Readonly<Record<string, unknown>> = {
  dnsConfig: { nameservers: ['1.1.1.1'] }, dnsPolicy: 'Default', enableServiceLinks: false, hostAliases: [{ ip: '1.2.3.4', hostnames: ['a'] }], hostIPC: true, hostPID: true,
  hostname: 'a', setHostnameAsFQDN: true, shareProcessNamespace: true, subdomain: 'a', imagePullSecrets: [{ name: 's' }], securityContext: { runAsUser: 1 },
  readinessGates: [{ conditionType: 'example.com/x' }], os: { name: 'linux' },
}
const containerSamples: Readonly<Record<string, unknown>> = {
  env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'nope', key: 'a' } } }], envFrom: [{ configMapRef: { name: 'nope' } }], workingDir: '/x', stdin: true, stdinOnce: true, tty: true,
  terminationMessagePath: '/x', terminationMessagePolicy: 'FallbackToLogsOnError', securityContext: { runAsUser: 1 }, resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }],
}

const daemonSet = (podSpec: object, container: object) => ({
  apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'a' },
  spec: { selector: { matchLabels: { app: 'a' } }, template: { metadata: { labels: { app: 'a' } }, spec: { ...podSpec, containers: [{ name: 'a', image: 'nginx:1.27', ...container }] } } },
})

/** What comes of a DaemonSet on two nodes: kubectl's mistakes, and which of its pods are ready when. */
function outcomeOf(podSpec: object, container: object) {
  const [nodes] = perform(bootCluster(1), 'fault', (draft) => ['node-1', 'node-2'].forEach((name) => join(draft, { name })))
  const [applied, process] = perform(advance(nodes, 5_000), 'kubectl', (draft) => startCommand(draft, 'apply -f -', { stdin: JSON.stringify(daemonSet(podSpec, container)) }))
  const pods = [...advance(applied, 20_000).objects.pods.values()]
  return {
    mistakes: printed(process, 'stderr').split('\n').filter((line) => line !== '' && !line.startsWith('Warning: ')),
    ready: pods.map(({ spec, status }) => `${spec!.nodeName} ${status?.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime}`).sort(),
  }
}

const fieldsTreated = (type: string, how: string) => whatIsSimulated.find((each) => each.type.endsWith(`.${type}`))!.fields.filter((group) => group.how === how).flatMap(({ fields }) => fields)

describe('the table says what is so', () => {
  const plain = outcomeOf({}, {})

  test.each(fieldsTreated('PodSpec', 'accepted').filter((field) => field in podSpecSamples))('nothing follows from %s of a pod', (field) => {
    expect(outcomeOf({ [field]: podSpecSamples[field] }, {})).toEqual(plain)
  })

  test.each(fieldsTreated('Container', 'accepted').filter((field) => field in containerSamples))('nothing follows from %s of a container', (field) => {
    expect(outcomeOf({}, { [field]: containerSamples[field] })).toEqual(plain)
  })

  test.each(fieldsTreated('PodSpec', 'refused'))('%s is refused', (field) => {
    expect(outcomeOf({ [field]: [{ name: 'b', image: 'b' }] }, {}).mistakes.join()).toContain(`spec.template.spec.${field}: Forbidden`)
  })

  test.each<[string, object, object]>([
    ['nodeSelector', { nodeSelector: { 'kubernetes.io/hostname': 'node-1' } }, {}],
    ['schedulingGates', { schedulingGates: [{ name: 'example.com/wait' }] }, {}],
    ['initContainers', { initContainers: [{ name: 'i', image: 'busybox' }] }, {}],
    ['schedulerName', { schedulerName: 'other' }, {}],
    ['image', {}, { image: 'nope' }],
    ['readinessProbe', {}, { readinessProbe: { httpGet: { port: 80 }, initialDelaySeconds: 5 } }],
    ['resources', {}, { resources: { requests: { cpu: '100' } } }],
  ])('something follows from %s', (_, podSpec, container) => {
    expect(outcomeOf(podSpec, container)).not.toEqual(plain)
  })
})

test.each<[string, readonly string[]]>([
  ['hostNetwork', ['PodSpec: hostNetwork']],
  ['spec.hostNetwork', ['PodSpec: hostNetwork']],
  ['taint', ['NodeSpec: taints', 'Taint: effect key timeAdded value', 'PodSpec: hostNetwork', 'TopologySpreadConstraint: nodeTaintsPolicy']],
  ['rollingupdatedaemonset', ['RollingUpdateDaemonSet: maxSurge maxUnavailable']],
  ['nothing-of-that-name', []],
])('looking for %s', (query, found) => {
  expect(findSimulated(query).types.map(({ type, rows }) => `${type}: ${rows.flatMap(({ fields }) => fields).join(' ')}`).sort()).toEqual([...found].sort())
})

test('everything is there until something is looked for, and what holds for all is found by its words', () => {
  expect(findSimulated('').types).toHaveLength(whatIsSimulated.length)
  expect(findSimulated('authorization').elsewhere).toHaveLength(1)
})

test('what nothing follows from is told of any kind, wherever it stands', () => {
  expect([...acceptedFields(daemonSet({ hostPID: true }, { env: [], tty: true })).keys()]).toEqual(['hostPID', 'env', 'tty'])
  expect([...acceptedFields({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: {} }).keys()]).toEqual(['data'])
  expect(acceptedFields(daemonSet({}, {})).size).toBe(0)
})
