import type { SceneNode } from '#scene/node-picture'
import type { ScenePod } from '#scene/pod-picture'
import type { HangingProbe } from '#scene/what-can-fail'
import type { PodFault } from '#session/actions'
import type { Wanted } from '#session/limits'
import type { MenuItem } from '../floating/menu.ts'
import { MenuPopup } from '../floating/MenuPopup.tsx'
import { cordonLine, deletePodLine, removeNodeLine, uncordonLine } from './kubectl-line.ts'
import type { ActRequest, DirectAct, FormName } from './node-act.ts'
import { actTitle, wantedBy } from './node-act.ts'

/** What may befall a pod. */
export type PodAct = 'delete' | PodFault

export interface NodeMenuProps {
  request: Extract<ActRequest, { kind: 'menu' }>
  node: SceneNode
  /** Kinds of probes that the containers of its pod have, beside readiness. */
  probes: readonly HangingProbe[]
  onOpen: () => void
  onForm: (form: FormName) => void
  onAct: (act: DirectAct) => void
  onPod: (act: PodAct, pod: ScenePod) => void
  onClose: () => void
  /** Why the open lesson leaves something out. */
  leftOut: (wanted: Wanted) => string | undefined
}

/** All that can be done to one node and to the pod on it. */
export function NodeMenu({ request, node, probes, onOpen, onForm, onAct, onPod, onClose, leftOut }: NodeMenuProps) {
  const pod = node.pods[node.pods.length - 1]
  const out = (act: DirectAct | FormName) => ({ leftOut: leftOut(wantedBy(act, node)) })
  const groups: MenuItem[][] = [
    ...(node.sentence ? [[{ key: 'why', label: pod ? 'Why it has a pod' : 'Why it has no pod', note: 'Enter', onSelect: onOpen }]] : []),
    [
      { key: 'cordon', ...out('cordon'), label: actTitle('cordon', node), note: node.cordoned ? uncordonLine(node.name) : cordonLine(node.name), onSelect: () => onAct('cordon') },
      { key: 'drain', ...out('drain'), label: 'Drain …', onSelect: () => onForm('drain') },
      { key: 'taint', ...out('taint'), label: 'Taint …', onSelect: () => onForm('taint') },
      { key: 'label', ...out('label'), label: 'Label …', onSelect: () => onForm('label') },
      { key: 'fill', ...out('fill'), label: 'Fill with other work …', onSelect: () => onForm('fill') },
      { key: 'pressure', ...out('pressure'), label: 'Run short of memory, disk …', onSelect: () => onForm('pressure') },
    ],
    ...(pod ? [podItems(pod, probes, onPod, leftOut)] : []),
    [
      { key: 'power', ...out('power'), label: actTitle('power', node), onSelect: () => onAct('power') },
      { key: 'remove', ...out('remove'), label: 'Remove', note: removeNodeLine(node.name), onSelect: () => onAct('remove') },
    ],
  ]
  return <MenuPopup anchor={request.anchor} label={`Acts on ${node.name}`} groups={groups} returnFocus={request.returnFocus} onClose={onClose} />
}

function podItems(pod: ScenePod, probes: NodeMenuProps['probes'], onPod: NodeMenuProps['onPod'], leftOut: NodeMenuProps['leftOut']): MenuItem[] {
  const namespace = pod.key.slice(0, pod.key.indexOf('/'))
  const runs = pod.state === 'ready' || pod.state === 'starting'
  const item = (act: PodAct, label: string, note?: string): MenuItem =>
    ({ key: act, label, note, leftOut: leftOut(act === 'delete' ? { verb: 'delete' } : { machine: act }), onSelect: () => onPod(act, pod) })
  return [
    item('delete', 'Delete its pod', deletePodLine(namespace, pod.name)),
    ...(runs ? [item('crash', 'Let its container crash')] : []),
    ...(pod.state === 'ready' ? [item('unready', 'Let it become unready')] : []),
    ...(pod.state === 'starting' ? [item('ready', 'Let it become ready')] : []),
    ...(runs ? probes.map((kind) => item(`fail-${kind}`, `Let its ${kind} probe fail`)) : []),
    ...(runs ? [item('evict', 'Let the kubelet evict it')] : []),
  ]
}
