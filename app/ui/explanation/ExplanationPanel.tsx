import { useEffect, useMemo, useRef } from 'react'
import { linesInManifest } from '#scene/manifest-lines'
import { explain } from '#scene/explain'
import { nodeDetails } from '#scene/node-details'
import { openNode, run } from '#session/actions'
import { forkHere } from '#session/travel'
import { useSession } from '#session/use-session'
import { Explanation } from './Explanation.tsx'
import styles from './ExplanationPanel.module.css'

export interface ExplanationPanelProps {
  node: string
  onPath: (path: string) => void
}

/** The opened node, asked again whenever the cluster changes. */
export function ExplanationPanel({ node, onPath }: ExplanationPanelProps) {
  const objects = useSession((state) => state.cluster.objects)
  const cluster = useSession((state) => state.cluster)
  const scene = useSession((state) => state.scene)
  const draft = useSession((state) => state.draft)
  const root = useRef<HTMLDivElement>(null)
  const key = scene.daemonSet?.key
  // Time alone changes nothing of an explanation; what the API server stores does.
  const explanation = useMemo(() => (key === undefined ? undefined : explain(cluster, key, node)), [objects, key, node]) // oxlint-disable-line react-hooks/exhaustive-deps
  const details = useMemo(() => nodeDetails(cluster, scene, node), [objects, scene.nodes, node]) // oxlint-disable-line react-hooks/exhaustive-deps
  const linesOf = useMemo(() => linesInManifest(draft, scene.daemonSet?.name), [draft, scene.daemonSet?.name])
  const close = () => openNode(undefined)
  useEffect(() => {
    // What was opened gets the focus, and gives it back when it closes.
    const before = document.activeElement instanceof HTMLElement ? document.activeElement : undefined
    root.current?.focus({ preventScroll: true })
    const name = before?.dataset['node']
    return () => {
      giveBack(name ?? node, before, 10)
    }
  }, []) // oxlint-disable-line react-hooks/exhaustive-deps
  if (!details) return null
  return (
    <div
      ref={root} className={styles.panel} tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      <Explanation key={node} explanation={explanation} details={details} daemonSet={key} linesOf={linesOf} onPath={onPath} onRemedy={(remedy, inFork) => {
          // The line that is left stays as it is, to be compared with.
          if (inFork) forkHere()
          if (remedy.command !== undefined) run(remedy.command)
          // The button goes with the reason that it mends; the focus stays here.
          root.current?.focus({ preventScroll: true })
        }} onClose={close} />
    </div>
  )
}

/** Gives the focus back; the node may take some frames until it is drawn again. */
function giveBack(node: string, before: HTMLElement | undefined, frames: number): void {
  requestAnimationFrame(() => {
    if (document.activeElement && document.activeElement !== document.body) return
    const back = before?.isConnected && before !== document.body ? before : document.querySelector<HTMLElement>(`[role=option][data-node="${CSS.escape(node)}"]`)
    if (back) back.focus({ preventScroll: true })
    else if (frames > 0) giveBack(node, before, frames - 1)
  })
}
