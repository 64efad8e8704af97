import { useId, useRef } from 'react'
import type { CSSProperties } from 'react'
import type { Span } from '#scene/pod-picture'
import { useSimulatedProgress } from '../simulated-clock.ts'
import type { Ink, PodLook, PodMark, Stroke } from './pod-drawing.ts'
import { drawingSize, levelBox, podDrawing } from './pod-drawing.ts'
import styles from './PodGlyph.module.css'

/** What `PodGlyph` needs. */
export interface PodGlyphProps {
  look: PodLook
  /** Side in px. */
  size: number
  /** Number of the pod's revision; shown from 30 px. */
  revision?: number | undefined
  /** The simulated span in which a level rises or sinks, or a back-off ring empties. */
  span?: Span | undefined
}

/** One pod as SVG. It carries no text of its own: whoever shows it says beside it what it is. */
export function PodGlyph({ look, size, revision, span }: PodGlyphProps) {
  const clip = useId()
  const moving = useRef<SVGGElement>(null)
  useSimulatedProgress(span, (progress) => showProgress(moving.current, progress))
  const marks = podDrawing(look, size)
  return (
    <svg className={styles.glyph} width={size} height={size} viewBox={`0 0 ${drawingSize} ${drawingSize}`} aria-hidden="true">
      {marks.map((mark) => <MarkShape key={mark.key} mark={mark} clip={clip} moving={moving} older={look.older} revision={revision} />)}
    </svg>
  )
}

interface MarkShapeProps {
  mark: PodMark
  clip: string
  moving: React.RefObject<SVGGElement | null>
  older: boolean
  revision: number | undefined
}

function MarkShape({ mark, clip, moving, older, revision }: MarkShapeProps) {
  switch (mark.kind) {
    case 'box':
      return (
        <rect
          x={mark.x} y={mark.x} width={mark.size} height={mark.size} rx={mark.radius}
          className={mark.key === 'body' ? undefined : styles.mark}
          style={{ fill: mark.fill ? ink(mark.fill) : 'none', fillOpacity: mark.opacity, ...strokeStyle(mark.stroke) }}
        />
      )
    case 'level':
      return (
        <g className={styles.mark}>
          <clipPath id={clip}>
            <rect x={levelBox.x} y={levelBox.x} width={levelBox.size} height={levelBox.size} rx={older ? levelBox.size / 2 : levelBox.corner} />
          </clipPath>
          <g clipPath={`url(#${clip})`}>
            <g ref={moving} data-moves={mark.rises ? 'up' : 'down'}>
              <rect x={0} y={drawingSize} width={drawingSize} height={drawingSize} style={{ fill: ink(mark.ink), fillOpacity: 0.3 }} />
              <path d={`M0 ${drawingSize}H${drawingSize}`} style={{ stroke: ink(mark.ink), strokeWidth: 1.6 }} />
            </g>
          </g>
        </g>
      )
    case 'ring': {
      const around = 2 * Math.PI * mark.radius
      return (
        <g ref={moving} data-moves="ring" className={styles.mark}>
          <circle
            cx={20} cy={20} r={mark.radius} transform="rotate(-90 20 20)" pathLength={around}
            style={{ fill: 'none', stroke: ink(mark.ink), strokeWidth: mark.width, strokeDasharray: `${around} ${around}` }}
          />
        </g>
      )
    }
    case 'path':
      return <path d={mark.d} className={styles.mark} style={{ fill: 'none', ...strokeStyle(mark.stroke) }} />
    case 'disc':
      return <circle cx={mark.x} cy={mark.y} r={mark.radius} className={styles.mark} style={{ fill: ink(mark.fill) }} />
    case 'number': {
      const text = revision === undefined ? '' : String(revision)
      return (
        <text x={20} y={text.length > 2 ? 24.6 : 25.6} className={text.length > 2 ? `${styles.number} ${styles.wide}` : styles.number} style={{ fill: ink(mark.ink) }}>
          {text}
        </text>
      )
    }
  }
}

/** Writes progress (0 to 1) straight into the drawing: this happens every frame and is none of React's business. */
function showProgress(moving: SVGGElement | null, progress: number): void {
  if (!moving) return
  const how = moving.dataset['moves']
  if (how === 'ring') {
    const circle = moving.firstElementChild as SVGCircleElement
    const around = 2 * Math.PI * circle.r.baseVal.value
    circle.style.strokeDashoffset = String(around * progress)
    return
  }
  const level = how === 'up' ? progress : 1 - progress
  moving.setAttribute('transform', `translate(0 ${-(levelBox.x + level * levelBox.size)})`)
}

const ink = (name: Ink): string => (name === 'card' ? 'var(--ground, var(--card))' : `var(--${name})`)

function strokeStyle(stroke: Stroke | undefined): CSSProperties {
  if (!stroke) return { stroke: 'none' }
  return {
    stroke: ink(stroke.ink),
    strokeWidth: stroke.width,
    strokeDasharray: stroke.dash?.join(' '),
    strokeLinecap: stroke.round ? 'round' : undefined,
    strokeLinejoin: stroke.round ? 'round' : undefined,
  }
}
