import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { manifestProblems } from '#scene/manifest-problems'
import { applyManifest, setDraft } from '#session/actions'
import { useSession } from '#session/use-session'
import { Button } from '../controls/Button.tsx'
import { PlainManifest } from './PlainManifest.tsx'
import type { Reveal } from './PlainManifest.tsx'
import { ProblemList } from './ProblemList.tsx'
import styles from './Manifest.module.css'

export interface ManifestPanelProps {
  /** A stretch of the text that is wanted to be seen. */
  reveal: Reveal | undefined
  onErrors: (count: number) => void
}

/** What is wanted: the text, what the API server would say to it, and the button that sends it. */
export function ManifestPanel({ reveal, onErrors }: ManifestPanelProps) {
  const draft = useSession((state) => state.draft)
  const objects = useSession((state) => state.cluster.objects)
  const daemonSets = objects.daemonsets
  const namespaces = objects.namespaces
  const [own, setOwn] = useState<Reveal>()
  const [notice, setNotice] = useState<string>()
  // Typing comes first; the judgement follows when there is time.
  const judged = useDeferredValue(draft)
  const applied = useSession((state) => state.acts.findLast(({ act }) => 'apply' in act))
  const problems = useMemo(() => manifestProblems(judged, { objects: { ...objects, daemonsets: daemonSets, namespaces } }), [judged, daemonSets, namespaces]) // oxlint-disable-line react-hooks/exhaustive-deps
  useEffect(() => onErrors(problems.length), [problems, onErrors])
  const changed = applied === undefined || !('apply' in applied.act) || applied.act.apply !== draft
  const target = own && (!reveal || own.at > reveal.at) ? own : reveal
  return (
    <section className={styles.manifest} aria-label="Manifest" data-pane="manifest">
      <header className={styles.bar}>
        <b>manifest.yaml</b>
        <span>{applied === undefined ? 'not applied' : changed ? 'not applied since it was changed' : 'applied'}</span>
      </header>
      <PlainManifest
        text={draft} problems={problems} reveal={target} onApply={applyManifest}
        onChange={(text) => {
          setNotice(undefined)
          setDraft(text)
        }}
        onRefused={setNotice}
      />
      {notice !== undefined && <p className={styles.notice} role="alert">{notice}</p>}
      <ProblemList problems={problems} onGo={(problem) => setOwn({ start: problem.start, end: problem.end, at: performance.now() })} />
      <footer className={styles.foot}>
        <span className={problems.length > 0 ? styles.errors : undefined} data-errors={problems.length}>
          {problems.length === 0 ? (applied && !changed ? 'Applied' : 'No errors') : problems.length === 1 ? '1 error' : `${problems.length} errors`}
        </span>
        <Button kind="main" keys="Ctrl Enter" aria-keyshortcuts="Control+Enter Meta+Enter" onClick={applyManifest}>Apply</Button>
      </footer>
    </section>
  )
}
