import { useEffect, useMemo, useRef } from 'react'
import { linesInManifest } from '#scene/manifest-lines'
import { why } from '#scene/why/why'
import { openNode, showDaemonSet } from '#session/actions'
import { session } from '#session/session'
import { seekTo } from '#session/travel'
import { useSession } from '#session/use-session'
import { ask, asked as current, closeAnswer, type Asked } from '#session/why/asked'
import { pastOf } from '#session/why/past-of'
import type { Resource } from './Rests.tsx'
import { Why } from './Why.tsx'
import styles from './Why.module.css'

export interface WhyPanelProps {
  asked: Asked
  /** Shows a field of the manifest in the editor. */
  onPath: (path: string) => void
}

/** The answer to what was asked, in the place of the nodes; the focus goes into it, and back when it closes. */
export function WhyPanel({ asked, onPath }: WhyPanelProps) {
  const { question, timeline, from } = asked
  const draft = useSession((state) => state.draft)
  const nowMs = useSession((state) => state.cluster.nowMs)
  const root = useRef<HTMLDivElement>(null)
  const answer = useMemo(() => why(pastOf(timeline), timeline.world.cluster, question), [timeline, question])
  const name = answer?.daemonSet?.split('/')[1]
  const lineOf = useMemo(() => {
    const linesOf = linesInManifest(draft, name)
    return (path: string) => nearest(path, linesOf)
  }, [draft, name])
  useEffect(() => () => giveBack(from), [from])
  useEffect(() => root.current?.focus({ preventScroll: true }), [asked])
  return (
    <div
      ref={root} className={styles.panel} tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        closeAnswer()
      }}
    >
      <Why
        answer={answer} askedAtMs={timeline.world.cluster.nowMs} nowMs={nowMs} lineOf={lineOf} canOpen={canOpen}
        onPath={onPath} onMoment={seekTo} onObject={open} onAgain={() => ask(question, from)} onClose={closeAnswer}
      />
    </div>
  )
}

/** The place of a field in the text, or of what is written around it. */
function nearest(path: string, linesOf: (path: string) => string | undefined): { readonly path: string; readonly lines: string } | undefined {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['), 0))) {
    const lines = linesOf(at)
    // Where only a whole block is found, its first line says where to look.
    if (lines !== undefined) return { path: at, lines: at === path ? lines : lines.replace(/–.*/, '') }
  }
  return undefined
}

/** The node on which an object is to be looked at. */
function nodeOf(resource: Resource, key: string): string | undefined {
  const { cluster, scene } = session.getState()
  if (resource === 'nodes') return scene.nodes.has(key) ? key : undefined
  if (resource !== 'pods') return undefined
  const node = cluster.objects.pods.get(key)?.spec?.nodeName
  return node ?? [...scene.nodes.values()].find(({ pods }) => pods.some((pod) => pod.key === key))?.name
}

/** Of a pod that is gone there is still to be told why. */
const canOpen = (resource: Resource, key: string): boolean => resource === 'pods' || nodeOf(resource, key) !== undefined || (resource === 'daemonsets' && session.getState().cluster.objects.daemonsets.has(key))

function open(resource: Resource, key: string): void {
  const node = nodeOf(resource, key)
  if (resource === 'pods' && !session.getState().cluster.objects.pods.has(key)) return ask({ about: 'pod', key }, current.getState()?.from)
  closeAnswer()
  if (node !== undefined) openNode(node)
  else showDaemonSet(key)
}

/** Gives the focus back, once what had it is drawn again. */
function giveBack(before: HTMLElement | undefined, frames = 10): void {
  requestAnimationFrame(() => {
    const active = document.activeElement
    // What is shown again in the answer's place takes the focus as a whole; the button in it is nearer.
    if (active && active !== document.body && !active.matches('[data-pane=stage] div[tabindex="-1"]')) return
    const again = before?.isConnected ? before : find(before)
    if (again) again.focus({ preventScroll: true })
    else if (frames > 0) giveBack(before, frames - 1)
    else document.querySelector<HTMLElement>('[data-pane=stage]')?.focus({ preventScroll: true })
  })
}

/** The button of the same name, where the one that was pressed has been drawn anew. */
const find = (before: HTMLElement | undefined): HTMLElement | null => {
  const label = before?.getAttribute('aria-label')
  return label ? document.querySelector<HTMLElement>(`button[aria-label="${CSS.escape(label)}"]`) : null
}
