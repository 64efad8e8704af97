/** The parts of the control plane and the kubelets, in the order in which they hear of a change. */
import type { Component } from './component.ts'
import { daemonSetController } from './kube-controller-manager/daemonset/daemonset-controller.ts'
import { disruptionController } from './kube-controller-manager/disruption-controller.ts'
import { deploymentController } from './kube-controller-manager/deployment/deployment-controller.ts'
import { garbageCollector } from './kube-controller-manager/garbage-collector.ts'
import { namespaceController } from './kube-controller-manager/namespace-controller.ts'
import { nodeController } from './kube-controller-manager/node-controller.ts'
import { podGarbageCollector } from './kube-controller-manager/pod-garbage-collector.ts'
import { replicaSetController } from './kube-controller-manager/replicaset/replicaset-controller.ts'
import { resourceQuotaController } from './kube-controller-manager/resource-quota-controller.ts'
import { taintEvictionController } from './kube-controller-manager/taint-eviction-controller.ts'
import { scheduler } from './kube-scheduler/scheduler.ts'
import { kubelet } from './kubelet/kubelet.ts'

export const components: readonly Component[] = [
  daemonSetController,
  deploymentController,
  replicaSetController,
  nodeController,
  taintEvictionController,
  garbageCollector,
  podGarbageCollector,
  namespaceController,
  resourceQuotaController,
  disruptionController,
  scheduler,
  kubelet,
]
