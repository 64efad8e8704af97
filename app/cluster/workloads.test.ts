import { describe, expect, test } from 'vitest'
import type * as corev1 from '#apis/corev1'
import { isStatus } from '#apis/status'
import { advance, perform } from './advance.ts'
import type { Cluster } from './cluster.ts'
import { applied, clusterOf, newDaemonSet } from './cluster.fixture.ts'
import { handleRequest, type KubeObject } from './kube-apiserver/handle-request.ts'
import type { Resource } from './kube-apiserver/watch.ts'

const container: corev1.Container = { name: 'app', image: 'nginx:1.27' }
const pod = (name: string, spec: Partial<corev1.PodSpec> = {}, labels: Record<string, string> = { app: 'web' }) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, labels }, spec: { containers: [container], ...spec } })
/** Creates the objects one after another, some seconds apart; throws at a refusal. */
function created(cluster: Cluster, resource: Resource, ...objects: readonly object[]): Cluster {
  return objects.reduce<Cluster>((before, object) => {
    const [next, answer] = attempt(before, resource, object)
    if (isStatus(answer)) throw new Error(answer.message)
    return advance(next, next.nowMs + 15_000)
  }, cluster)
}
const attempt = (cluster: Cluster, resource: Resource, object: object) => perform(cluster, 'kubectl', (draft) => handleRequest(draft, { verb: 'create', resource, namespace: 'default', object }))
const nodeOf = (cluster: Cluster, name: string) => cluster.objects.pods.get(`default/${name}`)!.spec!.nodeName
const scheduledOf = (cluster: Cluster, name: string) => cluster.objects.pods.get(`default/${name}`)!.status!.conditions!.find(({ type }) => type === 'PodScheduled')!

describe('topology spread constraints', () => {
  const zones = [['a-1', 'a'], ['a-2', 'a'], ['b-1', 'b']].map(([name, zone]) => ({ name: name!, labels: { zone: zone! } }))
  const spread = (more: Partial<corev1.TopologySpreadConstraint> = {}): Partial<corev1.PodSpec> => ({ topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'web' } }, ...more }] })

  test('keep the zones within the skew [SCH2]', () => {
    const cluster = created(clusterOf(zones), 'pods', ...['1', '2', '3', '4'].map((name) => pod(name, spread())))
    expect(['1', '2', '3', '4'].map((name) => nodeOf(cluster, name)![0]).sort()).toEqual(['a', 'a', 'b', 'b'])
  })

  test('leave a pod waiting where only the full zone is open, and say so', () => {
    const open = [...zones.slice(0, 2), { ...zones[2]!, taints: [{ key: 'gone', effect: 'NoSchedule' }] }]
    const cluster = created(clusterOf(open), 'pods', pod('1', spread()), pod('2', spread()))
    expect(scheduledOf(cluster, '2').message).toBe("0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match pod topology spread constraints. preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.")
    const [freed] = perform(cluster, 'kubectl', (draft) => draft.api.delete('pods', 'default/1'))
    expect(nodeOf(advance(freed, freed.nowMs + 60_000), '2')).toMatch(/^a/)
  })

  test('ask for the label [SCH2]', () => {
    const cluster = created(clusterOf(['plain']), 'pods', pod('1', spread()))
    expect(scheduledOf(cluster, '1').message).toBe("0/1 nodes are available: 1 node(s) didn't match pod topology spread constraints (missing required label). preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.")
  })

  test('do not bind when they are only wishes [SCH2]', () => {
    const cluster = created(clusterOf(['plain']), 'pods', pod('1', spread({ whenUnsatisfiable: 'ScheduleAnyway' })))
    expect(nodeOf(cluster, '1')).toBe('plain')
  })
})

test('a pod with a scheduling gate waits until the gate is gone, without an event [SCH3]', () => {
  const waiting = created(clusterOf(['node-1']), 'pods', pod('1', { schedulingGates: [{ name: 'example.com/ready' }] }))
  expect(scheduledOf(waiting, '1')).toMatchObject({ status: 'False', reason: 'SchedulingGated', message: 'Scheduling is blocked due to non-empty scheduling gates' })
  expect([...waiting.objects.events.values()].some(({ reason }) => reason === 'FailedScheduling')).toBe(false)
  const [opened, answer] = perform(waiting, 'kubectl', (draft) => handleRequest(draft, { verb: 'patch', resource: 'pods', namespace: 'default', name: '1', patchType: 'merge', patch: { spec: { schedulingGates: null } } }))
  expect(isStatus(answer)).toBe(false)
  expect(nodeOf(advance(opened, opened.nowMs + 5_000), '1')).toBe('node-1')
})

describe('resource quotas', () => {
  const quota = (hard: Record<string, string>) => ({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'q' }, spec: { hard } })
  const asking = (cpu: string) => pod('p', { containers: [{ ...container, resources: { requests: { cpu } } }] })
  const messageOf = ([, answer]: [Cluster, KubeObject | { message: string }]) => ('message' in answer ? answer.message : 'created')

  test('tell what is used and refuse what is too much [API2]', () => {
    const used = created(clusterOf(['node-1']), 'resourcequotas', quota({ pods: '5', 'requests.cpu': '1' }))
    const one = created(used, 'pods', { ...asking('700m'), metadata: { name: 'first' } })
    expect(one.objects.resourcequotas.get('default/q')!.status).toEqual({ hard: { pods: '5', 'requests.cpu': '1' }, used: { pods: '1', 'requests.cpu': '700m' } })
    expect(messageOf(attempt(one, 'pods', asking('500m')))).toBe('pods "p" is forbidden: exceeded quota: q, requested: requests.cpu=500m, used: requests.cpu=700m, limited: requests.cpu=1')
    expect(messageOf(attempt(one, 'pods', pod('p')))).toBe('pods "p" is forbidden: failed quota: q: must specify requests.cpu for: app')
    expect(messageOf(attempt(one, 'pods', asking('300m')))).toBe('created')
  })

  test('count objects of other kinds [API2]', () => {
    const full = created(clusterOf([]), 'resourcequotas', quota({ configmaps: '1' }))
    expect(messageOf(attempt(full, 'configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } }))).toBe('configmaps "c" is forbidden: exceeded quota: q, requested: configmaps=1, used: configmaps=1, limited: configmaps=1')
  })
})

describe('disruption budgets', () => {
  const budget = (spec: object) => ({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'b' }, spec: { selector: { matchLabels: { app: 'web' } }, ...spec } })
  const statusOf = (cluster: Cluster) => cluster.objects.poddisruptionbudgets.get('default/b')!.status!
  const evicted = (cluster: Cluster, name: string) =>
    perform(cluster, 'kubectl', (draft) => handleRequest(draft, { verb: 'create', resource: 'pods', namespace: 'default', name, subresource: 'eviction', object: {} }))
  const three = () => created(clusterOf(['node-1', 'node-2']), 'pods', pod('1'), pod('2'), pod('3'))

  test('count healthy pods and let as many go as they can spare, no more [API3]', () => {
    const cluster = created(three(), 'poddisruptionbudgets', budget({ minAvailable: 2 }))
    expect(statusOf(cluster)).toMatchObject({ currentHealthy: 3, desiredHealthy: 2, expectedPods: 3, disruptionsAllowed: 1, conditions: [{ type: 'DisruptionAllowed', status: 'True', reason: 'SufficientPods' }] })
    const [after, first] = evicted(cluster, '1')
    expect(isStatus(first)).toBe(false)
    const [, second] = evicted(after, '2')
    expect(second).toMatchObject({ code: 429, message: "Cannot evict pod as it would violate the pod's disruption budget.", details: { causes: [{ reason: 'DisruptionBudget', message: 'The disruption budget b needs 2 healthy pods and has 3 currently' }] } })
    const later = advance(after, after.nowMs + 10_000)
    expect(statusOf(later)).toMatchObject({ currentHealthy: 2, disruptionsAllowed: 0, conditions: [{ status: 'False', reason: 'InsufficientPods' }] })
  })

  test('cannot reckon shares of daemon pods, and then let none go [API3]', () => {
    const cluster = created(advance(applied(clusterOf(['node-1']), newDaemonSet()), 30_000), 'poddisruptionbudgets', budget({ maxUnavailable: 1, selector: { matchLabels: { app: 'agent' } } }))
    expect(statusOf(cluster)).toMatchObject({ disruptionsAllowed: 0, conditions: [{ reason: 'SyncFailed', message: 'daemonsets.apps does not implement the scale subresource' }] })
    expect([...cluster.objects.events.values()].at(-1)!.message).toBe('Failed to calculate the number of expected pods: daemonsets.apps does not implement the scale subresource')
  })
})

test('a daemon pod whose image has blanks is refused when it is created, and the DaemonSet says so [DS16]', () => {
  const cluster = advance(applied(clusterOf(['node-1']), newDaemonSet({}, {}, 'nginx:1.27 ')), 11_000)
  const [told] = [...cluster.objects.events.values()].filter(({ reason }) => reason === 'FailedCreate')
  expect([told!.message.replace(/agent-\w{5}/, 'agent-xxxxx'), cluster.objects.pods.size]).toEqual(['Error creating: Pod "agent-xxxxx" is invalid: spec.containers[0].image: Invalid value: "nginx:1.27 ": must not have leading or trailing whitespace', 0])
})
