import { expect, test } from 'vitest'
import type * as corev1 from '#apis/corev1'
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import type { Resource } from '#cluster/kube-apiserver/watch'
import { columnsOf } from './columns.ts'
import { podSummary } from './pod.ts'
import { tableText } from './table.ts'

/** 2026-01-05T09:01:00Z. */
const nowUnixMs = 1_767_603_660_000
const metadata = { name: 'x', namespace: 'default', creationTimestamp: '2026-01-05T09:00:30Z' }

const terminated = (reason: string | undefined, exitCode: number, signal = 0): corev1.ContainerStatus => ({ name: 'c', state: { terminated: { exitCode, ...(reason !== undefined && { reason }), ...(signal && { signal }) } } })
const waiting = (reason: string): corev1.ContainerStatus => ({ name: 'c', state: { waiting: { reason } } })
const running = (ready = true, restartCount = 0): corev1.ContainerStatus => ({ name: 'c', ready, restartCount, state: { running: {} } })
const [one, two] = [[{ name: 'c' }], [{ name: 'c' }, { name: 'd' }]]

test.each<{ name: string; pod: corev1.Pod; ready: string; status: string }>([
  { name: 'not scheduled', pod: { spec: { containers: one }, status: { phase: 'Pending' } }, ready: '0/1', status: 'Pending' },
  { name: 'gated', pod: { spec: { containers: one }, status: { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }] } }, ready: '0/1', status: 'SchedulingGated' },
  { name: 'running', pod: { spec: { containers: one }, status: { phase: 'Running', containerStatuses: [running()] } }, ready: '1/1', status: 'Running' },
  { name: 'one of two waits', pod: { spec: { containers: two }, status: { phase: 'Running', containerStatuses: [running(), waiting('CrashLoopBackOff')] } }, ready: '1/2', status: 'CrashLoopBackOff' },
  { name: 'the first reason counts', pod: { spec: { containers: two }, status: { phase: 'Pending', containerStatuses: [waiting('ErrImagePull'), waiting('ContainerCreating')] } }, ready: '0/2', status: 'ErrImagePull' },
  { name: 'done', pod: { spec: { containers: one }, status: { phase: 'Succeeded', containerStatuses: [terminated('Completed', 0)] } }, ready: '0/1', status: 'Completed' },
  { name: 'one done, one ready', pod: { spec: { containers: two }, status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }], containerStatuses: [terminated('Completed', 0), running()] } }, ready: '1/2', status: 'NotReady' },
  { name: 'killed', pod: { spec: { containers: one }, status: { phase: 'Failed', containerStatuses: [terminated(undefined, 137, 9)] } }, ready: '0/1', status: 'Signal:9' },
  { name: 'ended badly', pod: { spec: { containers: one }, status: { phase: 'Failed', containerStatuses: [terminated(undefined, 3)] } }, ready: '0/1', status: 'ExitCode:3' },
  { name: 'evicted', pod: { spec: { containers: one }, status: { phase: 'Failed', reason: 'Evicted' } }, ready: '0/1', status: 'Evicted' },
  { name: 'init container runs', pod: { spec: { containers: one, initContainers: two }, status: { phase: 'Pending', initContainerStatuses: [terminated('Completed', 0), running()] } }, ready: '0/1', status: 'Init:1/2' },
  { name: 'init container crashes', pod: { spec: { containers: one, initContainers: one }, status: { phase: 'Pending', initContainerStatuses: [waiting('CrashLoopBackOff')] } }, ready: '0/1', status: 'Init:CrashLoopBackOff' },
  { name: 'init container failed', pod: { spec: { containers: one, initContainers: one }, status: { phase: 'Failed', initContainerStatuses: [terminated('Error', 1)] } }, ready: '0/1', status: 'Init:Error' },
  { name: 'sidecar counts', pod: { spec: { containers: one, initContainers: [{ name: 'c', restartPolicy: 'Always' }] }, status: { phase: 'Running', initContainerStatuses: [{ ...running(), started: true }], containerStatuses: [running()] } }, ready: '2/2', status: 'Running' },
  { name: 'terminating', pod: { metadata: { deletionTimestamp: 'now' }, spec: { containers: one }, status: { phase: 'Running', containerStatuses: [running()] } }, ready: '1/1', status: 'Terminating' },
  { name: 'deleted when done', pod: { metadata: { deletionTimestamp: 'now' }, spec: { containers: one }, status: { phase: 'Failed' } }, ready: '0/1', status: 'Failed' },
  { name: 'node lost', pod: { metadata: { deletionTimestamp: 'now' }, spec: { containers: one }, status: { phase: 'Running', reason: 'NodeLost' } }, ready: '0/1', status: 'Unknown' },
])('pod: $name', ({ pod, ready, status }) => {
  expect(podSummary(pod)).toMatchObject({ ready, status })
})

test.each<{ name: string; resource: Resource; object: object; row: string }>([
  {
    name: 'pod with restarts', resource: 'pods',
    object: { metadata, spec: { containers: one, nodeName: 'node-1', readinessGates: [{ conditionType: 'a' }, { conditionType: 'b' }] }, status: { phase: 'Running', podIPs: [{ ip: '10.244.0.2' }], conditions: [{ type: 'a', status: 'True' }], containerStatuses: [{ ...running(true, 2), lastState: { terminated: { exitCode: 1, finishedAt: '2026-01-05T09:00:50Z' } } }] } },
    row: 'x|1/1|Running|2 (10s ago)|30s|10.244.0.2|node-1|<none>|1/2',
  },
  {
    name: 'node', resource: 'nodes',
    object: { metadata: { ...metadata, labels: { 'node-role.kubernetes.io/worker': '', 'node-role.kubernetes.io/control-plane': '', 'kubernetes.io/role': 'x' } }, spec: { unschedulable: true }, status: { conditions: [{ type: 'Ready', status: 'Unknown' }], addresses: [{ type: 'InternalIP', address: '10.0.0.1' }], nodeInfo: { kubeletVersion: 'v1.37.2', osImage: 'Debian', kernelVersion: '6.12.0', architecture: 'amd64' } } },
    row: 'x|NotReady,SchedulingDisabled|control-plane,worker,x|30s|v1.37.2|10.0.0.1|<none>|Debian|6.12.0 (amd64)|<unknown>',
  },
  { name: 'node without conditions', resource: 'nodes', object: { metadata }, row: 'x|Unknown|<none>|30s||<none>|<none>|<unknown>|<unknown>|<unknown>' },
  {
    name: 'daemon set', resource: 'daemonsets',
    object: { metadata, spec: { selector: { matchLabels: { app: 'x' }, matchExpressions: [{ key: 'a', operator: 'In', values: ['2', '1'] }, { key: 'z', operator: 'DoesNotExist' }] }, template: { spec: { nodeSelector: { disk: 'ssd' }, containers: [{ name: 'c', image: 'i' }, { name: 'd', image: 'j' }] } } }, status: { desiredNumberScheduled: 3, currentNumberScheduled: 2, numberReady: 1 } },
    row: 'x|3|2|1|0|0|disk=ssd|30s|c,d|i,j|a in (1,2),app=x,!z',
  },
  { name: 'deployment', resource: 'deployments', object: { metadata, spec: { replicas: 3 }, status: { readyReplicas: 1, updatedReplicas: 2 } }, row: 'x|1/3|2|0|30s|||<none>' },
  { name: 'replica set', resource: 'replicasets', object: { metadata, spec: { replicas: 3 }, status: { replicas: 2, readyReplicas: 1 } }, row: 'x|3|2|1|30s|||<none>' },
  { name: 'revision', resource: 'controllerrevisions', object: { metadata: { ...metadata, ownerReferences: [{ apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent', controller: true }] }, revision: 2 }, row: 'x|daemonset.apps/agent|2|30s' },
  { name: 'event', resource: 'events', object: { metadata, involvedObject: { kind: 'Pod', name: 'p', fieldPath: 'spec.containers{c}' }, type: 'Warning', reason: 'BackOff', message: 'text\n', source: { component: 'kubelet', host: 'node-1' }, firstTimestamp: '2026-01-05T09:00:00Z', lastTimestamp: '2026-01-05T09:00:59Z', count: 3 }, row: '1s|Warning|BackOff|pod/p|spec.containers{c}|kubelet, node-1|text|60s|3|x' },
  { name: 'namespace', resource: 'namespaces', object: { metadata, status: { phase: 'Active' } }, row: 'x|Active|30s' },
  { name: 'service', resource: 'services', object: { metadata, spec: { type: 'NodePort', clusterIPs: ['10.96.0.2'], ports: [{ port: 80, nodePort: 30080, protocol: 'TCP' }, { port: 53, protocol: 'UDP' }], selector: { app: 'x' } } }, row: 'x|NodePort|10.96.0.2|<none>|80:30080/TCP,53/UDP|30s|app=x' },
  { name: 'headless service', resource: 'services', object: { metadata, spec: { type: 'ClusterIP', clusterIPs: ['None'] } }, row: 'x|ClusterIP|None|<none>|<none>|30s|<none>' },
  { name: 'load balancer', resource: 'services', object: { metadata, spec: { type: 'LoadBalancer' } }, row: 'x|LoadBalancer|<none>|<pending>|<none>|30s|<none>' },
  { name: 'config map', resource: 'configmaps', object: { metadata, data: { a: '1' }, binaryData: { b: 'eA==' } }, row: 'x|2|30s' },
  { name: 'quota', resource: 'resourcequotas', object: { metadata, status: { hard: { pods: '3', 'limits.cpu': '2', cpu: '1' }, used: { pods: '1' } } }, row: 'x|cpu: 0/1, pods: 1/3|limits.cpu: 0/2|30s' },
  { name: 'priority class', resource: 'priorityclasses', object: { metadata, value: 1000, globalDefault: true, preemptionPolicy: 'Never' }, row: 'x|1000|true|30s|Never' },
  { name: 'budget', resource: 'poddisruptionbudgets', object: { metadata, spec: { minAvailable: '50%' }, status: { disruptionsAllowed: 1 } }, row: 'x|50%|N/A|1|30s' },
])('row: $name', ({ resource, object, row }) => {
  expect(tableText(columnsOf(resource), [object as KubeObject], nowUnixMs, { wide: true, noHeaders: true })).toBe(`${row.replaceAll('|', '\t')}\n`)
})
