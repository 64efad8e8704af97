/**
 * What a person or a lesson does to a cluster, as data: the one vocabulary of buttons, lessons and
 * recordings. A session is its acts and their times; everything else follows from them.
 */
import { prepareManifest } from '#apis/prepare-manifest'
import { isStatus, notFound, type Status } from '#apis/status'
import { perform } from '#cluster/advance'
import type { Cluster } from '#cluster/cluster'
import type { Draft } from '#cluster/draft'
import { fail, join, leave, recover, type JoiningNode } from '#cluster/faults'

export type Act =
  | { readonly apply: string }
  | { readonly deletePod: string }
  | { readonly join: readonly JoiningNode[] }
  | { readonly leave: readonly string[] }
  | { readonly fail: readonly string[] }
  | { readonly recover: readonly string[] }
  | { readonly cordon: string; readonly on: boolean }

/** What kubectl would print, and whether the act was refused. */
export interface Answer {
  readonly text: string
  readonly refused: boolean
}

const said = (text: string): Answer => ({ text, refused: false })
const refusal = (status: Status): Answer => ({ text: `Error from server (${status.reason}): ${status.message}`, refused: true })

/** Does it. A refused act leaves the cluster as it was. */
export function performAct(cluster: Cluster, act: Act): [Cluster, Answer] {
  if ('apply' in act) return apply(cluster, act.apply)
  if ('cordon' in act) return perform(cluster, 'kubectl', (draft) => cordon(draft, act.cordon, act.on))
  if ('deletePod' in act) {
    return perform(cluster, 'kubectl', (draft) => {
      const [namespace, name] = act.deletePod.split('/')
      const deleted = draft.api.delete('pods', act.deletePod)
      return isStatus(deleted) ? refusal(deleted) : said(`pod "${name}" deleted from ${namespace} namespace`)
    })
  }
  return perform(cluster, 'fault', (draft) => {
    if ('join' in act) return firstRefusal(act.join.map((node) => join(draft, node)))
    if ('leave' in act) return firstRefusal(act.leave.map((name) => leave(draft, name)))
    for (const name of 'fail' in act ? act.fail : act.recover) ('fail' in act ? fail : recover)(draft, name)
    return said('')
  })
}

const firstRefusal = (answers: readonly unknown[]): Answer => {
  const refused = answers.find(isStatus)
  return refused ? refusal(refused) : said('')
}

function cordon(draft: Draft, name: string, on: boolean): Answer {
  const node = draft.api.get('nodes', name)
  if (!node) return refusal(notFound('nodes', name))
  const word = on ? 'cordoned' : 'uncordoned'
  if (Boolean(node.spec?.unschedulable) === on) return said(`node/${name} already ${word}`)
  const { unschedulable: _, ...spec } = node.spec ?? {}
  const written = draft.api.update('nodes', { ...node, spec: on ? { ...spec, unschedulable: true } : spec })
  return isStatus(written) ? refusal(written) : said(`node/${name} ${word}`)
}

/** All documents or none: the first refusal is the answer, in kubectl's words. */
function apply(cluster: Cluster, text: string): [Cluster, Answer] {
  const { daemonsets, namespaces } = cluster.objects
  const prepared = prepareManifest(text, {
    verb: 'apply',
    source: 'manifest.yaml',
    namespaces: new Set(namespaces.keys()),
    stored: (namespace, name) => daemonsets.get(`${namespace}/${name}`),
  })
  const refused = prepared.find((each) => !each.accepted)
  if (refused && !refused.accepted) return [cluster, { text: refused.stderr.trimEnd(), refused: true }]
  return perform(cluster, 'kubectl', (draft) => {
    const lines: string[] = []
    for (const each of prepared) {
      if (!each.accepted) continue
      lines.push(...each.warnings.map((warning) => `Warning: ${warning}`))
      const { metadata } = each.object
      const stored = draft.api.get('daemonsets', `${metadata!.namespace}/${metadata!.name}`)
      const answer = stored ? draft.api.update('daemonsets', { ...each.object, metadata: { ...stored.metadata, ...metadata, annotations: { ...stored.metadata!.annotations, ...metadata!.annotations } } }) : draft.api.create('daemonsets', each.object)
      if (isStatus(answer)) return refusal(answer)
      lines.push(`daemonset.apps/${metadata!.name} ${stored ? (answer === stored ? 'unchanged' : 'configured') : 'created'}`)
    }
    return said(lines.join('\n'))
  })
}
