import { useEffect, useRef } from 'react'
import type { SceneNode } from '#scene/node-picture'
import { podTransitions } from '#scene/transitions'
import type { Flight, Place } from './flight.ts'
import styles from './Stage.module.css'

export interface FlightsProps {
  nodes: ReadonlyMap<string, SceneNode>
  /** Virtual ms per wall ms, and the virtual time itself. */
  speed: number
  nowMs: number
}

/** Above so many nodes, from this speed on, and when more pods than this change within so many ms of wall time, nothing travels. */
const mostNodes = 120
const fastFrom = 8
const mostAtOnce = 24
const withinMs = 100
/** A step of virtual time longer than this, in ms, is a leap: who scrubs sees the picture of the time, not the way to it. */
const leapMs = 5_000

/** Lets a pod that was bound travel from its mark in the rollout list to its slot. */
export function Flights({ nodes, speed, nowMs }: FlightsProps) {
  const overlay = useRef<SVGSVGElement>(null)
  const before = useRef({ nodes, nowMs })
  const changes = useRef<{ atMs: number; count: number }[]>([])
  useEffect(() => {
    const last = before.current
    before.current = { nodes, nowMs }
    const element = overlay.current
    if (!element || last.nodes === nodes || nodes.size > mostNodes) return
    const { bound, changed } = podTransitions(last.nodes, nodes)
    const atMs = performance.now()
    changes.current = [...changes.current.filter((each) => atMs - each.atMs < withinMs), { atMs, count: changed }]
    const leap = nowMs < last.nowMs || nowMs - last.nowMs > leapMs
    const calm = changes.current.reduce((sum, { count }) => sum + count, 0) <= mostAtOnce
    if (leap || !calm || speed >= fastFrom || window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
      void import('./flight.ts').then(({ landAll }) => landAll(element))
      return
    }
    const flights = bound.flatMap(({ node, pod }) => flightOf(element, node, pod.key, pod.older))
    // Without the drawing of the way the pods are simply there.
    if (flights.length > 0) void import('./flight.ts').then(({ fly }) => fly(element, flights), () => flights.forEach(({ arrived }) => arrived()))
  }, [nodes, nowMs, speed])
  return <svg ref={overlay} className={styles.overlay} aria-hidden="true" />
}

/** None where one of the two ends is not to be seen. The slot stays empty until the pod is there. */
function flightOf(overlay: SVGSVGElement, node: string, pod: string, older: boolean): Flight[] {
  const stage = overlay.parentElement!
  const mark = stage.querySelector(`[data-mark="${CSS.escape(node)}"] svg`)
  const slot = stage.querySelector<HTMLElement>(`[role=option] [data-pod="${CSS.escape(pod)}"]`)
  const glyph = slot?.querySelector('svg')
  if (!mark || !slot || !glyph) return []
  const origin = overlay.getBoundingClientRect()
  const to = () => placeOf(glyph, origin)
  if (to().y < 0 || to().y > origin.height) return []
  slot.style.visibility = 'hidden'
  return [{ key: pod, look: { state: 'scheduled', older }, from: placeOf(mark, origin), to, arrived: () => slot.style.removeProperty('visibility') }]
}

function placeOf(element: Element, origin: DOMRect): Place {
  const { left, top, width } = element.getBoundingClientRect()
  return { x: left - origin.left, y: top - origin.top, size: width }
}
