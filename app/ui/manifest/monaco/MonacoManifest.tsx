import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { ManifestProblem } from '#scene/manifest-problems'
import { manifestHints } from '#scene/manifest/hints'
import type { SessionState } from '#session/session'
import { nextProblem, tooLong, type Changes, type ManifestEditorProps } from '../manifest-editor.ts'
import { suggestFrom } from './completion.ts'
import { HoverCard } from './HoverCard.tsx'
import { addKeys, newEditor, rangeOf, replaceText, stateOf, type ManifestEditor } from './new-editor.ts'
import { MeantPanel, NotesPanel } from './NotesPanel.tsx'
import { changeMarks, problemMarks } from './problem-marks.ts'
import { ProblemZones } from './ProblemZones.tsx'
import { UndoButtons } from './UndoButtons.tsx'
import styles from './Monaco.module.css'

export interface MonacoManifestProps extends ManifestEditorProps {
  /** The text that the problems were found in: the present one, a moment ago. */
  judged: string
  changes: Changes
  /** Where in the bar over the editor its buttons go. */
  bar: HTMLElement | null
  getCluster: () => SessionState['cluster']
  /** A sentence for screen readers. */
  onSay: (sentence: string) => void
  /** Puts a mended text in the place of the present one. */
  onMend: (text: string) => void
  /** Nodes that the line with the cursor is about. */
  onMeant: (nodes: ReadonlySet<string> | undefined) => void
}

/** Resolves when the face of the editor is there, or will not be: letters are measured once. */
export async function ready(): Promise<void> {
  await Promise.race([document.fonts?.load("13px 'IBM Plex Mono'"), new Promise((resolve) => setTimeout(resolve, 1_000))])
}

/** The text in Monaco. */
export function MonacoManifest(props: MonacoManifestProps) {
  const { text, problems, judged, changes, bar, reveal, spoken, locked, left, getCluster, onChange, onApply, onRefused, onLeave, onSay, onMend, onMeant } = props
  const host = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<ManifestEditor>()
  const cursor = useCursor(editor)
  const hints = useMemo(() => manifestHints(judged), [judged])
  const changed = useEffectEvent(onChange)
  const kept = useEffectEvent(() => text)
  const applied = useEffectEvent(onApply)
  const leave = useEffectEvent(onLeave)
  const goOn = useEffectEvent((made: ManifestEditor, by: 1 | -1) => {
    const problem = nextProblem(problems, made.getModel()!.getOffsetAt(made.getPosition()!), by)
    if (!problem) return
    show(made, problem.start, problem.start)
    onSay(spokenProblem(problem, problems))
  })
  const tab = useEffectEvent((leaves: boolean) => onSay(leaves ? 'Tab leaves the editor.' : 'Tab indents. Escape, then Tab leaves.'))
  useLayoutEffect(() => {
    const made = newEditor(host.current!, text, left())
    addKeys(made, {
      onFix: () => host.current?.parentElement?.querySelector<HTMLElement>(`[data-zone="${made.getPosition()?.lineNumber}"] button`)?.focus(),
      onApply: () => applied(), onNextProblem: (by) => goOn(made, by), onTab: (leaves) => tab(leaves) })
    made.onDidChangeModelContent(() => changed(made.getValue()) || takeBack(made, () => kept()))
    suggestFrom(getCluster)
    setEditor(made)
    return () => {
      leave(stateOf(made))
      made.getModel()?.dispose()
      made.dispose()
    }
    // The text and the place of the field before are taken once; later ones come by the effects below.
  }, []) // oxlint-disable-line react-hooks/exhaustive-deps
  useLayoutEffect(() => {
    // From elsewhere: a live object to edit, a session begun anew. What was there can be had back by undo.
    if (editor) replaceText(editor, text)
  }, [editor, text])
  useEffect(() => {
    if (editor && reveal) show(editor, reveal.start, reveal.end)
  }, [editor, reveal])
  useMarks(editor, problems, changes)
  useSpokenLine(editor, spoken)
  useLockedLines(editor, locked)
  const refuse = (event: React.SyntheticEvent, given: string) => {
    const selected = (editor?.getSelections() ?? []).reduce((sum, selection) => sum + editor!.getModel()!.getValueLengthInRange(selection), 0)
    const why = tooLong(text.length - selected, given)
    if (why === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onRefused(why)
  }
  return (
    <div
      className={styles.frame}
      onPasteCapture={(event) => refuse(event, event.clipboardData.getData('text'))} onDropCapture={(event) => refuse(event, event.dataTransfer.getData('text'))}
    >
      <div ref={host} className={styles.host} />
      {editor && (
        <>
          <NotesPanel editor={editor} text={judged} />
          <ProblemZones editor={editor} problems={problems} hints={hints} text={judged} onMend={onMend} />
          {bar && createPortal(<UndoButtons editor={editor} />, bar)}
          <HoverCard editor={editor} getImages={() => getCluster().options.images} onSay={onSay} />
          <MeantPanel text={judged} cursor={cursor} onMeant={onMeant} />
        </>
      )}
    </div>
  )
}

/** Takes back what touched a locked part; not from within the event that tells of it. */
function takeBack(editor: ManifestEditor, kept: () => string): void {
  setTimeout(() => {
    if (editor.getValue() === kept()) return
    editor.trigger('locked', 'undo', null)
    replaceText(editor, kept())
  })
}

/** Brings a stretch into view and selects it. */
function show(editor: ManifestEditor, start: number, end: number): void {
  const range = rangeOf(editor, start, Math.max(start, end))
  editor.setSelection(range)
  editor.revealRangeInCenterIfOutsideViewport(range)
  editor.focus()
}

function spokenProblem(problem: ManifestProblem, problems: readonly ManifestProblem[]): string {
  return `Error ${problems.indexOf(problem) + 1} of ${problems.length}, line ${problem.line}: ${problem.message}`
}

/** Keeps wavy lines and bars where they belong. */
function useMarks(editor: ManifestEditor | undefined, problems: readonly ManifestProblem[], changes: Changes): void {
  const marks = useRef<ReturnType<ManifestEditor['createDecorationsCollection']>>(undefined)
  useEffect(() => {
    if (!editor) return
    marks.current ??= editor.createDecorationsCollection()
    marks.current.set([...problemMarks(editor, problems), ...changeMarks(editor, changes)])
  }, [editor, problems, changes])
}

/** Lights the line that is spoken of elsewhere, and brings it into view. */
function useSpokenLine(editor: ManifestEditor | undefined, spoken: number | undefined): void {
  useEffect(() => {
    if (!editor || spoken === undefined) return
    const range = rangeOf(editor, spoken, spoken)
    const mark = editor.createDecorationsCollection([{ range, options: { isWholeLine: true, className: styles.spoken! } }])
    editor.revealRangeInCenterIfOutsideViewport(range)
    return () => mark.clear()
  }, [editor, spoken])
}

/** Marks the lines that stay as they are. */
function useLockedLines(editor: ManifestEditor | undefined, locked: ManifestEditorProps['locked'] = none): void {
  useEffect(() => {
    if (!editor || locked.length === 0) return
    const marks = editor.createDecorationsCollection(locked.map(({ start, end }) => ({ range: rangeOf(editor, start, end), options: { isWholeLine: true, className: styles.locked!, linesDecorationsClassName: styles.lock! } })))
    return () => marks.clear()
  }, [editor, locked])
}
const none: NonNullable<ManifestEditorProps['locked']> = []

/** Where the cursor stands, in UTF-16 units; undefined while the editor has no focus. */
function useCursor(editor: ManifestEditor | undefined): number | undefined {
  const [cursor, setCursor] = useState<number>()
  useEffect(() => {
    if (!editor) return
    const tell = () => setCursor(editor.hasTextFocus() ? editor.getModel()!.getOffsetAt(editor.getPosition()!) : undefined)
    const listeners = [editor.onDidChangeCursorPosition(tell), editor.onDidFocusEditorText(tell), editor.onDidBlurEditorText(tell)]
    return () => {
      for (const listener of listeners) listener.dispose()
    }
  }, [editor])
  return cursor
}
