/**
 * How a pod is drawn, as data: silhouette = revision, fill = progress, badge = trouble. One
 * description for both painters (SVG and canvas), so that a pod looks the same in either.
 */
import type { PodState } from '#scene/pod-picture'

/** A colour token of tokens.css. */
export type Ink = 'accent' | 'on-accent' | 'old' | 'on-old' | 'warn-mark' | 'fail-mark' | 'line-2' | 'ink' | 'card'

/** The state of a pod; `none` is the empty place of a node without one. */
export type PodDrawingState = PodState | 'none'

export interface Stroke {
  readonly ink: Ink
  /** In the drawing's own units. */
  readonly width: number
  readonly dash?: readonly [number, number]
  readonly round?: boolean
}

/** One stroke of the pen. `key` stays when the pod changes, so that a painter can fade from one to the other. */
export type PodMark =
  | {
      readonly key: string
      readonly kind: 'box'
      readonly x: number
      readonly size: number
      readonly radius: number
      readonly fill?: Ink
      /** Of the fill, 0 to 1. */
      readonly opacity?: number
      readonly stroke?: Stroke
    }
  | { readonly key: string; readonly kind: 'level'; readonly ink: Ink; readonly rises: boolean }
  | { readonly key: string; readonly kind: 'ring'; readonly ink: Ink; readonly radius: number; readonly width: number }
  | { readonly key: string; readonly kind: 'path'; readonly d: string; readonly stroke: Stroke }
  | { readonly key: string; readonly kind: 'disc'; readonly x: number; readonly y: number; readonly radius: number; readonly fill: Ink }
  | { readonly key: string; readonly kind: 'number'; readonly ink: Ink }

/** All drawings are made in a square of this side. */
export const drawingSize = 40
/** Where a full silhouette begins; it ends as far from the other edge. */
const edge = 3.4
/** Outer corner of the square of a current pod. */
const corner = 9

/** What decides a drawing, without the progress that moves inside it. */
export interface PodLook {
  readonly state: PodDrawingState
  /** Older than the template that the DaemonSet has now. */
  readonly older: boolean
}

/**
 * The strokes of one pod, back to front.
 * @param sizePx side of the square it will be shown in; small ones get stronger lines and no number
 */
export function podDrawing(look: PodLook, sizePx: number): readonly PodMark[] {
  // 2.1 px in a card, 1.5 px in a cell: thinner lines would be lost there.
  const width = ((1 + 0.0275 * sizePx) * drawingSize) / sizePx
  const ink: Ink = look.older ? 'old' : 'accent'
  const numbered = sizePx >= 30
  const body = (stroke: Partial<Stroke> | undefined, fill?: Ink, opacity?: number): PodMark =>
    box('body', look.older, stroke ? { ink, width, ...stroke } : undefined, fill, opacity)
  const number = (of: Ink): readonly PodMark[] => (numbered ? [{ key: 'number', kind: 'number', ink: of }] : [])
  const slash = (of: Ink): readonly PodMark[] => [
    { key: 'slash-ground', kind: 'path', d: 'M4.5 35.5L35.5 4.5', stroke: { ink: 'card', width: width * 2.6 } },
    { key: 'slash', kind: 'path', d: 'M3 37L37 3', stroke: { ink: of, width, round: true } },
    ...(numbered ? [{ key: 'number-ground', kind: 'disc', x: 20, y: 20, radius: 9, fill: 'card' } as const] : []),
  ]
  switch (look.state) {
    case 'none':
      return [box('body', false, { ink: 'line-2', width: width * 0.8, dash: [0.01, width * 2.1], round: true })]
    case 'created':
      return [body({ dash: [4, 3.6] }, 'card'), ...number(ink)]
    case 'scheduled':
      return [body({}, 'card'), ...number(ink)]
    case 'pulling':
      return [body({}, 'card'), { key: 'level', kind: 'level', ink, rises: true }, ...number(ink)]
    case 'starting':
      return [body({}, ink, 0.26), innerRing(look.older, ink, width), ...number(ink)]
    case 'ready':
      return [body(undefined, ink), ...number(look.older ? 'on-old' : 'on-accent')]
    case 'stopping':
      return [body({}, 'card'), { key: 'level', kind: 'level', ink, rises: false }, ...slash(ink), ...number(ink)]
    case 'crash-loop':
      return [
        body({ ink: 'fail-mark' }, 'card'),
        { key: 'ring', kind: 'ring', ink: 'fail-mark', radius: 11.5, width: width * 0.8 },
        ...number('fail-mark'), ...badge('M36.6 33a4.6 4.6 0 1 1-1.6-4.6M35.6 25.2v3.6h-3.6', 'fail-mark', width),
      ]
    case 'image-not-pulled':
      return [body({ ink: 'fail-mark' }, 'card'), ...number('fail-mark'), ...badge('M32 26.6v6M29.2 30.2l2.8 2.8 2.8-2.8M28.2 37h7.6', 'fail-mark', width)]
    case 'failed':
      return [body({ ink: 'fail-mark' }, 'card'), ...number('fail-mark'), ...badge('M28.8 28.8l6.4 6.4M35.2 28.8l-6.4 6.4', 'fail-mark', width)]
    case 'does-not-fit':
      return [body({ ink: 'warn-mark', dash: [4, 3.6] }, 'card'), ...number('warn-mark'), ...badge('M27.6 33.2h9', 'warn-mark', width)]
    case 'last-known':
      return [body({ ink: 'warn-mark', dash: [4, 3.6] }, 'card'), ...number('ink')]
    case 'unconfirmed-stop':
      return [body({ ink: 'warn-mark', dash: [4, 3.6] }, 'card'), ...slash('warn-mark'), ...number('ink')]
  }
}

/** A square of a current pod or the circle of an older one; the stroke stays inside the silhouette. */
function box(key: string, older: boolean, stroke?: Stroke, fill?: Ink, opacity?: number): PodMark {
  const x = edge + (stroke?.width ?? 0) / 2
  const size = drawingSize - 2 * x
  return { key, kind: 'box', x, size, radius: older ? size / 2 : corner - (stroke?.width ?? 0) / 2, fill, opacity, stroke }
}

/** The readiness probe that has not answered yet. */
function innerRing(older: boolean, ink: Ink, width: number): PodMark {
  const x = edge + width + 3.4
  const size = drawingSize - 2 * x
  return {
    key: 'probe', kind: 'box', x, size, radius: older ? size / 2 : corner - width - 2,
    stroke: { ink, width: width * 0.75, dash: [0.01, width * 1.6], round: true },
  }
}

/** What is wrong, at the lower right corner, which is cut out for it. */
function badge(d: string, ink: Ink, width: number): readonly PodMark[] {
  return [
    { key: 'badge-ground', kind: 'disc', x: 32.2, y: 32.2, radius: 8.6, fill: 'card' },
    { key: 'badge', kind: 'path', d, stroke: { ink, width, round: true } },
  ]
}

/** The part of a silhouette that a level can fill: its inside. */
export const levelBox = { x: edge, size: drawingSize - 2 * edge, corner } as const
