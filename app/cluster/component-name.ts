/** Who acts in a cluster. */

/** Kubernetes' names, as they stand in events; `kubectl` is whoever acts from outside, `fault` is what breaks. */
export type ComponentName =
  | 'kube-apiserver'
  | 'daemonset-controller'
  | 'deployment-controller'
  | 'replicaset-controller'
  | 'node-controller'
  | 'taint-eviction-controller'
  | 'garbage-collector'
  | 'pod-garbage-collector'
  | 'namespace-controller'
  | 'resourcequota-controller'
  | 'disruption-controller'
  | 'default-scheduler'
  | 'kubelet'
  | 'kubectl'
  | 'fault'
