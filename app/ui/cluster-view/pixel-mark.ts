/** A node as a speck: one shape per thing to be seen, told apart without colour. */
import type { PodLook } from '../pod-glyph/pod-drawing.ts'
import type { Palette } from '../pod-glyph/paint-pod.ts'

/** What a speck says; also the signs of the reason ledger. */
export type PixelKind =
  | 'new-ready' | 'old-ready' | 'new-starting' | 'old-starting' | 'new-stopping' | 'old-stopping'
  | 'unreachable' | 'failed' | 'does-not-fit' | 'awaited' | 'not-eligible'

/** The speck of a pod; of its absence where the state is `none`. */
export function pixelKind(look: PodLook, eligible: boolean): PixelKind {
  switch (look.state) {
    case 'none':
      return eligible ? 'awaited' : 'not-eligible'
    case 'created':
    case 'scheduled':
    case 'pulling':
    case 'starting':
      return look.older ? 'old-starting' : 'new-starting'
    case 'ready':
      return look.older ? 'old-ready' : 'new-ready'
    case 'stopping':
      return look.older ? 'old-stopping' : 'new-stopping'
    case 'crash-loop':
    case 'image-not-pulled':
    case 'failed':
      return 'failed'
    case 'does-not-fit':
      return 'does-not-fit'
    case 'last-known':
    case 'unconfirmed-stop':
      return 'unreachable'
  }
}

/** Paints a speck of `size` px with its upper left corner at the origin. */
export function paintPixel(canvas: CanvasRenderingContext2D, kind: PixelKind, size: number, palette: Palette): void {
  const middle = size / 2
  const line = Math.max(1, size / 5)
  const circle = (radius: number) => {
    canvas.beginPath()
    canvas.arc(middle, middle, radius, 0, 2 * Math.PI)
  }
  canvas.lineWidth = line
  canvas.setLineDash([])
  switch (kind) {
    case 'new-ready':
      canvas.fillStyle = palette.accent
      return canvas.fillRect(0, 0, size, size)
    case 'old-ready':
      canvas.fillStyle = palette.old
      circle(size * 0.32)
      return canvas.fill()
    case 'new-starting':
      canvas.strokeStyle = palette.accent
      return canvas.strokeRect(line / 2, line / 2, size - line, size - line)
    case 'old-starting':
    case 'old-stopping':
      canvas.strokeStyle = palette.old
      circle(size * 0.4 - line / 4)
      return canvas.stroke()
    case 'new-stopping':
      canvas.strokeStyle = palette.accent
      canvas.fillStyle = palette.accent
      canvas.fillRect(0, size - line * 1.6, size, line * 1.6)
      return canvas.strokeRect(line / 2, line / 2, size - line, size - line)
    case 'unreachable':
      canvas.strokeStyle = palette['warn-mark']
      canvas.beginPath()
      canvas.moveTo(0.5, size - 0.5)
      canvas.lineTo(size - 0.5, 0.5)
      canvas.lineWidth = line * 1.3
      return canvas.stroke()
    case 'failed':
      canvas.fillStyle = palette['fail-mark']
      canvas.beginPath()
      canvas.moveTo(-0.4, 0.4)
      canvas.lineTo(size + 0.4, 0.4)
      canvas.lineTo(middle, size)
      return canvas.fill()
    case 'does-not-fit':
      canvas.fillStyle = palette['warn-mark']
      return canvas.fillRect(0, middle - line * 0.75, size, line * 1.5)
    case 'awaited':
      canvas.strokeStyle = palette['line-2']
      return canvas.strokeRect(size * 0.25, size * 0.25, size * 0.5, size * 0.5)
    case 'not-eligible':
      canvas.fillStyle = palette['line-2']
      return canvas.fillRect(middle - line * 0.6, middle - line * 0.6, line * 1.2, line * 1.2)
  }
}
