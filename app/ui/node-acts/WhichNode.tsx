import { useState } from 'react'
import type { SceneNode } from '#scene/node-picture'
import { FormPopup } from '../floating/FormPopup.tsx'
import { cordonLine, removeNodeLine, uncordonLine } from './kubectl-line.ts'
import type { ActRequest, DirectAct } from './node-act.ts'
import { actTitle } from './node-act.ts'
import { NodeField } from './NodeField.tsx'

export interface WhichNodeProps {
  request: Extract<ActRequest, { kind: 'which' }>
  nodes: ReadonlyMap<string, SceneNode>
  onAct: (act: DirectAct, node: SceneNode) => void
  onClose: () => void
}

/** Asks for the node that an act is meant for, when none is selected. */
export function WhichNode({ request, nodes, onAct, onClose }: WhichNodeProps) {
  const [name, setName] = useState(nodes.keys().next().value ?? '')
  const node = nodes.get(name)
  const title = actTitle(request.act, node)
  return (
    <FormPopup
      anchor={request.anchor} title={`${title} which node?`} action={title} returnFocus={request.returnFocus} onClose={onClose}
      command={lineFor(request.act, name, node)} noCommand="The machine itself: kubectl has no line for it."
      onSubmit={() => {
        if (!node) return
        onAct(request.act, node)
        onClose()
      }}
    >
      <NodeField nodes={nodes} value={name} onChange={setName} />
    </FormPopup>
  )
}

function lineFor(act: DirectAct, name: string, node: SceneNode | undefined): string | undefined {
  if (act === 'power') return undefined
  if (act === 'remove') return removeNodeLine(name)
  return node?.cordoned ? uncordonLine(name) : cordonLine(name)
}
