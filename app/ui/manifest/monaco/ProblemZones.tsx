import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { ManifestProblem } from '#scene/manifest-problems'
import type { ManifestHint } from '#scene/manifest/hints'
import { HintWords, ProblemWords } from '../ProblemWords.tsx'
import type { ManifestEditor } from './new-editor.ts'
import styles from './Monaco.module.css'

export interface ProblemZonesProps {
  editor: ManifestEditor
  problems: readonly ManifestProblem[]
  /** Remarks of ours, which are no errors. */
  hints: readonly ManifestHint[]
  /** Puts a mended text in the place of the present one. */
  onMend: (text: string) => void
  text: string
}

/** Lines that get room under them; the counter tells of the others. */
const mostZones = 20

/**
 * The words under each wrong line. Monaco only makes room: its own zones are hidden from screen
 * readers, so the list lies over them.
 */
export function ProblemZones({ editor, problems, hints, text, onMend }: ProblemZonesProps) {
  const settled = useSettled(problems)
  const byLine = useMemo(() => {
    const lines = new Map<number, ManifestProblem[]>()
    for (const problem of settled) lines.set(problem.line, [...(lines.get(problem.line) ?? []), problem])
    return [...lines].slice(0, mostZones)
  }, [settled])
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const place = () => {
      const { contentLeft, width, verticalScrollbarWidth } = editor.getLayoutInfo()
      list.current?.style.setProperty('--zone-left', `${contentLeft}px`)
      list.current?.style.setProperty('--zone-width', `${width - contentLeft - verticalScrollbarWidth}px`)
    }
    place()
    const listener = editor.onDidLayoutChange(place)
    return () => listener.dispose()
  }, [editor])
  return (
    <div ref={list} className={styles.zones} onWheel={(event) => editor.setScrollTop(editor.getScrollTop() + event.deltaY)}>
      <ul id="manifest-problems" aria-label="Errors" hidden={byLine.length === 0}>
        {byLine.map(([line, own]) => (
          <Zone key={line} editor={editor} line={line} ground={styles.tint}>
            {own.map((problem, index) => <ProblemWords key={index} problem={problem} text={text} onMend={onMend} />)}
          </Zone>
        ))}
      </ul>
      <ul aria-label="Remarks" hidden={hints.length === 0}>
        {hints.slice(0, mostZones).map((hint) => <Zone key={hint.line} editor={editor} line={hint.line} ground={styles.remark}><HintWords hint={hint} onMend={onMend} /></Zone>)}
      </ul>
    </div>
  )
}

/** How long a problem has to last before lines make room for its words, in ms: not while its word is being typed. */
const lastsMs = 500

/** Of these problems, those that last; what is gone goes at once. */
function useSettled(problems: readonly ManifestProblem[]): readonly ManifestProblem[] {
  const [lasting, setLasting] = useState<ReadonlySet<string>>(() => new Set(problems.map(({ message }) => message)))
  useEffect(() => {
    const timer = setTimeout(() => setLasting(new Set(problems.map(({ message }) => message))), lastsMs)
    return () => clearTimeout(timer)
  }, [problems])
  return useMemo(() => problems.filter(({ message }) => lasting.has(message)), [problems, lasting])
}

interface ZoneProps {
  editor: ManifestEditor
  line: number
  ground: string | undefined
  children: ReactNode
}

function Zone({ editor, line, ground: groundClass, children }: ZoneProps) {
  const item = useRef<HTMLLIElement>(null)
  const [height, setHeight] = useState(0)
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => setHeight(item.current?.offsetHeight ?? 0))
    observer.observe(item.current!)
    return () => observer.disconnect()
  }, [])
  useLayoutEffect(() => {
    if (height === 0) return
    let id: string | undefined
    const [ground, margin] = [newGround(groundClass), newGround(groundClass)]
    editor.changeViewZones((accessor) => {
      id = accessor.addZone({
        afterLineNumber: line, heightInPx: height, domNode: ground, marginDomNode: margin,
        onDomNodeTop: (top) => item.current?.style.setProperty('top', `${top}px`),
      })
    })
    return () => editor.changeViewZones((accessor) => id !== undefined && accessor.removeZone(id))
  }, [editor, line, height, groundClass])
  return <li ref={item} data-zone={line} className={styles.zone} onFocus={() => editor.revealLineInCenterIfOutsideViewport(line)}>{children}</li>
}

function newGround(className: string | undefined): HTMLElement {
  const ground = document.createElement('div')
  ground.className = className ?? ''
  return ground
}
