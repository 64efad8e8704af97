import { useEffect, useState } from 'react'
import type { NodeLayout } from './node-layout.ts'
import type { SceneNode } from '#scene/node-picture'

/** A node with its place; one that has left stays for the moment in which it fades. */
export interface PlacedNode {
  readonly node: SceneNode
  readonly index: number
  readonly x: number
  readonly y: number
  readonly leaving: boolean
}

/** How long a node that leaves is still seen, in ms of wall time. */
const leaveMs = 200

/** The nodes of a layout, and those that it has just lost, where they stood. */
export function useLeaving(layout: NodeLayout, nodes: ReadonlyMap<string, SceneNode>): readonly PlacedNode[] {
  const [last, setLast] = useState({ layout, nodes })
  const [leaving, setLeaving] = useState<readonly PlacedNode[]>([])
  if (last.layout !== layout || last.nodes !== nodes) {
    setLast({ layout, nodes })
    const gone = last.layout.level === layout.level ? place(last.layout, last.nodes, true).filter(({ node }) => !nodes.has(node.name)) : []
    if (gone.length > 0) setLeaving(gone)
  }
  useEffect(() => {
    if (leaving.length === 0) return
    const timeout = window.setTimeout(() => setLeaving([]), leaveMs)
    return () => window.clearTimeout(timeout)
  }, [leaving])
  return [...place(layout, nodes, false), ...leaving.filter(({ node }) => !nodes.has(node.name))]
}

function place(layout: NodeLayout, nodes: ReadonlyMap<string, SceneNode>, leaving: boolean): PlacedNode[] {
  return layout.names.flatMap((name, index) => {
    const node = nodes.get(name)
    return node ? [{ node, index, x: layout.x[index]!, y: layout.y[index]!, leaving }] : []
  })
}
