import { useContext, useEffect, useMemo, useRef } from 'react'
import { SimulatedClockContext } from '../simulated-clock.ts'
import type { LitNodes } from './lit-nodes.ts'
import type { NodePaint } from './node-canvas.ts'
import { NodeCanvas } from './node-canvas.ts'
import type { NodeLayout } from './node-layout.ts'
import type { SceneNode } from '#scene/node-picture'
import { NodeBox } from './NodeBox.tsx'
import styles from './NodeGrid.module.css'

export interface CanvasNodesProps {
  layout: NodeLayout
  nodes: ReadonlyMap<string, SceneNode>
  lit: LitNodes | undefined
  /** The node that has, or would get, the focus: a real element lies over it. */
  focusable: string | undefined
  selected: string | undefined
}

/** Many nodes, painted. */
export function CanvasNodes({ layout, nodes, lit, focusable, selected }: CanvasNodesProps) {
  const element = useRef<HTMLCanvasElement>(null)
  const painter = useRef<NodeCanvas>(undefined)
  const clock = useContext(SimulatedClockContext)
  const dimmed = useMemo(() => dimmedPlaces(layout, lit), [layout, lit])

  useEffect(() => {
    const canvas = new NodeCanvas(element.current!)
    painter.current = canvas
    const repaint = () => canvas.repaint()
    const theme = new MutationObserver(repaint)
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    const contrast = window.matchMedia('(forced-colors: active)')
    contrast.addEventListener('change', repaint)
    window.addEventListener('resize', repaint)
    const unsubscribe = clock.subscribe((nowMs) => canvas.tick(nowMs))
    return () => {
      unsubscribe()
      theme.disconnect()
      contrast.removeEventListener('change', repaint)
      window.removeEventListener('resize', repaint)
      canvas.stop()
    }
  }, [clock])

  useEffect(() => {
    painter.current?.show(layout, layout.names.map((name) => toPaint(nodes.get(name))), dimmed, clock.nowMs())
  }, [layout, nodes, dimmed, clock])

  const index = focusable === undefined ? -1 : layout.names.indexOf(focusable)
  const node = focusable === undefined ? undefined : nodes.get(focusable)
  return (
    <>
      <canvas ref={element} className={styles.canvas} aria-hidden="true" />
      {index >= 0 && node && (
        <NodeBox
          node={node} index={index} level="pixel" x={layout.x[index]!} y={layout.y[index]!} width={layout.width} height={layout.height}
          whole={false} selected={node.name === selected} outlined={false} dimmed={false} leaving={false} reachable
        />
      )}
    </>
  )
}

const paints = new WeakMap<SceneNode, NodePaint>()
const nothing: NodePaint = { look: { state: 'none', older: false }, eligible: false, cordoned: false, span: undefined }

/** The same view always gives the same paint, by which the painter knows what has not changed. */
function toPaint(node: SceneNode | undefined): NodePaint {
  if (!node) return nothing
  const known = paints.get(node)
  if (known) return known
  const pod = node.pods[node.pods.length - 1]
  const paint: NodePaint = { look: pod ?? { state: 'none', older: false }, eligible: node.eligible, cordoned: node.cordoned, span: pod?.span }
  paints.set(node, paint)
  return paint
}

function dimmedPlaces(layout: NodeLayout, lit: LitNodes | undefined): ReadonlySet<number> | undefined {
  if (lit?.how !== 'dim-others') return undefined
  return new Set(layout.names.flatMap((name, index) => (lit.names.has(name) ? [] : [index])))
}
