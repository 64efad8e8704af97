/**
 * Many nodes on one canvas. What changed is painted anew and nothing else: a rolling update over
 * 5,000 nodes touches a few hundred of them in a frame.
 */
import { easeQuadOut } from 'd3-ease'
import type { Timer } from 'd3-timer'
import { timer } from 'd3-timer'
import type { PodLook } from '../pod-glyph/pod-drawing.ts'
import type { Palette } from '../pod-glyph/paint-pod.ts'
import { paintPod, readPalette } from '../pod-glyph/paint-pod.ts'
import { progressAt } from '../simulated-clock.ts'
import type { Span } from '#scene/pod-picture'
import type { NodeLayout } from './node-layout.ts'
import { paintPixel, pixelKind } from './pixel-mark.ts'

/** What of a node is painted. Two equal ones look alike. */
export interface NodePaint {
  readonly look: PodLook
  readonly eligible: boolean
  readonly cordoned: boolean
  /** Stretch of virtual time in which its level moves. */
  readonly span: Span | undefined
}

const fadeMs = 160
/** Steps in which levels are painted: finer ones could not be told apart at 24 px. */
const levelSteps = 12

interface Fade {
  readonly from: string
  readonly sinceMs: number
}

/** Paints nodes at cell and pixel level. */
export class NodeCanvas {
  readonly #canvas: CanvasRenderingContext2D
  #layout: NodeLayout | undefined
  #paints: readonly NodePaint[] = []
  #dimmed: ReadonlySet<number> | undefined
  /** What stands at each place now, as the name of its sprite. */
  #shown: string[] = []
  readonly #fades = new Map<number, Fade>()
  #fading: Timer | undefined
  #sprites = new Map<string, HTMLCanvasElement>()
  #palette: Palette | undefined
  #nowMs = 0

  constructor(element: HTMLCanvasElement) {
    const canvas = element.getContext('2d')
    if (!canvas) throw new Error('this browser gives no canvas to draw on')
    this.#canvas = canvas
  }

  /** Shows nodes in a layout. `dimmed` are those that are not spoken of. */
  show(layout: NodeLayout, paints: readonly NodePaint[], dimmed: ReadonlySet<number> | undefined, nowMs: number): void {
    const whole = layout !== this.#layout || dimmed !== this.#dimmed || this.#canvas.canvas.width === 0
    const before = this.#paints
    const samePlaces = this.#layout !== undefined && samePlacesAs(layout, this.#layout)
    if (layout.width !== this.#layout?.width) this.#sprites = new Map()
    this.#layout = layout
    this.#dimmed = dimmed
    this.#paints = paints
    this.#nowMs = nowMs
    if (whole) this.#resize()
    for (let index = 0; index < paints.length; index++) {
      if (!whole && paints[index] === before[index]) continue
      const name = this.#spriteName(index)
      const shown = this.#shown[index]
      if (shown !== name && shown !== undefined && samePlaces && !isLevelStep(shown, name)) this.#fades.set(index, { from: shown, sinceMs: performance.now() })
      if (whole || shown !== name) {
        this.#shown[index] = name
        this.#paint(index)
      }
    }
    this.#shown.length = paints.length
    if (this.#fades.size > 0) this.#fading ??= timer(() => this.#fade())
  }

  /** Lets the levels follow virtual time. */
  tick(nowMs: number): void {
    this.#nowMs = nowMs
    if (this.#layout?.level !== 'cell') return
    this.#paints.forEach((paint, index) => {
      if (!paint.span) return
      const name = this.#spriteName(index)
      if (name === this.#shown[index]) return
      this.#shown[index] = name
      this.#paint(index)
    })
  }

  /** After the theme or the resolution of the screen has changed. */
  repaint(): void {
    this.#palette = undefined
    this.#sprites = new Map()
    this.#resize()
    for (let index = 0; index < this.#paints.length; index++) this.#paint(index)
  }

  stop(): void {
    this.#fading?.stop()
  }

  #resize(): void {
    const layout = this.#layout
    const element = this.#canvas.canvas
    if (!layout) return
    const ratio = window.devicePixelRatio
    const width = Math.ceil(Math.max(1, ...layout.labels.map((label) => label.x + label.width), layout.columns * layout.width))
    element.width = Math.round(width * ratio)
    element.height = Math.round(Math.max(1, layout.contentHeight + 2) * ratio)
    element.style.width = `${width}px`
    element.style.height = `${layout.contentHeight + 2}px`
    this.#canvas.setTransform(ratio, 0, 0, ratio, 0, 0)
    this.#fades.clear()
  }

  #fade(): void {
    const now = performance.now()
    for (const [index, { sinceMs }] of this.#fades) {
      if (now - sinceMs >= fadeMs) this.#fades.delete(index)
      this.#paint(index)
    }
    if (this.#fades.size > 0) return
    this.#fading?.stop()
    this.#fading = undefined
  }

  #paint(index: number): void {
    const layout = this.#layout!
    const x = layout.x[index]!
    const y = layout.y[index]!
    const canvas = this.#canvas
    canvas.clearRect(x - 1, y - 1, layout.width + 2, layout.height + 2)
    const strength = this.#dimmed?.has(index) ? 0.25 : 1
    const fade = this.#fades.get(index)
    const arrived = fade ? easeQuadOut(Math.min(1, (performance.now() - fade.sinceMs) / fadeMs)) : 1
    if (fade) this.#stamp(fade.from, x, y, strength * (1 - arrived))
    this.#stamp(this.#shown[index]!, x, y, strength * arrived)
  }

  #stamp(name: string, x: number, y: number, alpha: number): void {
    const size = this.#layout!.width + 2
    this.#canvas.globalAlpha = alpha
    this.#canvas.drawImage(this.#sprite(name), x - 1, y - 1, size, size)
    this.#canvas.globalAlpha = 1
  }

  /** `cell pulling new 5` or `pixel new-ready`: all that decides what is stamped. */
  #spriteName(index: number): string {
    const { look, eligible, cordoned, span } = this.#paints[index]!
    if (this.#layout!.level === 'pixel') return `pixel ${pixelKind(look, eligible)}`
    const step = span ? Math.round(progressAt(span, this.#nowMs, false) * levelSteps) : 0
    return `cell ${look.state} ${look.older ? 'old' : 'new'} ${eligible ? 'eligible' : 'not'} ${cordoned ? 'cordoned' : 'open'} ${step}`
  }

  #sprite(name: string): HTMLCanvasElement {
    const known = this.#sprites.get(name)
    if (known) return known
    const size = this.#layout!.width
    const ratio = window.devicePixelRatio
    const sprite = document.createElement('canvas')
    sprite.width = sprite.height = Math.round((size + 2) * ratio)
    const canvas = sprite.getContext('2d')!
    canvas.scale(ratio, ratio)
    canvas.translate(1, 1)
    this.#palette ??= readPalette(this.#canvas.canvas, 'card')
    const [level, state, age, eligible, cordoned, step] = name.split(' ')
    if (level === 'pixel') paintPixel(canvas, state as ReturnType<typeof pixelKind>, size, this.#palette)
    else {
      const look: PodLook = { state: state as PodLook['state'], older: age === 'old' }
      if (look.state === 'none' && eligible === 'not') paintPixel(canvas, 'not-eligible', size, this.#palette)
      else paintPod(canvas, look, size, Number(step) / levelSteps, this.#palette)
      if (cordoned === 'cordoned') paintTape(canvas, size, this.#palette)
    }
    this.#sprites.set(name, sprite)
    return sprite
  }
}

/** The tape of a cordoned node, as much of it as a cell has room for. */
function paintTape(canvas: CanvasRenderingContext2D, size: number, palette: Palette): void {
  canvas.fillStyle = palette['line-2']
  for (let x = 0; x < size; x += 4) canvas.fillRect(x, -1, 2, 2)
}

const isLevelStep = (a: string, b: string): boolean => a.startsWith('cell') && a.slice(0, a.lastIndexOf(' ')) === b.slice(0, b.lastIndexOf(' '))

function samePlacesAs(a: NodeLayout, b: NodeLayout): boolean {
  return a === b || (a.level === b.level && a.width === b.width && a.names.length === b.names.length && a.names.every((name, index) => name === b.names[index]))
}
