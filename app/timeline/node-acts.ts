/**
 * What kubectl does to a node and to the pods on it: taint, label, drain. Each answers in kubectl's
 * words. Left out: --dry-run, and waiting for disruption budgets.
 */
import type * as corev1 from '#apis/corev1'
import { isStatus, notFound, type Status } from '#apis/status'
import type { Draft } from '#cluster/draft'
import { keyOf } from '#cluster/kube-apiserver/object-key'
import { controllerUidOf } from '#cluster/kube-apiserver/pod-index'
import type { Answer } from './answer.ts'
import { refusal, refused, said } from './answer.ts'
import { validateLabels, validateTaints } from './node-input.ts'

/** A taint to be taken away; without an effect, all of that key. */
export interface TaintRemoval {
  readonly key: string
  readonly effect?: string | undefined
}

/** `kubectl taint nodes NAME … --overwrite`. */
export function taint(draft: Draft, name: string, add: readonly corev1.Taint[], remove: readonly TaintRemoval[]): Answer {
  const node = draft.api.get('nodes', name)
  if (!node) return refusal(notFound('nodes', name))
  const problem = validateTaints(add)
  if (problem) return refused(problem)
  let taints = node.spec?.taints ?? []
  for (const { key, effect } of remove) {
    const left = taints.filter((each) => each.key !== key || (effect !== undefined && each.effect !== effect))
    if (left.length === taints.length) return refused(`error: taint "${key}${effect ? `:${effect}` : ''}" not found`)
    taints = left
  }
  for (const each of add) {
    const timed = each.effect === 'NoExecute' ? { ...each, timeAdded: draft.api.now() } : each
    taints = [...taints.filter(({ key, effect }) => key !== each.key || effect !== each.effect), timed]
  }
  return write(draft, node, { taints }, `node/${name} ${add.length > 0 ? 'modified' : 'untainted'}`)
}

/** `kubectl label nodes NAME … --overwrite`. */
export function label(draft: Draft, name: string, set: Readonly<Record<string, string>>, remove: readonly string[]): Answer {
  const node = draft.api.get('nodes', name)
  if (!node) return refusal(notFound('nodes', name))
  const problem = validateLabels(set)
  if (problem) return refused(problem)
  const before = node.metadata?.labels ?? {}
  const labels = { ...before, ...set }
  const lines: string[] = []
  for (const key of remove) {
    if (!(key in before)) lines.push(`label "${key}" not found.`)
    delete labels[key]
  }
  const changed = Object.keys({ ...before, ...labels }).some((key) => before[key] !== labels[key])
  if (!changed) return said([...lines, `node/${name} not labeled`].join('\n'))
  const written = draft.api.update('nodes', { ...node, metadata: { ...node.metadata, labels } })
  return isStatus(written) ? refusal(written) : said([...lines, `node/${name} ${Object.keys(set).length > 0 ? 'labeled' : 'unlabeled'}`].join('\n'))
}

/** Cordons or uncordons. */
export function cordon(draft: Draft, name: string, on: boolean): Answer {
  const node = draft.api.get('nodes', name)
  if (!node) return refusal(notFound('nodes', name))
  const word = on ? 'cordoned' : 'uncordoned'
  if (Boolean(node.spec?.unschedulable) === on) return said(`node/${name} already ${word}`)
  return write(draft, node, { unschedulable: on }, `node/${name} ${word}`)
}

/** What a drain may pass over. */
export interface DrainChoices {
  readonly ignoreDaemonSets: boolean
  readonly force: boolean
}

/** `kubectl drain NAME`: cordons first, and evicts only where nothing stands against it. */
export function drain(draft: Draft, name: string, { ignoreDaemonSets, force }: DrainChoices): Answer {
  if (!draft.api.get('nodes', name)) return refusal(notFound('nodes', name))
  const cordoned = cordon(draft, name, true)
  const pods = [...draft.api.pods.onNode(name).values()].filter((pod) => !pod.metadata!.deletionTimestamp)
  const ofDaemonSets = pods.filter((pod) => pod.metadata!.ownerReferences?.some(({ controller, kind }) => controller && kind === 'DaemonSet'))
  const alone = pods.filter((pod) => controllerUidOf(pod) === undefined)
  const against = [
    ...(ofDaemonSets.length > 0 && !ignoreDaemonSets ? [`cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): ${list(ofDaemonSets)}`] : []),
    ...(alone.length > 0 && !force ? [`cannot delete Pods that declare no controller (use --force to override): ${list(alone)}`] : []),
  ]
  if (against.length > 0) {
    const why = against.length === 1 ? against[0]! : `[${against.join(', ')}]`
    return { text: `${cordoned.text}\nerror: unable to drain node "${name}" due to error: ${why}, continuing command...\nThere are pending nodes to be drained:\n ${name}\n${why}`, refused: true, changed: true }
  }
  const warnings = [
    ...(ofDaemonSets.length > 0 ? [`ignoring DaemonSet-managed Pods: ${list(ofDaemonSets)}`] : []),
    ...(alone.length > 0 ? [`deleting Pods that declare no controller: ${list(alone)}`] : []),
  ]
  const lines = [cordoned.text, ...(warnings.length > 0 ? [`Warning: ${warnings.join('; ')}`] : [])]
  for (const pod of pods) {
    if (ofDaemonSets.includes(pod)) continue
    lines.push(`evicting pod ${keyOf(pod.metadata!)}`)
    draft.api.delete('pods', keyOf(pod.metadata!), { reason: { rule: 'drain' } })
  }
  return said([...lines, `node/${name} drained`].join('\n'))
}

const list = (pods: readonly corev1.Pod[]): string => pods.map((pod) => keyOf(pod.metadata!)).sort().join(', ')

function write(draft: Draft, node: corev1.Node, change: corev1.NodeSpec, words: string): Answer {
  const { taints, unschedulable, ...rest } = { ...node.spec, ...change }
  const spec = { ...rest, ...(taints?.length && { taints }), ...(unschedulable && { unschedulable }) }
  const written: corev1.Node | Status = draft.api.update('nodes', { ...node, spec })
  return isStatus(written) ? refusal(written) : said(words)
}
