import type { SceneNode } from '#scene/node-picture'
import { hangingProbes, shortagesOf } from '#scene/what-can-fail'
import { addNodes, breakPod, deletePod, fillNode, openNode, run, setPressure } from '#session/actions'
import { useLeftOut, useSession } from '#session/use-session'
import type { ActRequest, DirectAct } from './node-act.ts'
import type { NodeFormActs } from './NodeForms.tsx'
import { NodeForm } from './NodeForms.tsx'
import { NodeMenu } from './NodeMenu.tsx'
import { WhichNode } from './WhichNode.tsx'

export interface NodeActsPanelProps {
  request: ActRequest
  onRequest: (request: ActRequest | undefined) => void
  onAct: (act: DirectAct, node: SceneNode) => void
}

const formActs: Omit<NodeFormActs, 'shortOf'> = { add: addNodes, run, fill: fillNode, press: setPressure }

/** The menu or form that was asked for. */
export function NodeActsPanel({ request, onRequest, onAct }: NodeActsPanelProps) {
  const nodes = useSession((state) => state.scene.nodes)
  const cluster = useSession((state) => state.cluster)
  const leftOut = useLeftOut()
  const close = () => onRequest(undefined)
  switch (request.kind) {
    case 'form':
      return <NodeForm key={`${request.form} ${request.node}`} request={request} nodes={nodes} acts={{ ...formActs, shortOf: (node) => shortagesOf(cluster, node) }} onClose={close} />
    case 'which':
      return <WhichNode key={request.act} request={request} nodes={nodes} onAct={onAct} onClose={close} />
    case 'menu': {
      const node = nodes.get(request.node)
      if (!node) return null
      return (
        <NodeMenu
          request={request} node={node} leftOut={leftOut} probes={hangingProbes(cluster, node.pods.at(-1)?.key)} onClose={close} onOpen={() => openNode(node.name)} onAct={(act) => onAct(act, node)}
          onForm={(form) => setTimeout(() => onRequest({ kind: 'form', form, node: node.name, anchor: request.anchor, returnFocus: request.returnFocus }))}
          onPod={(act, pod) => (act === 'delete' ? deletePod(pod.key) : breakPod(pod.key, act))}
        />
      )
    }
  }
}
