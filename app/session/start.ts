/** How a sandbox begins: a small cluster at rest, and a manifest that nobody has applied yet. */
import type { Cluster } from '#cluster/cluster'
import type { JoiningNode } from '#cluster/faults'
import type { Start } from '#timeline/start'

export const firstManifest = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: nginx-daemonset
spec:
  selector:
    matchLabels:
      app: nginx
  template:
    metadata:
      labels:
        app: nginx
    spec:
      containers:
      - name: nginx
        image: nginx:latest
`

/** Ready-made machines that can be added. */
export type NodeRole = 'plain' | 'control-plane' | 'gpu' | 'small'

/** A node of a role, as its installer would register it. */
export function newNode(name: string, role: NodeRole, zone: string): JoiningNode {
  const labels: Record<string, string> = zone ? { 'topology.kubernetes.io/zone': zone } : {}
  switch (role) {
    case 'plain':
      return { name, labels }
    case 'small':
      return { name, labels: { ...labels, size: 'small' }, allocatable: { cpu: '500m', memory: '512Mi', pods: '10' } }
    case 'control-plane': {
      const role = 'node-role.kubernetes.io/control-plane'
      return { name, labels: { ...labels, [role]: '' }, taints: [{ key: role, effect: 'NoSchedule' }] }
    }
    case 'gpu':
      return { name, labels: { ...labels, 'node-role.kubernetes.io/gpu': '', gpu: 'true' }, taints: [{ key: 'gpu', effect: 'NoSchedule' }] }
  }
}

/** How the nodes of a role are called. */
export const rolePrefix: Readonly<Record<NodeRole, string>> = { plain: 'worker', 'control-plane': 'cp', gpu: 'gpu', small: 'small' }

/** Three workers and a control plane in two zones, Ready, with nothing applied. */
export const sandboxStart: Start = {
  seed: 1,
  nodes: [newNode('cp-1', 'control-plane', 'a'), newNode('worker-1', 'plain', 'a'), newNode('worker-2', 'plain', 'b'), newNode('worker-3', 'plain', 'b')],
  readyAtMs: 5_000,
}

/** Zones in use, and where a new node goes: the one with the fewest. */
export function nextZone(cluster: Cluster): string {
  const counts = new Map<string, number>([['a', 0], ['b', 0]])
  for (const { metadata } of cluster.objects.nodes.values()) {
    const zone = metadata?.labels?.['topology.kubernetes.io/zone']
    if (zone) counts.set(zone, (counts.get(zone) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))[0]![0]
}
