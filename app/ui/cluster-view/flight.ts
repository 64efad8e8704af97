/**
 * The way of a bound pod from its mark in the rollout list to its slot: the same object on one
 * arc, growing as it comes.
 */
import { easeBezier } from './ease-bezier.ts'
import { interpolateNumber } from 'd3-interpolate'
import { select } from 'd3-selection'
import 'd3-transition'
import type { PodLook } from '../pod-glyph/pod-drawing.ts'
import { drawingSize, podDrawing } from '../pod-glyph/pod-drawing.ts'

/** Milliseconds of wall time that a way takes. */
const travelMs = 400
const dashesCloseMs = 160
/** Between two that leave together, and for all of them. */
const apartMs = 24
const apartAllMs = 240

const travel = easeBezier(0.45, 0.05, 0.2, 1)

/** A square on the overlay, in px from its corner. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly size: number
}

export interface Flight {
  /** The same key again replaces the way that is under way. */
  readonly key: string
  readonly look: PodLook
  readonly from: Place
  /** Asked in every frame: the slot may move itself while the pod is on its way. */
  readonly to: () => Place
  /** Called when it is there, and when it is cut short. */
  readonly arrived: () => void
}

/** Sends pods on their way over the overlay. */
export function fly(overlay: SVGSVGElement, flights: readonly Flight[]): void {
  const apart = Math.min(apartMs, apartAllMs / Math.max(1, flights.length))
  flights.forEach((flight, index) => {
    select(overlay).selectAll<SVGGElement, unknown>('g').filter(function () {
      return this.dataset['key'] === flight.key
    }).interrupt().remove()
    const group = select(overlay).append('g').attr('data-key', flight.key).attr('transform', placed(flight.from))
    drawPod(group.node()!, flight.look)
    group.transition().delay(dashesCloseMs + index * apart).duration(travelMs).ease(travel)
      .attrTween('transform', () => alongArc(flight.from, flight.to))
      .on('end interrupt cancel', () => {
        group.remove()
        flight.arrived()
      })
  })
}

/** Takes all pods off their way; each is told that it is there. */
export function landAll(overlay: SVGSVGElement): void {
  select(overlay).selectAll('g').interrupt()
}

const placed = ({ x, y, size }: Place): string => `translate(${x} ${y}) scale(${size / drawingSize})`

/** One arc that bends to the side of the longer way. */
function alongArc(from: Place, target: () => Place): (progress: number) => string {
  const start = { x: from.x + from.size / 2, y: from.y + from.size / 2 }
  return (progress) => {
    const to = target()
    const end = { x: to.x + to.size / 2, y: to.y + to.size / 2 }
    // Down first and then across, as in a hand's throw.
    const bend = { x: start.x + (end.x - start.x) * 0.15, y: start.y + (end.y - start.y) * 0.85 }
    const rest = 1 - progress
    const x = rest * rest * start.x + 2 * rest * progress * bend.x + progress * progress * end.x
    const y = rest * rest * start.y + 2 * rest * progress * bend.y + progress * progress * end.y
    const now = interpolateNumber(from.size, to.size)(progress)
    return placed({ x: x - now / 2, y: y - now / 2, size: now })
  }
}

/** The silhouette of a pod in flight; its number and badges wait for it in the slot. */
function drawPod(parent: SVGGElement, look: PodLook): void {
  for (const mark of podDrawing(look, drawingSize)) {
    if (mark.kind !== 'box') continue
    select(parent).append('rect')
      .attr('x', mark.x).attr('y', mark.x).attr('width', mark.size).attr('height', mark.size).attr('rx', mark.radius)
      .style('fill', mark.fill ? `var(--${mark.fill})` : 'none')
      .style('fill-opacity', mark.opacity ?? 1)
      .style('stroke', mark.stroke ? `var(--${mark.stroke.ink})` : 'none')
      .style('stroke-width', mark.stroke?.width ?? 0)
  }
}
