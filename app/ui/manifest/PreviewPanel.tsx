import { ChevronUp } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ManifestProblem } from '#scene/manifest-problems'
import type { PreviewLine } from '#scene/preview/preview-line'
import { Button } from '../controls/Button.tsx'
import { useOpenPrediction } from './use-open-prediction.ts'
import { usePreview } from './use-preview.ts'
import styles from './Preview.module.css'

export interface PreviewPanelProps {
  draft: string
  problems: readonly ManifestProblem[]
  onGo: (problem: ManifestProblem) => void
  /** Outlines these nodes on the stage. */
  onMeant: (nodes: ReadonlySet<string> | undefined) => void
  onCompare: () => void
}

/** So long nothing has to change before a reader hears of it, in wall ms. */
const spokenAfterMs = 1_200

/** One line over the foot: what Apply would do. It opens to all that is behind it. */
export function PreviewPanel({ draft, problems, onGo, onMeant, onCompare }: PreviewPanelProps) {
  const asks = useOpenPrediction()
  const { preview, outdated } = usePreview(draft, !asks)
  const [open, setOpen] = useState(false)
  const [spoken, setSpoken] = useState('')
  const summary = preview?.summary
  useEffect(() => {
    if (summary === undefined || outdated) return
    const timer = setTimeout(() => setSpoken(`If applied: ${summary}`), spokenAfterMs)
    return () => clearTimeout(timer)
  }, [summary, outdated])
  useEffect(() => {
    if (!open) onMeant(undefined)
  }, [open, onMeant])
  return (
    <section
      className={styles.preview} aria-label="What Apply would do" aria-busy={outdated || undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        setOpen(false)
        event.currentTarget.querySelector<HTMLElement>(':scope > button')?.focus()
      }}
    >
      {open && preview && (
        <div id="preview-lines" className={styles.lines} role="region" aria-label="In detail" tabIndex={0}>
          <ul>
            {preview.lines.map((line, index) => <Line key={index} line={line} onMeant={onMeant} />)}
          </ul>
          <p className={styles.links}>
            {problems.slice(0, 3).map((problem) => <Button key={problem.start} kind="link" onClick={() => onGo(problem)}>Go to line {problem.line}</Button>)}
            <Button kind="link" onClick={onCompare}>Compare the texts</Button>
          </p>
        </div>
      )}
      <button type="button" className={styles.summary} aria-expanded={open && preview !== undefined} aria-controls={open ? 'preview-lines' : undefined} disabled={!preview} title={summary} onClick={() => setOpen(!open)} data-outdated={outdated || undefined}>
        <i className={styles.sign} data-tone={preview?.tone ?? 'plain'} aria-hidden="true" />
        <span>{asks ? 'What Apply would do is told after your prediction.' : (summary ?? 'Working out what Apply would do …')}</span>
        {preview && <ChevronUp className={styles.chevron} size={16} strokeWidth={1.5} aria-hidden="true" />}
      </button>
      <p className="visually-hidden" role="status" aria-label="Preview">{asks ? '' : spoken}</p>
    </section>
  )
}

/** Pointing at a line outlines its nodes. */
function Line({ line: { tone, text, verbatim, nodes }, onMeant }: { line: PreviewLine; onMeant: PreviewPanelProps['onMeant'] }) {
  const words = verbatim ? <code>{text}</code> : text
  const point = nodes && {
    onPointerEnter: () => onMeant(new Set(nodes)), onPointerLeave: () => onMeant(undefined),
    onFocus: () => onMeant(new Set(nodes)), onBlur: () => onMeant(undefined),
  }
  return (
    <li data-tone={tone}>
      {tone !== 'plain' && <span className="visually-hidden">{tone === 'refused' ? 'Refused: ' : 'Trouble: '}</span>}
      {nodes ? <span className={styles.nodes} role="note" aria-label={`${text} ${nodes.join(', ')}`} tabIndex={0} title={nodes.slice(0, 40).join(', ')} {...point}>{words}</span> : words}
    </li>
  )
}
