/**
 * May a pod of a DaemonSet run on a node, and may one that is there stay?
 *
 * Stands for NodeShouldRunDaemonPod, kubernetes/pkg/controller/daemon/daemon_controller.go.
 * Not asked, here as there: free cpu and memory, host ports, pod affinity, the Ready condition.
 */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { unmetNodeAffinity, unmetNodeSelector, type UnmetRequirement } from '#apis/node-affinity'
import { untoleratedTaints } from '#apis/taints'

/** One question asked of a node, and the answer in terms of what was looked at. */
export type Gate =
  | { readonly name: 'nodeName'; readonly passed: boolean; readonly wanted: string | undefined }
  | { readonly name: 'nodeSelector'; readonly passed: boolean; readonly unmet: readonly UnmetRequirement[] }
  | { readonly name: 'nodeAffinity'; readonly passed: boolean; readonly unmet: readonly (readonly UnmetRequirement[])[] }
  | { readonly name: 'taints'; readonly passed: boolean; readonly untolerated: readonly corev1.Taint[] }

/** The decision for one node, with every gate in the order in which it is asked. */
export interface Verdict {
  /** A pod is created here where there is none. */
  readonly shouldRun: boolean
  /** A pod that is here already stays. */
  readonly shouldContinueRunning: boolean
  readonly gates: readonly Gate[]
}

const automatic = (key: string, effect: string): corev1.Toleration => Object.freeze({ key: `node.kubernetes.io/${key}`, operator: 'Exists', effect })

/** What every daemon pod tolerates, whatever its template says, in the order in which it is added. */
export const automaticTolerations: readonly corev1.Toleration[] = Object.freeze([
  automatic('not-ready', 'NoExecute'),
  automatic('unreachable', 'NoExecute'),
  automatic('disk-pressure', 'NoSchedule'),
  automatic('memory-pressure', 'NoSchedule'),
  automatic('pid-pressure', 'NoSchedule'),
  automatic('unschedulable', 'NoSchedule'),
])
const networkUnavailable = automatic('network-unavailable', 'NoSchedule')

const known = new WeakMap<corev1.PodSpec, readonly corev1.Toleration[]>()

/** The template's own tolerations, then the automatic ones that it does not have already. Asked for every node, so remembered per (frozen) template. */
export function daemonPodTolerations(podSpec: corev1.PodSpec): readonly corev1.Toleration[] {
  let tolerations = known.get(podSpec)
  if (!tolerations) known.set(podSpec, (tolerations = allTolerations(podSpec)))
  return tolerations
}

function allTolerations(podSpec: corev1.PodSpec): readonly corev1.Toleration[] {
  const own = podSpec.tolerations ?? []
  const added = podSpec.hostNetwork ? [...automaticTolerations, networkUnavailable] : automaticTolerations
  const isThere = (toleration: corev1.Toleration) =>
    own.some(({ key, operator, effect, value }) => key === toleration.key && operator === toleration.operator && effect === toleration.effect && !value)
  return [...own, ...added.filter((toleration) => !isThere(toleration))]
}

/** Asks all gates, also those after the first closed one, so that an explanation can show them. */
export function nodeShouldRunDaemonPod(node: corev1.Node, daemonSet: appsv1.DaemonSet): Verdict {
  const podSpec = daemonSet.spec?.template?.spec ?? {}
  const selector = unmetNodeSelector(podSpec.nodeSelector, node)
  const affinity = unmetNodeAffinity(podSpec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution, node)
  const untolerated = untoleratedTaints(node.spec?.taints, daemonPodTolerations(podSpec), ['NoSchedule', 'NoExecute'])
  const fits = !podSpec.nodeName || podSpec.nodeName === node.metadata?.name
  const matches = fits && selector.length === 0 && affinity.length === 0
  return {
    shouldRun: matches && untolerated.length === 0,
    // NoSchedule keeps new pods out; it does not send running ones away.
    shouldContinueRunning: matches && untolerated.every((taint) => taint.effect === 'NoSchedule'),
    gates: [
      { name: 'nodeName', passed: fits, wanted: podSpec.nodeName },
      { name: 'nodeSelector', passed: selector.length === 0, unmet: selector },
      { name: 'nodeAffinity', passed: affinity.length === 0, unmet: affinity },
      { name: 'taints', passed: untolerated.length === 0, untolerated },
    ],
  }
}
