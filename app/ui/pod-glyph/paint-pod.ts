/** Draws a pod on canvas, from the same strokes that PodGlyph makes SVG of. */
import type { Ink, PodLook, PodMark, Stroke } from './pod-drawing.ts'
import { drawingSize, levelBox, podDrawing } from './pod-drawing.ts'

/** The colours of the theme, as the canvas takes them. */
export type Palette = Readonly<Record<Ink, string>>

const inks: readonly Ink[] = ['accent', 'on-accent', 'old', 'on-old', 'warn-mark', 'fail-mark', 'line-2', 'ink', 'card']

/** Reads the tokens as they are now. `ground` is what pods lie on: holes in their drawings show it. */
export function readPalette(element: Element, ground: string): Palette {
  const style = getComputedStyle(element)
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return { ...(Object.fromEntries(inks.map((ink) => [ink, read(ink)])) as Record<Ink, string>), card: read(ground) }
}

/**
 * Paints one pod with its upper left corner at the origin of the canvas.
 * @param progress of its level or ring, 0 to 1
 */
export function paintPod(canvas: CanvasRenderingContext2D, look: PodLook, sizePx: number, progress: number, palette: Palette): void {
  canvas.save()
  canvas.scale(sizePx / drawingSize, sizePx / drawingSize)
  for (const mark of podDrawing(look, sizePx)) paintMark(canvas, mark, look, progress, palette)
  canvas.restore()
}

function paintMark(canvas: CanvasRenderingContext2D, mark: PodMark, look: PodLook, progress: number, palette: Palette): void {
  canvas.beginPath()
  switch (mark.kind) {
    case 'box':
      canvas.roundRect(mark.x, mark.x, mark.size, mark.size, mark.radius)
      if (mark.fill) {
        canvas.globalAlpha = mark.opacity ?? 1
        canvas.fillStyle = palette[mark.fill]
        canvas.fill()
        canvas.globalAlpha = 1
      }
      if (mark.stroke) stroke(canvas, mark.stroke, palette)
      return
    case 'level':
      return paintLevel(canvas, mark.rises ? progress : 1 - progress, look, palette[mark.ink])
    case 'ring':
      canvas.arc(20, 20, mark.radius, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * (1 - progress))
      return stroke(canvas, mark, palette)
    case 'disc':
      canvas.arc(mark.x, mark.y, mark.radius, 0, 2 * Math.PI)
      canvas.fillStyle = palette[mark.fill]
      return canvas.fill()
    case 'path':
      return stroke(canvas, mark.stroke, palette, new Path2D(mark.d))
    case 'number':
      // Numbers are for cards and rows, which are never on canvas.
      return
  }
}

function paintLevel(canvas: CanvasRenderingContext2D, level: number, look: PodLook, colour: string): void {
  const { x, size, corner } = levelBox
  const top = x + size * (1 - level)
  canvas.save()
  canvas.roundRect(x, x, size, size, look.older ? size / 2 : corner)
  canvas.clip()
  canvas.fillStyle = colour
  canvas.globalAlpha = 0.3
  canvas.fillRect(0, top, drawingSize, drawingSize)
  canvas.globalAlpha = 1
  canvas.fillRect(0, top - 0.8, drawingSize, 1.6)
  canvas.restore()
}

function stroke(canvas: CanvasRenderingContext2D, { ink, width, dash, round }: Stroke, palette: Palette, path?: Path2D): void {
  canvas.strokeStyle = palette[ink]
  canvas.lineWidth = width
  canvas.lineCap = round ? 'round' : 'butt'
  canvas.lineJoin = round ? 'round' : 'miter'
  canvas.setLineDash(dash ? [...dash] : [])
  if (path) canvas.stroke(path)
  else canvas.stroke()
}
