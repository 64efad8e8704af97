/** Every step that a node can go through. */
import type * as corev1 from '#apis/corev1'
import { printTaint } from '#apis/taints'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { changesOf, changeWords } from './changes.ts'
import { listed, type Words } from './told-step.ts'

/** What was done, as it follows the name of who did it. */
export function nodeWords(event: WatchEvent<'nodes'>): Words {
  const { object, previous, type, reason } = event
  const node = object.metadata!.name!
  switch (reason?.rule) {
    case 'fault.join':
      return { node, text: `of ${node} joins: its kubelet registers the node`, field: '' }
    case 'fault.leave':
      return { node, text: `of ${node} is gone, and its Node object with it`, field: '' }
    case 'kubelet.node-status':
      return { node, ...reported(object, previous) }
    case 'node-lifecycle.unknown':
      return { node, text: `has heard nothing of ${node} for ${String(reason['graceSeconds'])} s: its Ready becomes Unknown`, field: 'status.conditions[Ready]' }
    case 'node-lifecycle.taints':
    case 'node-lifecycle.evict':
      return { node, ...tainted(object, previous, reason.rule === 'node-lifecycle.evict') }
    case 'node-lifecycle.all-out':
      return { node, text: `hears of no node at all, takes the fault to be its own, and takes ${listed((previous?.spec?.taints ?? []).map(printTaint).filter((taint) => !(object.spec?.taints ?? []).map(printTaint).includes(taint)))} off ${node}`, field: 'spec.taints' }
  }
  if (type === 'ADDED') return { node, text: `create node ${node}`, field: '' }
  if (type === 'DELETED') return { node, text: `delete node ${node}`, field: '' }
  const changes = changesOf(event)
  const [first] = changes
  const where = first === undefined || first.words.startsWith('remove') ? 'from' : 'on'
  const told = changeWords(changes).replace(/\bit\b/, node)
  return { node, text: first === undefined ? `write the status of ${node}` : changes.length === 1 && told.includes(node) ? told : `${told} ${where} ${node}`, field: first?.field ?? 'status' }
}

function reported(node: corev1.Node, previous: corev1.Node | undefined): Words {
  const changed = (node.status?.conditions ?? []).filter(({ type, status }) => previous?.status?.conditions?.find((each) => each.type === type)?.status !== status)
  const told = changed.filter(({ type, status }) => type === 'Ready' || status === 'True' || previous !== undefined)
  if (told.length === 0) return { text: 'reports that all is as it was', field: 'status.conditions' }
  const ready = told.find(({ type }) => type === 'Ready')
  const short = told.filter(({ type, status }) => type !== 'Ready' && status === 'True').map(({ type }) => type!)
  const rest = told.filter(({ type, status }) => type !== 'Ready' && status !== 'True')
  const words = [...(ready ? [`that it is ${ready.status === 'True' ? 'Ready' : 'not Ready'}`] : []), ...(short.length > 0 ? [`${listed(short)} True`] : []), ...(!ready && rest.length > 0 ? [`${listed(rest.map(({ type }) => type!))} False`] : [])]
  return { text: `reports ${listed(words)}`, field: `status.conditions[${(ready ?? told[0]!).type}]` }
}

/** The controller's own taints follow from what the node reports; NoExecute is the one that sends pods away. */
function tainted(node: corev1.Node, previous: corev1.Node | undefined, evicts: boolean): Words {
  const name = node.metadata!.name!
  const [after, before] = [(node.spec?.taints ?? []).map(printTaint), (previous?.spec?.taints ?? []).map(printTaint)]
  const added = after.filter((taint) => !before.includes(taint))
  const removed = before.filter((taint) => !after.includes(taint))
  const ready = node.status?.conditions?.find(({ type }) => type === 'Ready')?.status
  const because = node.spec?.unschedulable && added.some((taint) => taint.includes('unschedulable')) ? 'it is cordoned' : ready === 'True' ? (removed.length > 0 ? `what ${removed.length > 1 ? 'they' : 'it'} stood for is over` : 'its conditions ask for it') : ready === 'Unknown' ? 'it is not heard of' : 'it is not Ready'
  const parts = [...(added.length > 0 ? [`puts ${listed(added)} on ${name}`] : []), ...(removed.length > 0 ? [`takes ${listed(removed)} off ${name}`] : [])]
  const field = (added[0] ?? removed[0] ?? '').replace(/=[^:]*/, '')
  return { text: `${listed(parts)}: ${because}${evicts ? ', and pods that do not tolerate it have to go' : ''}`, field: `spec.taints[${field}]` }
}
