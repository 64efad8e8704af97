import { expect, test } from 'vitest'
import { importCluster, type ImportedCluster } from './import-cluster.ts'
import { isRefused, linesOf, parseRecording, type Recording } from './recording.ts'
import { openTimeline, seek } from './timeline.ts'

const printed = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Node
  metadata: {name: real-1, uid: x, labels: {kubernetes.io/hostname: real-1, disk: ssd}}
  spec: {podCIDR: 10.0.0.0/24, unschedulable: true, taints: [{key: node.kubernetes.io/unschedulable, effect: NoSchedule}, {key: gpu, value: "yes", effect: NoSchedule}]}
  status: {allocatable: {cpu: "2", memory: 4Gi, pods: "20"}, conditions: [{type: Ready, status: "True"}]}
- apiVersion: v1
  kind: Node
  metadata: {name: real-2}
  spec: {}
  status: {allocatable: {cpu: "2"}, conditions: [{type: Ready, status: Unknown}]}
- apiVersion: apps/v1
  kind: DaemonSet
  metadata: {name: agent, namespace: monitoring, uid: y, generation: 3, annotations: {deprecated.daemonset.template.generation: "3", team: a}}
  spec:
    selector: {matchLabels: {app: agent}}
    template:
      metadata: {creationTimestamp: null, labels: {app: agent}}
      spec: {tolerations: [{operator: Exists}], containers: [{name: agent, image: example.org/own:1}, {name: side, image: nginx:1.27}]}
  status: {desiredNumberScheduled: 2}
- apiVersion: v1
  kind: Pod
  metadata: {name: agent-x, ownerReferences: [{kind: DaemonSet, name: agent}]}
  spec: {nodeName: real-1, containers: [{name: agent, resources: {requests: {cpu: 1}}}]}
- apiVersion: v1
  kind: Pod
  metadata: {name: web}
  spec: {nodeName: real-1, containers: [{name: web, resources: {requests: {cpu: 500m}}}]}
  status: {phase: Running}
`

test('nodes, DaemonSets and other work become a start that runs', () => {
  const { recording, replacedImages } = importCluster(printed) as ImportedCluster
  expect(replacedImages).toEqual(['example.org/own:1'])
  expect(recording.start.nodes).toEqual([
    { name: 'real-1', labels: { 'kubernetes.io/hostname': 'real-1', disk: 'ssd' }, taints: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }], unschedulable: true, allocatable: { cpu: '2', memory: '4Gi', pods: '20' } },
    { name: 'real-2', labels: {}, taints: [], allocatable: { cpu: '2' } },
  ])
  expect(recording.lines[0]!.acts.map(({ act }) => Object.keys(act)[0])).toEqual(['shell', 'fill', 'fail', 'file', 'shell'])
  const read = parseRecording(JSON.stringify(recording), recording.start)
  expect(isRefused(read)).toBe(false)
  const { cluster } = seek(openTimeline(linesOf(read as Recording), () => ({ note: () => undefined })), 60_000).world
  expect(cluster.objects.daemonsets.get('monitoring/agent')?.metadata?.annotations).toMatchObject({ team: 'a' })
  expect(cluster.objects.daemonsets.get('monitoring/agent')?.status).toMatchObject({ desiredNumberScheduled: 2, numberReady: 1 })
})

test('JSON is read as well', () => {
  const json = JSON.stringify({ kind: 'List', items: [{ kind: 'Node', metadata: { name: 'real-1' } }] })
  expect((importCluster(json) as ImportedCluster).recording.start.nodes).toEqual([{ name: 'real-1', labels: {}, taints: [], allocatable: {} }])
})

test.each([
  { name: 'no cluster', text: 'kind: DaemonSet', why: /^there is no Node in it/ },
  { name: 'no JSON', text: '{', why: /JSON/ },
  { name: 'no YAML', text: 'a: [', why: /\(a large cluster is read from -o json\)$/ },
])('refused in words: $name', ({ text, why }) => expect(importCluster(text)).toMatch(why))
