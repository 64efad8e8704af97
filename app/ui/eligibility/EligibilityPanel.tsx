import { X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { eligibilityIn, type Eligibility } from '#scene/eligibility'
import { linesInManifest } from '#scene/manifest-lines'
import { draftDaemonSets } from '#scene/manifest/draft-daemonsets'
import { openNode } from '#session/actions'
import { showEligibility } from '#session/eligibility-view'
import { session } from '#session/session'
import { useSession } from '#session/use-session'
import { Button } from '../controls/Button.tsx'
import { SelectField } from '../controls/Field.tsx'
import { EligibilityTable } from './EligibilityTable.tsx'
import styles from './Eligibility.module.css'

export interface EligibilityPanelProps {
  onPath: (path: string) => void
}

/** Which nodes the manifest means as it stands in the editor, and which gate says no to the others. */
export function EligibilityPanel({ onPath }: EligibilityPanelProps) {
  const draft = useLater(useSession((state) => state.draft), 50)
  // Pods come and go in every frame; the table need not.
  const nodes = useSession((state) => state.cluster.objects.nodes)
  const pods = useLater(useSession((state) => state.cluster.objects.pods), 500)
  const root = useFocusInside()
  const [chosen, setChosen] = useState<string>()
  const { daemonSets, problem } = useLastReadable(draft)
  const daemonSet = daemonSets.find(({ metadata }) => metadata?.name === chosen) ?? daemonSets[0]
  const name = daemonSet?.metadata?.name ?? ''
  const eligibility = useMemo(() => daemonSet && eligibilityIn(session.getState().cluster, daemonSet), [daemonSet, nodes, pods]) // oxlint-disable-line react-hooks/exhaustive-deps
  const linesOf = useMemo(() => linesInManifest(draft, name), [draft, name])
  const close = () => showEligibility(false)
  return (
    <section
      ref={root} className={styles.panel} aria-label="Which nodes are eligible" tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      <header className={styles.head}>
        <div>
          <h3 className={styles.title}><span role="status">{eligibility ? sumWords(eligibility) : 'No node can be asked yet'}</span></h3>
          <p className={styles.lead}>{daemonSet ? <>For <code>{name || 'the DaemonSet'}</code> as it stands in the editor, applied or not. {eligibility && reasonWords(eligibility)}</> : 'There is no DaemonSet in the manifest.'}</p>
          {problem !== undefined && daemonSet && <p className={styles.stale}>The text cannot be read at the moment ({problem}). This is as of when it could.</p>}
        </div>
        <Button iconOnly icon={<X size={16} strokeWidth={1.5} aria-hidden="true" />} aria-label="Back to the cluster" title="Esc" onClick={close} />
      </header>
      {daemonSets.length > 1 && <SelectField label="DaemonSet" value={name} onChange={setChosen} options={daemonSets.map(({ metadata }) => [metadata?.name ?? '', metadata?.name ?? ''] as const)} />}
      <div className={styles.box} role="region" aria-label="Nodes and gates" tabIndex={0}>
        {eligibility && <EligibilityTable eligibility={eligibility} linesOf={linesOf} onPath={onPath} onNode={openNode} />}
      </div>
    </section>
  )
}

function sumWords({ nodes, eligible, withoutRoom }: Eligibility): string {
  const all = `${eligible.toLocaleString('en')} of ${nodes.toLocaleString('en')} ${nodes === 1 ? 'node' : 'nodes'} eligible`
  return withoutRoom === 0 ? all : `${all}, ${withoutRoom.toLocaleString('en')} without room`
}

const reasonWords = ({ reasons }: Eligibility): string =>
  reasons.length === 0 ? '' : `Closed to ${reasons.map(({ gate, nodes }) => `${nodes.toLocaleString('en')} by ${gate.toLowerCase()}`).join(', ')}.`

/** The last text that could be read, and what is wrong with the present one. */
function useLastReadable(draft: string) {
  const found = useMemo(() => draftDaemonSets(draft), [draft])
  const [last, setLast] = useState(found.daemonSets)
  const readable = found.daemonSets.length > 0
  if (readable && found.daemonSets !== last) setLast(found.daemonSets)
  return { daemonSets: readable ? found.daemonSets : last, problem: found.problem }
}

/** A value that follows another, at most once in so many ms. */
function useLater<T>(value: T, ms: number): T {
  const [later, setLater] = useState(value)
  const newest = useRef(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    newest.current = value
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      setLater(() => newest.current)
    }, ms)
  }, [value, ms])
  useEffect(() => () => clearTimeout(timer.current), [])
  return later
}

/** What was opened gets the focus, and gives it back when it closes. */
function useFocusInside() {
  const root = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement instanceof HTMLElement ? document.activeElement : undefined
    root.current?.focus({ preventScroll: true })
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body && before?.isConnected) before.focus({ preventScroll: true })
      })
    }
  }, [])
  return root
}
