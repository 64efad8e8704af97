/** What may befall a node and a pod beyond what befalls all of them. */
import type { Cluster } from '#cluster/cluster'

export { shortagesOf } from '#cluster/kubelet/pressure'
export type { Shortage } from '#cluster/kubelet/eviction'

export type HangingProbe = 'liveness' | 'startup'

/** The kinds of probes by which a pod's kubelet would notice that its process hangs. */
export function hangingProbes({ objects }: Cluster, podKey: string | undefined): readonly HangingProbe[] {
  const containers = objects.pods.get(podKey ?? '')?.spec?.containers ?? []
  return (['liveness', 'startup'] as const).filter((kind) => containers.some((container) => container[`${kind}Probe`]))
}
