/** A cluster as an installer leaves it, before the first node joins. */
import type { Cluster } from './cluster.ts'
import { emptyCluster } from './cluster.ts'
import { openDraft } from './draft.ts'
import { publishCertificate } from './kube-controller-manager/namespace-controller.ts'
import type { ClusterOptions } from './options.ts'

/** As the API server makes them, descriptions included. */
const systemClasses = [
  ['system-cluster-critical', 2_000_000_000, 'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.'],
  ['system-node-critical', 2_000_001_000, 'Used for system critical pods that must not be moved from their current node.'],
] as const

/** Four namespaces, the two system priority classes, the API server's own service. `seed` decides names and every free order. */
export function bootCluster(seed: number, options: Partial<ClusterOptions> = {}): Cluster {
  const draft = openDraft(emptyCluster(seed, options))
  draft.actor = { component: 'kube-apiserver', cause: undefined }
  for (const name of ['default', 'kube-node-lease', 'kube-public', 'kube-system']) {
    draft.api.create('namespaces', { metadata: { name, labels: { 'kubernetes.io/metadata.name': name } }, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } })
    publishCertificate(draft, name)
  }
  draft.api.create('services', {
    metadata: { name: 'kubernetes', namespace: 'default', labels: { component: 'apiserver', provider: 'kubernetes' } },
    spec: {
      type: 'ClusterIP', clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.1'], internalTrafficPolicy: 'Cluster', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack',
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }], sessionAffinity: 'None',
    },
    status: { loadBalancer: {} },
  })
  for (const [name, value, description] of systemClasses) draft.api.create('priorityclasses', { metadata: { name }, value, description, preemptionPolicy: 'PreemptLowerPriority' })
  draft.undelivered.length = 0
  return draft.publish()
}
