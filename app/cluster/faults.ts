/**
 * What happens to the machines and containers themselves: nodes join and leave, lose their power,
 * containers fail. Everything that is no API request. Each runs inside `perform(cluster, 'fault', …)`.
 */
import type * as corev1 from '#apis/corev1'
import { matchesSelector } from '#apis/labels'
import { isStatus, type Status } from '#apis/status'
import type { Draft } from './draft.ts'
import { keyOf } from './kube-apiserver/object-key.ts'
import { noticedAfterMs } from './kube-controller-manager/node-controller.ts'
import { betweenEvictionsMs, type Shortage } from './kubelet/eviction.ts'
import { firstSuccessMs } from './kubelet/container-behaviour.ts'
import { partsOf, podRuns, silentNodes, type ContainerRun, type Part } from './kubelet/pod-run.ts'
import { firstConditions } from './kubelet/node-status.ts'
import { setPressure } from './kubelet/pressure.ts'

/** A machine that joins, as lessons and recordings write it. */
export interface JoiningNode {
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  readonly taints?: readonly corev1.Taint[]
  readonly unschedulable?: boolean
  /** Allocatable and capacity; absent parts as below. */
  readonly allocatable?: Readonly<Record<string, string>>
}

const room = { cpu: '4', memory: '8Gi', pods: '110', 'ephemeral-storage': '50Gi' }

/** A kubelet registers its node. Refused when the name is taken. */
export function join(draft: Draft, node: JoiningNode): corev1.Node | Status {
  const os = { os: 'linux', arch: 'amd64' }
  const own = Object.entries(os).flatMap(([key, value]) => [[`kubernetes.io/${key}`, value], [`beta.kubernetes.io/${key}`, value]])
  const resources = { ...room, ...node.allocatable }
  const spec: corev1.NodeSpec = { ...(node.taints?.length && { taints: node.taints }), ...(node.unschedulable && { unschedulable: true }) }
  const joined = draft.api.create('nodes', {
    metadata: { name: node.name, labels: { 'kubernetes.io/hostname': node.name, ...Object.fromEntries(own), ...node.labels }, annotations: { 'node.alpha.kubernetes.io/ttl': '0' } },
    spec,
    status: {
      capacity: resources,
      allocatable: resources,
      addresses: [{ type: 'InternalIP', address: '10.0.0.1' }, { type: 'Hostname', address: node.name }],
      daemonEndpoints: { kubeletEndpoint: { Port: 0 } },
      nodeInfo: nodeInfo(draft.options.kubernetesVersion),
      ...(draft.options.realKubelet && { conditions: firstConditions(draft.api.now()) }),
    },
  }, { reason: { rule: 'fault.join', nodeName: node.name } })
  if (!isStatus(joined)) silentNodes(draft).delete(node.name)
  return joined
}

const nodeInfo = (kubeletVersion: string): corev1.NodeSystemInfo => ({
  kubeletVersion,
  osImage: 'Debian GNU/Linux 13 (trixie)',
  kernelVersion: '6.12.0',
  containerRuntimeVersion: 'containerd://2.2.0',
  operatingSystem: 'linux',
  architecture: 'amd64',
  machineID: '',
  systemUUID: '',
  bootID: '',
  kubeProxyVersion: '',
})

/** The Node object is deleted and its machine is gone. */
export function leave(draft: Draft, name: string): corev1.Node | Status {
  silentNodes(draft).delete(name)
  return draft.api.delete('nodes', name, { reason: { rule: 'fault.leave', nodeName: name } })
}

/** Power is cut: the kubelet falls silent and nothing on the node can be confirmed any more. */
export function fail(draft: Draft, name: string): void {
  if (!draft.api.get('nodes', name) || silentNodes(draft).has(name)) return
  silentNodes(draft).set(name, draft.nowMs)
  // Not an earlier one: that waited for a silence which has ended since.
  draft.wakeInstead(`monitor/${name}`, noticedAfterMs(draft, name), 'node-controller')
}

/** Power is back: the kubelet reports, and catches up with what was asked of it meanwhile. */
export function recover(draft: Draft, name: string): void {
  if (!silentNodes(draft).delete(name)) return
  const bootMs = draft.options.nodeReadyMs / 2
  draft.wake(`node:${name}`, bootMs, 'kubelet')
  for (const key of draft.api.pods.onNode(name).keys()) draft.wake(key, bootMs, 'kubelet')
}

/** Which pods of a node are meant: those with all these labels. */
export interface PodsOnNode {
  readonly node: string
  readonly labels: Readonly<Record<string, string>>
}

const podsMeant = (draft: Draft, { node, labels }: PodsOnNode) =>
  [...draft.api.pods.onNode(node).values()].filter((pod) => !pod.metadata!.deletionTimestamp && matchesSelector({ matchLabels: labels }, pod.metadata!.labels))

/** The kubelet fails these pods to protect its node, one after another. */
export function evict(draft: Draft, which: PodsOnNode): void {
  podsMeant(draft, which).forEach((pod, index) => draft.wake(`evict:${keyOf(pod.metadata!)}`, index * betweenEvictionsMs, 'kubelet'))
}

/** The readiness of these pods turns, whatever their image would do. */
export function setReady(draft: Draft, which: PodsOnNode, ready: boolean): void {
  for (const pod of podsMeant(draft, which)) {
    const key = keyOf(pod.metadata!)
    const run = podRuns(draft).get(key)
    if (!run) continue
    podRuns(draft).set(key, Object.freeze({ ...run, forcedReady: ready }))
    draft.wake(key, 0, 'kubelet')
  }
}

/** The running containers of these pods exit with code 1 now. */
export function crash(draft: Draft, which: PodsOnNode): void {
  changeContainers(draft, which, (_part, container) => ({ ...container, untilMs: draft.nowMs, dies: 1 }))
}

/** The processes of these pods hang: from its next asking on the probe of that kind fails, until the container is started anew. A container without one goes on. */
export function failProbe(draft: Draft, which: PodsOnNode, kind: 'liveness' | 'startup'): void {
  changeContainers(draft, which, ({ container }, run) => {
    const probe = kind === 'liveness' ? container.livenessProbe : container.startupProbe
    if (!probe || run.probe) return run
    const sinceStartMs = draft.nowMs - run.sinceMs
    return { ...run, probe: { kind, failures: 0, nextMs: run.sinceMs + firstSuccessMs(probe, sinceStartMs + 1) } }
  })
}

/** Changes what the kubelet knows of running containers. */
function changeContainers(draft: Draft, which: PodsOnNode, change: (part: Part, run: ContainerRun) => ContainerRun): void {
  for (const pod of podsMeant(draft, which)) {
    const key = keyOf(pod.metadata!)
    const run = podRuns(draft).get(key)
    if (!run || run.stage === 'stopping') continue
    const parts = partsOf(pod)
    const containers = run.containers.map((each, index) => (each.stage === 'running' ? Object.freeze(change(parts[index]!, each)) : each))
    podRuns(draft).set(key, Object.freeze({ ...run, containers: Object.freeze(containers) }))
    draft.wake(key, 0, 'kubelet')
  }
}

/** A node runs short of memory, disk or process ids, or has enough again. */
export function pressure(draft: Draft, node: string, shortage: Shortage, isShort: boolean): void {
  if (draft.api.get('nodes', node)) setPressure(draft, node, shortage, isShort)
}
