/** Which pods of a node a drain takes away, and what it says of the others. Stands for kubectl/pkg/drain/filters.go. */
import type * as corev1 from '#apis/corev1'
import { notFound } from '#apis/status'
import { parseLabelSelector, matchesRequirements } from '#apis/label-requirements'
import type { Draft } from '#cluster/draft'

/** What was said on the line of a drain. */
export interface DrainOptions {
  readonly ignoreDaemonSets: boolean
  readonly force: boolean
  readonly deleteEmptyDirData: boolean
  readonly disableEviction: boolean
  readonly gracePeriodSeconds?: number
  readonly podSelector?: string
  /** Pods whose deletion began longer ago than this (seconds) are not waited for; 0: all are. */
  readonly skipWaitSeconds: number
}

export interface PodsToDrain {
  /** Keys, in their order. */
  readonly pods: readonly string[]
  /** What is in the way; then nothing is done. */
  readonly errors: readonly string[]
  readonly warnings: string
}

interface Verdict {
  readonly remove: boolean
  readonly warning?: string
  readonly error?: string
}

const fine: Verdict = { remove: true }
const controllerOf = (pod: corev1.Pod) => pod.metadata?.ownerReferences?.find(({ controller }) => controller)
const isFinished = ({ status }: corev1.Pod) => status?.phase === 'Succeeded' || status?.phase === 'Failed'

/** Looks at all pods of a node. `secondsSince`: how long ago a timestamp was. */
export function podsToDrain(draft: Draft, node: string, options: DrainOptions, secondsSince: (timestamp: string) => number): PodsToDrain {
  const selector = parseLabelSelector(options.podSelector ?? '')
  const pods: string[] = []
  const [errors, warnings] = [new Map<string, string[]>(), new Map<string, string[]>()]
  const note = (table: Map<string, string[]>, text: string, key: string) => table.set(text, [...(table.get(text) ?? []), key])
  for (const [key, pod] of [...draft.api.pods.onNode(node)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!('problem' in selector) && !matchesRequirements(selector, pod.metadata?.labels)) continue
    const since = pod.metadata?.deletionTimestamp
    if (options.skipWaitSeconds > 0 && since && secondsSince(since) > options.skipWaitSeconds) continue
    const { remove, warning, error } = verdictOn(draft, pod, options)
    if (remove) pods.push(key)
    if (warning) note(warnings, warning, key)
    if (error) note(errors, error, key)
  }
  const texts = (table: Map<string, string[]>) => [...table].map(([text, keys]) => `${text}: ${keys.join(', ')}`)
  return { pods, errors: texts(errors).map((text) => `cannot delete ${text}`), warnings: texts(warnings).join('; ') }
}

function verdictOn(draft: Draft, pod: corev1.Pod, options: DrainOptions): Verdict {
  if (isFinished(pod)) return fine
  const controller = controllerOf(pod)
  if (controller?.kind === 'DaemonSet') {
    if (!draft.api.get('daemonsets', `${pod.metadata!.namespace}/${controller.name}`)) {
      const { message } = notFound('daemonsets.apps', controller.name!)
      return options.force ? { remove: true, warning: message } : { remove: false, error: message }
    }
    return options.ignoreDaemonSets ? { remove: false, warning: 'ignoring DaemonSet-managed Pods' } : { remove: false, error: 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)' }
  }
  if (pod.metadata?.annotations?.['kubernetes.io/config.mirror']) return { remove: false }
  const isLocal = pod.spec?.volumes?.some(({ emptyDir }) => emptyDir)
  if (isLocal && !options.deleteEmptyDirData) return { remove: false, error: 'Pods with local storage (use --delete-emptydir-data to override)' }
  if (!controller) return options.force ? { remove: true, warning: 'deleting Pods that declare no controller' } : { remove: false, error: 'Pods that declare no controller (use --force to override)' }
  return isLocal ? { remove: true, warning: 'deleting Pods with local storage' } : fine
}
