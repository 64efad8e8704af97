/**
 * Every clock and delay of the control plane and the kubelets, with Kubernetes' defaults. Options
 * named after a flag of a real component stand for that flag; the others are how long work takes
 * here, chosen so that a person can follow it.
 */
import type { ImageCatalogue } from './images.ts'
import { knownImages } from './images.ts'
import type { Rules } from './rules.ts'

/** All durations in virtual milliseconds. */
export interface ClusterOptions {
  /** Wall time of virtual zero, in ms since 1970: only shown, never asked for. */
  readonly epochMs: number
  /** kube-controller-manager --node-monitor-period. */
  readonly nodeMonitorPeriodMs: number
  /** kube-controller-manager --node-monitor-grace-period. */
  readonly nodeMonitorGracePeriodMs: number
  /** The same for a node whose kubelet has never reported: --node-startup-grace-period. */
  readonly nodeStartupGracePeriodMs: number
  /** Nodes tainted NoExecute per second and zone: --node-eviction-rate. */
  readonly nodeEvictionRate: number
  /** The same in a zone that is unhealthy: --secondary-node-eviction-rate. */
  readonly secondaryNodeEvictionRate: number
  /** Share of not-ready nodes from which a zone is unhealthy: --unhealthy-zone-threshold. */
  readonly unhealthyZoneThreshold: number
  /** Clusters up to this size stop evicting in unhealthy zones: --large-cluster-size-threshold. */
  readonly largeClusterSizeThreshold: number
  /** How often orphaned pods are looked for. */
  readonly podGcPeriodMs: number
  /** How long a node must be missing before its pods are collected. */
  readonly podGcQuarantineMs: number
  /** kubelet: how often the lease is renewed. */
  readonly leaseRenewMs: number
  /** kube-apiserver --default-not-ready-toleration-seconds and its unreachable twin, in seconds. */
  readonly defaultTolerationSeconds: number
  /** From a change seen to the sync of the object's controller. */
  readonly controllerSyncMs: number
  /** From a pod seen to its binding, per attempt. */
  readonly schedulingMs: number
  /** How long the scheduler leaves an unschedulable pod before it tries again unasked. */
  readonly unschedulableFlushMs: number
  /** First delay of the DaemonSet controller for failed pods, doubling up to the second. */
  readonly failedPodBackoffMs: number
  readonly failedPodMaxBackoffMs: number
  /** kubelet: from binding to the pull or, with the image there, to the start of the containers. */
  readonly podStartMs: number
  /** kubelet: first delay after a crash or a failed pull, doubling up to the second, forgotten after the third. */
  readonly backOffMs: number
  readonly maxBackOffMs: number
  readonly backOffResetMs: number
  /** kubelet: from the confirmed end of all containers to the pod object's removal. */
  readonly podRemovalMs: number
  /** kubelet: between two looks at a node that is short of something; one pod is ended at each. */
  readonly evictionPeriodMs: number
  /** kubelet --eviction-pressure-transition-period: how long a condition outlasts the shortage. */
  readonly pressureTransitionMs: number
  /** kubelet: true where images are pulled, events written and pods admitted as a real kubelet does; false for stand-ins that only start and stop. */
  readonly realKubelet: boolean
  /** From a new Node object to its first Ready condition. */
  readonly nodeReadyMs: number
  /** kubelet version and the like that new nodes report. */
  readonly kubernetesVersion: string
  /** What each known image does. */
  readonly images: ImageCatalogue
  /** Nodes that come first, in this order, wherever a controller's order of nodes is its own free choice. */
  readonly preferredNodes: readonly string[]
  /** What may be done here, where not everything may. */
  readonly rules?: Rules
}

export const defaultOptions: ClusterOptions = Object.freeze({
  // Monday, 5 January 2026, 09:00 UTC
  epochMs: 1_767_603_600_000,
  nodeMonitorPeriodMs: 5_000,
  nodeMonitorGracePeriodMs: 50_000,
  nodeStartupGracePeriodMs: 60_000,
  nodeEvictionRate: 0.1,
  secondaryNodeEvictionRate: 0.01,
  unhealthyZoneThreshold: 0.55,
  largeClusterSizeThreshold: 50,
  podGcPeriodMs: 20_000,
  podGcQuarantineMs: 40_000,
  leaseRenewMs: 10_000,
  defaultTolerationSeconds: 300,
  controllerSyncMs: 40,
  schedulingMs: 60,
  unschedulableFlushMs: 300_000,
  failedPodBackoffMs: 1_000,
  failedPodMaxBackoffMs: 900_000,
  podStartMs: 300,
  backOffMs: 10_000,
  maxBackOffMs: 300_000,
  backOffResetMs: 600_000,
  podRemovalMs: 200,
  evictionPeriodMs: 10_000,
  pressureTransitionMs: 300_000,
  realKubelet: true,
  nodeReadyMs: 2_000,
  kubernetesVersion: 'v1.37.2',
  images: knownImages,
  preferredNodes: Object.freeze([]),
})
