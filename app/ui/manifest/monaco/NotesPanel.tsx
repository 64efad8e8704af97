import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { annotationsOf, nodesMeantAt } from '#scene/manifest/annotations'
import { useSession } from '#session/use-session'
import type { ManifestEditor } from './new-editor.ts'
import styles from './Monaco.module.css'

export interface NotesPanelProps {
  editor: ManifestEditor
  text: string
}

/** What lies at the right of a note, and at least between its line and it, in px. */
const marginPx = 28 + 10

/** Quiet words at the right of the lines they are about, and the brace between selector and labels. */
export function NotesPanel({ editor, text }: NotesPanelProps) {
  const nodes = useSession((state) => state.cluster.objects.nodes)
  const { notes, braces } = useMemo(() => annotationsOf(text, nodes), [text, nodes])
  const frame = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const place = () => placeNotes(editor, frame.current!)
    place()
    const listeners = [editor.onDidScrollChange(place), editor.onDidLayoutChange(place), editor.onDidContentSizeChange(place), editor.onDidChangeHiddenAreas(place)]
    return () => {
      for (const listener of listeners) listener.dispose()
    }
  }, [editor, notes, braces])
  return (
    <div ref={frame} className={styles.notes}>
      {notes.map(({ line, text: words }) => <p key={line} data-line={line}><span className="visually-hidden">Line {line}: </span>{words}</p>)}
      {braces.map(({ from, to }) => <i key={from} data-from={from} data-to={to} />)}
    </div>
  )
}

/** Puts each beside its line; a note for which the line leaves no room is not seen. */
function placeNotes(editor: ManifestEditor, frame: HTMLElement): void {
  const model = editor.getModel()
  if (!model) return
  const { contentLeft, width } = editor.getLayoutInfo()
  const top = (line: number) => editor.getTopForLineNumber(line) - editor.getScrollTop()
  const seen = (line: number) => line <= model.getLineCount()
  for (const element of frame.querySelectorAll<HTMLElement>('p')) {
    const line = Number(element.dataset['line'])
    if (!seen(line)) continue
    const end = contentLeft + (editor.getOffsetForColumn(line, model.getLineMaxColumn(line)) - editor.getScrollLeft())
    element.style.top = `${top(line)}px`
    element.style.visibility = end + element.offsetWidth + marginPx < width ? '' : 'hidden'
  }
  for (const element of frame.querySelectorAll<HTMLElement>('i')) {
    const [from, to] = [Number(element.dataset['from']), Number(element.dataset['to'])]
    if (!seen(from) || !seen(to)) continue
    const [first, last] = [Math.min(from, to), Math.max(from, to)]
    element.style.top = `${top(first) + 10}px`
    element.style.height = `${top(last) - top(first)}px`
  }
}

export interface MeantPanelProps {
  text: string
  /** Where the cursor stands; undefined while the editor has no focus. */
  cursor: number | undefined
  onMeant: (nodes: ReadonlySet<string> | undefined) => void
}

/** Tells which nodes the line with the cursor is about, as the cluster changes. */
export function MeantPanel({ text, cursor, onMeant }: MeantPanelProps) {
  const objects = useSession((state) => (cursor === undefined ? undefined : state.cluster.objects))
  const meant = useMemo(() => (objects && cursor !== undefined ? nodesMeantAt(text, cursor, objects) : undefined), [text, cursor, objects])
  const key = meant && [...meant].join()
  // Told again only when it is about others.
  useEffect(() => onMeant(meant), [key, onMeant]) // oxlint-disable-line react-hooks/exhaustive-deps
  useEffect(() => () => onMeant(undefined), [onMeant])
  return null
}
