import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Code, ListChecks, TextCursorInput } from 'lucide-react'
import { manifestProblems, type ManifestProblem } from '#scene/manifest-problems'
import { applyManifest, setDraft } from '#session/actions'
import { fetchLocks, lockedPaths, whyLeftOut, type LockedPart } from '#session/limits'
import { session } from '#session/session'
import { useSession } from '#session/use-session'
import { Button } from '../controls/Button.tsx'
import { ErrorBoundary } from '../ErrorScreen.tsx'
import { noChanges, replacementFor, type EditorState, type ManifestEditorProps, type Reveal } from './manifest-editor.ts'
import { PlainManifest } from './PlainManifest.tsx'
import { ProblemList } from './ProblemList.tsx'
import { useFullEditor } from './use-full-editor.ts'
import styles from './Manifest.module.css'

const AppliedStatePanel = lazy(() => import('./AppliedStatePanel.tsx').then((module) => ({ default: module.AppliedStatePanel })))
const EditedObject = lazy(() => import('./EditedObject.tsx').then((module) => ({ default: module.EditedObject })))
const PreviewPanel = lazy(() => import('./PreviewPanel.tsx').then((module) => ({ default: module.PreviewPanel })))
const ComparePanel = lazy(() => import('./AppliedStatePanel.tsx').then((module) => ({ default: module.ComparePanel })))

export interface ManifestPanelProps {
  /** A stretch of the text that is wanted to be seen. */
  reveal: Reveal | undefined
  /** A place whose line is spoken of elsewhere, in UTF-16 units. */
  spoken: number | undefined
  onErrors: (count: number) => void
  /** Nodes that the line with the cursor is about. */
  onMeant: (nodes: ReadonlySet<string> | undefined) => void
  /** Shows which nodes the text means. */
  onEligibility: () => void
}

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const

/** What is wanted: the text, what the API server would say to it, and the button that sends it. */
export function ManifestPanel({ reveal, spoken, onErrors, onMeant, onEligibility }: ManifestPanelProps) {
  const draft = useSession((state) => state.draft)
  const { judged, problems } = useProblems(draft)
  const editedIn = useSession((state) => state.shells.find(({ editing }) => editing !== undefined))
  const [changes, setChanges] = useState(noChanges)
  const [comparing, setComparing] = useState(false)
  const [bar, setBar] = useState<HTMLElement | null>(null)
  const [own, setOwn] = useState<Reveal>()
  const [notice, setNotice] = useState<string>()
  const [said, setSaid] = useState('')
  const [composing, setComposing] = useState(false)
  const full = useFullEditor()
  const leftAt = useRef<EditorState>(undefined)
  const onLeave = useCallback((state: EditorState) => { leftAt.current = state }, [])
  const left = useCallback(() => leftAt.current, [])
  useEffect(() => onErrors(problems.length), [problems, onErrors])
  const rules = useSession((state) => state.cluster.options.rules)
  const paths = useMemo(() => lockedPaths(rules), [rules])
  const locks = useLocks(paths)
  const locked = useMemo(() => locks?.lockedParts(draft, paths) ?? [], [locks, draft, paths])
  const whyNoApply = whyLeftOut(rules, { verb: 'apply' })
  const Editor = composing ? undefined : full.Editor
  const shared: ManifestEditorProps = {
    text: draft, problems, spoken, reveal: own && (!reveal || own.at > reveal.at) ? own : reveal, left, onApply: applyManifest, onRefused: setNotice, onLeave,
    locked,
    onChange: (text) => {
      const before = session.getState().draft
      // An editor that was given a text tells of it too; that is nobody's typing.
      if (text === before) return true
      const touched = locks?.touchedLock(before, text, paths)
      setNotice(touched && lockedWords(touched))
      if (touched === undefined) setDraft(text)
      return touched === undefined
    },
  }
  const mend = (text: string) => {
    const touched = locks?.touchedLock(draft, text, paths)
    if (touched !== undefined) return setNotice(lockedWords(touched))
    const { start } = replacementFor(draft, text)
    setDraft(text)
    // The button that was pressed goes with the mistake; the focus goes to what was mended.
    setOwn({ start, end: start, at: performance.now() })
  }
  const plain = <PlainManifest {...shared} onComposing={setComposing} />
  const go = (problem: ManifestProblem) => setOwn({ start: problem.start, end: problem.end, at: performance.now() })
  const list = <ProblemList problems={problems} text={judged} onMend={mend} onGo={go} />
  return (
    <section className={styles.manifest} aria-label="Manifest" data-pane="manifest" data-editor={Editor ? 'full' : full.wanted === 'full' && !full.failed ? 'loading' : 'plain'}>
      <header className={styles.bar}>
        <b>manifest.yaml</b>
        <span><Suspense><AppliedStatePanel draft={judged} onChanges={setChanges} /></Suspense></span>
        <span ref={setBar} className={styles.tools} />
        <Button className={styles.choice} iconOnly icon={<ListChecks {...icon} />} aria-label="Which nodes are eligible" title="Which nodes are eligible" onClick={onEligibility} />
        <EditorChoice full={full} />
      </header>
      <div className={styles.body}>
        {Editor
          ? <ErrorBoundary fallback={() => <>{plain}{list}</>}><Editor {...shared} judged={judged} changes={changes} bar={bar} getCluster={getCluster} onSay={setSaid} onMend={mend} onMeant={onMeant} /></ErrorBoundary>
          : <>{plain}{list}</>}
        <Suspense>{comparing && <ComparePanel draft={judged} onClose={() => setComparing(false)} />}</Suspense>
        <Suspense>{editedIn?.editing && <EditedObject key={editedIn.editing.text} shell={editedIn} editing={editedIn.editing} />}</Suspense>
      </div>
      {notice !== undefined && <p className={styles.notice} role="alert">{notice}</p>}
      {locked.length > 0 && <p className={styles.locked}>Locked in this lesson: {inWords(locked)}.</p>}
      <p className="visually-hidden" role="status" aria-label="Editor">{said}</p>
      {/* As high as the line that comes, so that nothing jumps. */}
      <Suspense fallback={<div className={styles.previewToCome} />}><PreviewPanel draft={judged} problems={problems} onGo={go} onMeant={onMeant} onCompare={() => setComparing(true)} /></Suspense>
      <footer className={styles.foot}>
        <span className={problems.length > 0 ? styles.errors : undefined} data-errors={problems.length}>
          {problems.length === 0 ? 'No errors' : problems.length === 1 ? '1 error' : `${problems.length} errors`}
        </span>
        <span className={styles.acts}>
          <Button kind="edge" aria-pressed={comparing} onClick={() => setComparing(!comparing)}>Compare</Button>
          <Button
            kind="main" keys="Ctrl Enter" aria-keyshortcuts="Control+Enter Meta+Enter" title={whyNoApply} aria-disabled={whyNoApply !== undefined || undefined}
            onClick={() => (whyNoApply === undefined ? applyManifest() : setNotice(whyNoApply))}
          >
            Apply
          </Button>
        </span>
      </footer>
    </section>
  )
}

/** What holds the text to its locked parts, once it is there; until then the API server does. */
function useLocks(paths: readonly string[]): Awaited<ReturnType<typeof fetchLocks>> | undefined {
  const [locks, setLocks] = useState<Awaited<ReturnType<typeof fetchLocks>>>()
  const needed = paths.length > 0
  useEffect(() => {
    if (needed) void fetchLocks().then(setLocks, () => undefined)
  }, [needed])
  return needed ? locks : undefined
}

const lockedWords = (path: string): string => `${path} is locked in this lesson: it stays as it is.`

/** `spec.selector (lines 6–8)`. */
const inWords = (locked: readonly LockedPart[]): string =>
  locked.map(({ path, firstLine, lastLine }) => `${path} (${firstLine === lastLine ? `line ${firstLine}` : `lines ${firstLine}–${lastLine}`})`).join(', ')

const getCluster = () => session.getState().cluster

/** How long typing has to rest, in ms, before the text is judged. */
const restMs = 50

/** What would be refused if the text were applied now. Not by a deferred value: while the cluster plays, that may wait for seconds. */
function useProblems(draft: string): { readonly judged: string; readonly problems: readonly ManifestProblem[] } {
  const { daemonsets, namespaces, deployments, services, configmaps, resourcequotas, priorityclasses, poddisruptionbudgets } = useSession((state) => state.cluster.objects)
  const [judged, setJudged] = useState(draft)
  useEffect(() => {
    const timer = setTimeout(() => setJudged(draft), restMs)
    return () => clearTimeout(timer)
  }, [draft])
  // Pods and nodes change all the time, and hardly ever what would be refused.
  const problems = useMemo(() => manifestProblems(judged, getCluster()), [judged, daemonsets, namespaces, deployments, services, configmaps, resourcequotas, priorityclasses, poddisruptionbudgets]) // oxlint-disable-line react-hooks/exhaustive-deps
  return { judged, problems }
}

/** Which editor it is; the plain one is for who types with a thumb, a reader or an input method. */
function EditorChoice({ full: { wanted, failed, choose } }: { full: ReturnType<typeof useFullEditor> }) {
  if (failed) return <Button kind="link" className={styles.choice} onClick={() => choose('full')}>The full editor did not load. Try again</Button>
  return wanted === 'full'
    ? <Button className={styles.choice} iconOnly icon={<TextCursorInput {...icon} />} aria-label="Use the plain text field" title="Plain text field" onClick={() => choose('plain')} />
    : <Button className={styles.choice} iconOnly icon={<Code {...icon} />} aria-label="Use the full editor" title="Full editor" onClick={() => choose('full')} />
}
