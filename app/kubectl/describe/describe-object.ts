/** Which description a kind gets. */
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import type { ObjectByResource, Resource } from '#cluster/kube-apiserver/watch'
import type { DescribeContext } from './context.ts'
import { describeAnything } from './kinds/generic.ts'
import { describeNamespace, describeQuota } from './kinds/namespace.ts'
import { describeNode } from './kinds/node.ts'
import { describePod } from './kinds/pod.ts'
import { describeService } from './kinds/service.ts'
import { describeConfigMap, describeDisruptionBudget, describePriorityClass } from './kinds/small-kinds.ts'
import { describeDaemonSet, describeDeployment, describeReplicaSet } from './kinds/workloads.ts'

const describers: { readonly [R in Resource]?: (object: ObjectByResource[R], context: DescribeContext) => string } = {
  configmaps: describeConfigMap,
  daemonsets: describeDaemonSet,
  deployments: describeDeployment,
  namespaces: describeNamespace,
  nodes: describeNode,
  poddisruptionbudgets: describeDisruptionBudget,
  pods: describePod,
  priorityclasses: describePriorityClass,
  replicasets: describeReplicaSet,
  resourcequotas: describeQuota,
  services: describeService,
}

/** All that `kubectl describe` says of one object, with its line ends. */
export function describeObject(resource: Resource, object: KubeObject, context: DescribeContext): string {
  const describer = describers[resource] as ((object: KubeObject, context: DescribeContext) => string) | undefined
  return (describer ?? describeAnything)(object, context)
}
