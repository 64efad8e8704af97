import { memo, useMemo, useRef, useState } from 'react'
import type { FocusEvent, KeyboardEvent, MouseEvent, PointerEvent } from 'react'
import type { FloatingAnchor } from '../floating/menu.ts'
import { useSize } from '../layout/use-size.ts'
import { CanvasNodes } from './CanvasNodes.tsx'
import type { LitNodes } from './lit-nodes.ts'
import { isDimmed, isOutlined } from './lit-nodes.ts'
import { NodeBox } from './NodeBox.tsx'
import { NodeLens } from './NodeLens.tsx'
import type { ZoneOfNodes } from '#scene/node-groups'
import type { NodeLayout, Room } from './node-layout.ts'
import { layoutNodes, neighbour, nodeAt } from './node-layout.ts'
import type { SceneNode } from '#scene/node-picture'
import { useLeaving } from './use-leaving.ts'
import { useLongPress } from './use-long-press.ts'
import styles from './NodeGrid.module.css'

export interface NodeGridProps {
  zones: readonly ZoneOfNodes[]
  nodes: ReadonlyMap<string, SceneNode>
  selected: string | undefined
  lit: LitNodes | undefined
  onSelect: (node: string | undefined) => void
  onOpen: (node: string) => void
  onMenu: (node: string, anchor: FloatingAnchor, returnFocus: HTMLElement) => void
  /** Large clusters: the node that is pointed at, for its line in the ledger. */
  onPoint: (node: string | undefined) => void
}

/** Above so many nodes they are painted on canvas. */
const mostElements = 120

/** The cluster: every node in its place, at the detail there is room for. */
export const NodeGrid = memo(function NodeGrid(props: NodeGridProps) {
  const { zones, nodes, selected, lit } = props
  const frame = useRef<HTMLDivElement>(null)
  const room = useSize(frame, { width: 0, height: 0 })
  const layout = useMemo(() => layoutNodes(zones, room), [zones, room])
  const focusable = selected !== undefined && nodes.has(selected) ? selected : layout.names[0]
  const [pointed, setPointed] = useState<string>()
  const handlers = useNodeInput({ ...props, onPoint: (node) => { setPointed(node); props.onPoint(node) } }, layout, frame)
  if (room.width === 0) return <div ref={frame} className={styles.frame} />
  return (
    <div ref={frame} className={styles.frame} data-level={layout.level}>
      <div className={styles.nodes} role="listbox" aria-label="Nodes" aria-orientation="horizontal" style={{ height: layout.contentHeight }} {...handlers}>
        {layout.labels.map((label) => (
          <p key={label.key} className={label.count === undefined ? styles.pool : styles.zone} style={{ transform: `translate(${label.x}px, ${label.y}px)`, width: label.width }}>
            {label.text}{label.count !== undefined && <span>{label.count === 1 ? '1 node' : `${label.count.toLocaleString('en')} nodes`}</span>}
          </p>
        ))}
        {layout.names.length > mostElements
          ? <CanvasNodes layout={layout} nodes={nodes} lit={lit} focusable={focusable} selected={selected} />
          : <ElementNodes layout={layout} nodes={nodes} lit={lit} focusable={focusable} selected={selected} />}
        {layout.names.length > mostElements && <Lens layout={layout} nodes={nodes} name={pointed} room={room} frame={frame} />}
      </div>
    </div>
  )
})

interface LensProps {
  layout: NodeLayout
  nodes: ReadonlyMap<string, SceneNode>
  name: string | undefined
  room: Room
  frame: React.RefObject<HTMLElement | null>
}

/** The pointed node, or else the focused one, in full. */
function Lens({ layout, nodes, name, room, frame }: LensProps) {
  const index = name === undefined ? -1 : layout.names.indexOf(name)
  const node = name === undefined ? undefined : nodes.get(name)
  if (index < 0 || !node) return null
  return <NodeLens node={node} x={layout.x[index]!} y={layout.y[index]!} size={layout.width} room={room} scrollTop={frame.current?.scrollTop ?? 0} />
}

interface NodesProps {
  layout: NodeLayout
  nodes: ReadonlyMap<string, SceneNode>
  lit: LitNodes | undefined
  focusable: string | undefined
  selected: string | undefined
}

function ElementNodes({ layout, nodes, lit, focusable, selected }: NodesProps) {
  return useLeaving(layout, nodes).map(({ node, index, x, y, leaving }) => (
    <NodeBox
      key={node.name} node={node} index={index} level={layout.level} x={x} y={y} width={layout.width} height={layout.height}
      whole={layout.whole} selected={node.name === selected} outlined={isOutlined(lit, node.name)} dimmed={isDimmed(lit, node.name)}
      leaving={leaving} reachable={node.name === focusable}
    />
  ))
}

function useNodeInput({ onSelect, onOpen, onMenu, onPoint }: NodeGridProps, layout: NodeLayout, frame: React.RefObject<HTMLElement | null>) {
  const at = (event: MouseEvent | PointerEvent): string | undefined => {
    const box = event.currentTarget.getBoundingClientRect()
    const index = nodeAt(layout, event.clientX - box.left, event.clientY - box.top)
    return index === undefined ? undefined : layout.names[index]
  }
  const focus = (node: string) => {
    onSelect(node)
    // The element of a far node is made by the selection; it takes the focus when it is there.
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(node)}"]`)?.focus())
  }
  const longPress = useLongPress((event, target) => {
    const node = at(event)
    if (node) onMenu(node, { x: event.clientX, y: event.clientY }, target)
  })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const current = (event.target as HTMLElement).dataset['node']
    if (current === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const index = layout.names.indexOf(current)
    const to = keyTarget(event, layout, index)
    if (to !== undefined) focus(layout.names[to]!)
    else if (event.key === 'Enter') onOpen(current)
    else if (event.key === 'Escape') onSelect(undefined)
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) onMenu(current, event.target as HTMLElement, event.target as HTMLElement)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return {
    onKeyDown,
    onClick: (event: MouseEvent<HTMLElement>) => {
      const node = at(event)
      if (node) onOpen(node)
      else onSelect(undefined)
    },
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      const node = at(event)
      if (!node) return
      event.preventDefault()
      onMenu(node, { x: event.clientX, y: event.clientY }, event.currentTarget)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      longPress.onPointerMove(event)
      if (event.pointerType === 'mouse') onPoint(at(event))
    },
    onPointerLeave: () => onPoint(undefined),
    // With keys there is no pointer: the focused node is the one that is meant.
    onFocus: (event: FocusEvent<HTMLElement>) => onPoint((event.target as HTMLElement).dataset['node']),
    onBlur: () => onPoint(undefined),
    onPointerDown: longPress.onPointerDown,
    onPointerUp: longPress.onPointerUp,
    onPointerCancel: longPress.onPointerUp,
  }
}

function keyTarget(event: KeyboardEvent, layout: NodeLayout, index: number): number | undefined {
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowRight':
    case 'ArrowUp':
    case 'ArrowDown':
      return neighbour(layout, index, event.key)
    case 'Home':
      return 0
    case 'End':
      return layout.names.length - 1
  }
  return undefined
}
