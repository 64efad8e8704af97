/** Clusters and DaemonSets for tests and benches, written as a person would write them. */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { isStatus } from '#apis/status'
import { advance, perform } from './advance.ts'
import { bootCluster } from './boot-cluster.ts'
import type { Cluster } from './cluster.ts'
import { join, type JoiningNode } from './faults.ts'
import type { ClusterOptions } from './options.ts'

/** A defaulted DaemonSet `agent` in namespace default; `spec` and `pod` are laid over it. */
export function newDaemonSet(spec: Partial<appsv1.DaemonSetSpec> = {}, pod: Partial<corev1.PodSpec> = {}, image = 'nginx:1.27'): appsv1.DaemonSet {
  return {
    metadata: { name: 'agent', namespace: 'default' },
    spec: {
      selector: { matchLabels: { app: 'agent' } },
      template: {
        metadata: { labels: { app: 'agent' } },
        spec: { containers: [{ name: 'agent', image, imagePullPolicy: 'IfNotPresent' }], restartPolicy: 'Always', terminationGracePeriodSeconds: 30, ...pod },
      },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      revisionHistoryLimit: 10,
      ...spec,
    },
  }
}

/** A cluster with these nodes, at rest. */
export function clusterOf(nodes: readonly (string | JoiningNode)[], seed = 1, options: Partial<ClusterOptions> = {}): Cluster {
  const [cluster] = perform(bootCluster(seed, options), 'fault', (draft) => {
    for (const node of nodes) join(draft, typeof node === 'string' ? { name: node } : node)
  })
  return advance(cluster, 10_000)
}

/** Creates the DaemonSet, or updates the one of its name. Throws when refused. */
export function applied(cluster: Cluster, daemonSet: appsv1.DaemonSet): Cluster {
  const [next, answer] = perform(cluster, 'kubectl', (draft) => {
    const { metadata, ...rest } = draft.api.get('daemonsets', 'default/agent') ?? daemonSet
    return draft.api.get('daemonsets', 'default/agent')
      ? draft.api.update('daemonsets', { ...rest, metadata, spec: daemonSet.spec })
      : draft.api.create('daemonsets', daemonSet)
  })
  if (isStatus(answer)) throw new Error(answer.message)
  return next
}

/** The counters in kubectl's order: DESIRED, CURRENT, READY, UP-TO-DATE, AVAILABLE. */
export function counters(cluster: Cluster): readonly number[] {
  const status = cluster.objects.daemonsets.get('default/agent')!.status!
  return [status.desiredNumberScheduled!, status.currentNumberScheduled!, status.numberReady!, status.updatedNumberScheduled ?? 0, status.numberAvailable ?? 0]
}

/** The nodes that have a pod of `agent`, each once per pod, in order. */
export const nodesWithPods = (cluster: Cluster): readonly string[] => [...cluster.objects.pods.values()].map((pod) => pod.spec!.nodeName ?? 'none').sort()

/** All reasons of events so far, each once, in order of first telling. */
export const reasons = (cluster: Cluster): readonly string[] => [...new Set([...cluster.objects.events.values()].map(({ reason }) => reason))]
