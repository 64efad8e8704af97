/** A cluster in the words of a recording's `then`. */
import type * as corev1 from '#apis/corev1'
import { printTaint } from '#apis/taints'
import type { Cluster } from '#cluster/cluster'
import type { GeneratedNames } from './generated-names.ts'
import type { RecordedState } from './recording.ts'

const generated = new Set(['controller-revision-hash', 'pod-template-generation', 'pod-template-hash'])
const byName = <T extends { readonly metadata?: { readonly name?: string } }>(objects: ReadonlyMap<string, T>) =>
  [...objects.values()].sort((a, b) => a.metadata!.name!.localeCompare(b.metadata!.name!))
const controllerOf = (object: { readonly metadata?: corev1.Pod['metadata'] }) => object.metadata?.ownerReferences?.find(({ controller }) => controller)?.name

/** The state, and the resource version of the last event that it takes in. `sinceVersion`: events up to this one are old. */
export function recordedState(cluster: Cluster, names: GeneratedNames, sinceVersion: number): RecordedState {
  const { objects } = cluster
  names.learnHashes(cluster)
  return {
    nodes: byName(objects.nodes).map(recordedNode),
    daemonSets: byName(objects.daemonsets).map(({ metadata, status }) => ({
      namespace: metadata!.namespace, name: metadata!.name, generation: metadata!.generation, annotations: metadata!.annotations, status,
    })),
    pods: [...objects.pods.values()].map((pod) => recordedPod(pod, names)).sort((a, b) => a.name.localeCompare(b.name)),
    controllerRevisions: byName(objects.controllerrevisions)
      .sort((a, b) => a.revision! - b.revision!)
      .map((revision) => ({
        owner: controllerOf(revision) ?? null,
        revision: revision.revision,
        hash: names.hashName(revision.metadata!.labels?.['controller-revision-hash'] ?? ''),
        name: names.replaceIn(revision.metadata!.name!),
      })),
    replicaSets: byName(objects.replicasets).map(({ metadata, spec, status }) => ({
      name: metadata!.name!.replace(`-${metadata!.labels?.['pod-template-hash']}`, ''), replicas: status?.replicas ?? 0, ready: status?.readyReplicas ?? 0, desired: spec?.replicas,
    })),
    deployments: byName(objects.deployments).map(({ metadata, status }) => ({
      name: metadata!.name,
      status: { replicas: status?.replicas, readyReplicas: status?.readyReplicas, updatedReplicas: status?.updatedReplicas, availableReplicas: status?.availableReplicas },
    })),
    events: [...objects.events.values()]
      .filter(({ metadata }) => Number(metadata.resourceVersion) > sinceVersion)
      .map(({ type, reason, involvedObject, source, message, count }) => ({
        type, reason, object: names.replaceIn(`${involvedObject.kind}/${involvedObject.name}`), from: source.component, message: names.replaceIn(message), count,
      })),
  }
}

function recordedNode({ metadata, spec, status }: corev1.Node) {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')
  return {
    name: metadata!.name,
    labels: metadata!.labels,
    unschedulable: spec?.unschedulable ?? false,
    taints: (spec?.taints ?? []).map(printTaint).sort(),
    ready: ready?.status,
  }
}

function recordedPod(pod: corev1.Pod, names: GeneratedNames) {
  const { metadata, spec, status } = pod
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled')
  const owner = controllerOf(pod)
  const hash = metadata!.labels?.['controller-revision-hash']
  const containers = status?.containerStatuses
  return {
    name: names.podName(pod),
    namespace: metadata!.namespace,
    node: spec?.nodeName ?? null,
    phase: status?.phase,
    ready: isReady(pod),
    terminating: metadata!.deletionTimestamp !== undefined,
    ...(hash && { revision: names.hashName(hash) }),
    generation: metadata!.labels?.['pod-template-generation'],
    labels: Object.fromEntries(Object.entries(metadata!.labels ?? {}).filter(([key]) => !generated.has(key))),
    owner: owner === undefined ? null : names.replaceIn(owner),
    images: spec?.containers?.map(({ image }) => image),
    scheduled: scheduled && { status: scheduled.status, reason: scheduled.reason, message: scheduled.message },
    waiting: containers?.map(({ state }) => state?.waiting?.reason).filter((reason) => reason !== undefined),
    restarts: containers?.reduce((sum, { restartCount }) => sum + (restartCount ?? 0), 0),
  }
}

/** Does the pod's Ready condition hold? */
export function isReady(pod: corev1.Pod): boolean {
  return pod.status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True'
}
