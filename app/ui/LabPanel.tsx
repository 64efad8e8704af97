import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import type { LedgerLine } from '#scene/ledger'
import { placeInDraft, placeInManifest } from '#scene/manifest-lines'
import { printDaemonSet } from '#scene/print-manifest'
import { applyManifest, openNode, setDraft, showDaemonSet } from '#session/actions'
import { usePanelShown } from '#session/lesson/shown-panels'
import { nodesOf, type Spoken } from '#session/lesson/spoken'
import { clock, startPlayback } from '#session/playback'
import { showEligibility } from '#session/eligibility-view'
import { exportSession, session } from '#session/session'
import { beginAnew } from '#session/sessions'
import { goToEnd, goToStart, redoAct, setPlaying, stepBack, stepToActAfter, stepToActBefore, stepToNext, undoAct } from '#session/travel'
import { useSession } from '#session/use-session'
import type { LitNodes } from './cluster-view/lit-nodes.ts'
import { StagePanel } from './cluster-view/StagePanel.tsx'
import { downloadText } from './download-text.ts'
import { ForeignLessonPanel } from './foreign-lesson/ForeignLessonPanel.tsx'
import { GuidePanel } from './guide/GuidePanel.tsx'
import { Lab } from './layout/Lab.tsx'
import type { PaneName } from './layout/lab-layout.ts'
import { onLogAsked } from './log/LogTabs.tsx'
import { ManifestPanel } from './manifest/ManifestPanel.tsx'
import type { Reveal } from './manifest/manifest-editor.ts'
import { paneOf } from './lesson-panel/spoken.ts'
import { LedgerPanel } from './reason-ledger/LedgerPanel.tsx'
import { lineKey } from './reason-ledger/ReasonLedger.tsx'
import { NoticesPanel } from './sessions/NoticesPanel.tsx'
import { SimulatedClockContext } from './simulated-clock.ts'
import { TerminalPanel } from './kubectl-terminal/TerminalPanel.tsx'
import { LiveRegionPanel } from './text-twin/LiveRegionPanel.tsx'
import { TimelinePanel } from './timeline-bar/TimelinePanel.tsx'
import { TopBarPanel } from './top-bar/TopBarPanel.tsx'
import { useLabKeys } from './use-lab-keys.ts'

const Sheets = lazy(() => import('./shortcuts/Sheets.tsx').then((module) => ({ default: module.Sheets })))

const ComparePanel = lazy(() => import('./compare/ComparePanel.tsx').then((module) => ({ default: module.ComparePanel })))
const CourseSheet = lazy(() => import('./lesson-panel/CourseSheet.tsx').then((module) => ({ default: module.CourseSheet })))
const TranscriptSheet = lazy(() => import('./lesson-panel/TranscriptSheet.tsx').then((module) => ({ default: module.TranscriptSheet })))
const SessionsSheet = lazy(() => import('./sessions/SessionsSheet.tsx').then((module) => ({ default: module.SessionsSheet })))

export type SheetName = 'shortcuts' | 'simulated' | 'images' | 'sessions' | 'course' | 'transcript'

/** The whole lab. */
export function LabPanel() {
  const nodes = useSession((state) => state.cluster.objects.nodes.size)
  const editing = useSession((state) => state.shells.some((shell) => shell.editing !== undefined))
  const comparing = useSession((state) => state.comparison !== undefined)
  const lesson = useSession((state) => (state.timeline.start.free ? undefined : state.timeline.start.lesson))
  const inLesson = lesson !== undefined
  const isShown = usePanelShown()
  const left = (['stage', 'manifest', 'terminal'] as const).filter((name) => !isShown(name === 'stage' ? 'cluster' : name)).join(' ')
  const hidden = useMemo(() => new Set(left.split(' ').filter((name) => name !== '') as PaneName[]), [left])
  const [pane, setPane] = useState<PaneName>('stage')
  const [lessonBefore, setLessonBefore] = useState<string>()
  if (lesson !== lessonBefore) {
    // Where one pane is in view: what a lesson begins with is its text.
    setLessonBefore(lesson)
    if (lesson !== undefined) setPane('guide')
  }
  const [wasEditing, setWasEditing] = useState(false)
  if (editing !== wasEditing) {
    // Where one pane is in view: to the text that a command opened, and back to the command.
    setWasEditing(editing)
    setPane(editing ? 'manifest' : 'terminal')
  }
  const [sheet, setSheet] = useState<{ name: SheetName; from: HTMLElement }>()
  const [line, setLine] = useState<LedgerLine>()
  const [pointed, setPointed] = useState<string>()
  const [errors, setErrors] = useState(0)
  const [reveal, setReveal] = useState<Reveal>()
  const [meant, setMeant] = useState<ReadonlySet<string>>()
  const [spoken, setSpoken] = useState<ReadonlySet<string>>()
  const [spokenPlace, setSpokenPlace] = useState<number>()
  const lit = useMemo((): LitNodes | undefined => (spoken ? { names: spoken, how: 'outline' } : meant ? { names: meant, how: 'outline' } : line && { names: line.nodes, how: 'dim-others' }), [line, meant, spoken])
  useEffect(() => startPlayback(), [])
  useEffect(() => onLogAsked(() => setPane('terminal')), [])
  useLabKeys({
    onApply: applyManifest,
    onPlayPause: () => setPlaying(!session.getState().playing),
    travel,
    onUndo: undoAct,
    onRedo: redoAct,
    onShortcuts: (from) => setSheet({ name: 'shortcuts', from }),
    panes: ['guide', 'stage', 'terminal', 'manifest', 'time'].filter((name) => !hidden.has(name as PaneName) && (name !== 'time' || isShown('timeline'))),
    onPane: (name) => name !== 'time' && setPane(name as PaneName),
  })
  const revealPath = (path: string) => {
    const { draft, scene } = session.getState()
    const start = placeInManifest(draft, scene.daemonSet?.name, path) ?? placeInDraft(draft, path)
    if (start === undefined) return
    setPane('manifest')
    setReveal({ start, end: draft.indexOf('\n', start) < 0 ? draft.length : draft.indexOf('\n', start), at: performance.now() })
  }
  const goTo = (target: Spoken) => {
    const pane = paneOf(target)
    if (target.kind === 'manifest') revealPath(target.path)
    if (target.kind === 'node' || target.kind === 'pod') openNode(target.kind === 'node' ? target.name : target.node)
    if (target.kind === 'object') {
      const name = target.ref.replace(/^.*\//, '')
      const key = [...session.getState().cluster.objects.daemonsets.keys()].find((each) => each.endsWith(`/${name}`))
      if (key !== undefined) showDaemonSet(key)
    }
    if (pane === undefined) return
    if (pane !== 'time') setPane(pane)
    // On a phone the pane is there only once it has been drawn.
    if (target.kind === 'panel') requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-pane=${pane}]`)?.focus())
  }
  const speakOf = useCallback((target: Spoken | undefined) => {
    const { cluster, draft } = session.getState()
    setSpoken(target && nodesOf(target, cluster))
    setSpokenPlace(target?.kind === 'manifest' ? placeInDraft(draft, target.path) : undefined)
  }, [])
  const toEligibility = () => {
    showEligibility(true)
    setPane('stage')
  }
  const course = (from: HTMLElement) => setSheet({ name: 'course', from })
  const edit = (key: string) => {
    const daemonSet = session.getState().cluster.objects.daemonsets.get(key)
    if (!daemonSet) return
    setDraft(printDaemonSet(daemonSet))
    setPane('manifest')
  }
  return (
    <SimulatedClockContext value={clock}>
      <a className="visually-hidden" href="#pane-stage">To the cluster</a>
      <Lab
        hidden={hidden} timeless={!isShown('timeline')} nodes={nodes} errors={errors} guideName={inLesson ? 'Lesson' : 'Start here'} pane={pane} onPane={setPane}
        topBar={<><TopBarPanel onExport={exportFile} onSheet={(name, from) => setSheet({ name, from })} /><NoticesPanel onExport={exportFile} /></>}
        guide={(layout) => <GuidePanel layout={layout} onEdit={edit} onSpoken={speakOf} onGo={goTo} onCourse={course} onTranscript={(from) => setSheet({ name: 'transcript', from })} />}
        ledger={<LedgerPanel chosen={line && lineKey(line)} onChoose={setLine} pointed={pointed} />}
        stage={(layout) => comparing ? <Suspense><ComparePanel /></Suspense> : <StagePanel layout={layout} lit={lit} onPointNode={setPointed} onPath={revealPath} />}
        manifest={() => <ManifestPanel reveal={reveal} spoken={spokenPlace} onErrors={setErrors} onMeant={setMeant} onEligibility={toEligibility} />}
        terminal={(fold, layout) => <TerminalPanel fold={fold} onStage={layout === 'phone' ? () => setPane('stage') : undefined} />}
        timeline={(layout) => <TimelinePanel layout={layout} />}
      />
      <LiveRegionPanel />
      <ForeignLessonPanel />
      <Suspense>
        {sheet?.name === 'sessions' && <SessionsSheet from={sheet.from} onNew={() => void beginAnew()} onClose={() => setSheet(undefined)} />}
        {sheet?.name === 'course' && <CourseSheet from={sheet.from} onClose={() => setSheet(undefined)} />}
        {sheet?.name === 'transcript' && <TranscriptSheet from={sheet.from} onClose={() => setSheet(undefined)} />}
        {sheet && sheet.name !== 'sessions' && sheet.name !== 'course' && sheet.name !== 'transcript' && <Sheets name={sheet.name} from={sheet.from} onClose={() => setSheet(undefined)} />}
      </Suspense>
    </SimulatedClockContext>
  )
}

const exportFile = (): void => downloadText('daemonset-lab-session.json', exportSession())

const travel = { ',': stepBack, '.': stepToNext, '<': stepToActBefore, '>': stepToActAfter, Home: goToStart, End: goToEnd }
