import type { SceneNode } from '#scene/node-picture'
import type { ScenePod } from '#scene/pod-picture'
import type { HangingProbe } from '#scene/what-can-fail'
import type { PodFault } from '#session/actions'
import type { MenuItem } from '../floating/menu.ts'
import { MenuPopup } from '../floating/MenuPopup.tsx'
import { cordonLine, deletePodLine, removeNodeLine, uncordonLine } from './kubectl-line.ts'
import type { ActRequest, DirectAct, FormName } from './node-act.ts'
import { actTitle } from './node-act.ts'

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
}

/** All that can be done to one node and to the pod on it. */
export function NodeMenu({ request, node, probes, onOpen, onForm, onAct, onPod, onClose }: NodeMenuProps) {
  const pod = node.pods[node.pods.length - 1]
  const groups: MenuItem[][] = [
    ...(node.sentence ? [[{ key: 'why', label: pod ? 'Why it has a pod' : 'Why it has no pod', note: 'Enter', onSelect: onOpen }]] : []),
    [
      { key: 'cordon', label: actTitle('cordon', node), note: node.cordoned ? uncordonLine(node.name) : cordonLine(node.name), onSelect: () => onAct('cordon') },
      { key: 'drain', label: 'Drain …', onSelect: () => onForm('drain') },
      { key: 'taint', label: 'Taint …', onSelect: () => onForm('taint') },
      { key: 'label', label: 'Label …', onSelect: () => onForm('label') },
      { key: 'fill', label: 'Fill with other work …', onSelect: () => onForm('fill') },
      { key: 'pressure', label: 'Run short of memory, disk …', onSelect: () => onForm('pressure') },
    ],
    ...(pod ? [podItems(pod, probes, onPod)] : []),
    [
      { key: 'power', label: actTitle('power', node), onSelect: () => onAct('power') },
      { key: 'remove', label: 'Remove', note: removeNodeLine(node.name), onSelect: () => onAct('remove') },
    ],
  ]
  return <MenuPopup anchor={request.anchor} label={`Acts on ${node.name}`} groups={groups} returnFocus={request.returnFocus} onClose={onClose} />
}

function podItems(pod: ScenePod, probes: NodeMenuProps['probes'], onPod: NodeMenuProps['onPod']): MenuItem[] {
  const namespace = pod.key.slice(0, pod.key.indexOf('/'))
  const runs = pod.state === 'ready' || pod.state === 'starting'
  return [
    { key: 'delete', label: 'Delete its pod', note: deletePodLine(namespace, pod.name), onSelect: () => onPod('delete', pod) },
    ...(runs ? [{ key: 'crash', label: 'Let its container crash', onSelect: () => onPod('crash', pod) }] : []),
    ...(pod.state === 'ready' ? [{ key: 'unready', label: 'Let it become unready', onSelect: () => onPod('unready', pod) }] : []),
    ...(pod.state === 'starting' ? [{ key: 'ready', label: 'Let it become ready', onSelect: () => onPod('ready', pod) }] : []),
    ...(runs ? probes.map((kind) => ({ key: kind, label: `Let its ${kind} probe fail`, onSelect: () => onPod(`fail-${kind}`, pod) })) : []),
    ...(runs ? [{ key: 'evict', label: 'Let the kubelet evict it', onSelect: () => onPod('evict', pod) }] : []),
  ]
}
