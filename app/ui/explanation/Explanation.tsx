import { X } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Explanation as ExplanationData } from '#scene/explain'
import type { NodeDetails } from '#scene/node-details'
import type { Remedy } from '#scene/remedies'
import { usePanelShown } from '#session/lesson/shown-panels'
import { Button } from '../controls/Button.tsx'
import { useArrowKeys } from '../controls/use-arrow-keys.ts'
import { EventList } from '../event-list/EventList.tsx'
import { NodeInspector } from '../object-inspector/NodeInspector.tsx'
import { PodInspector } from '../object-inspector/PodInspector.tsx'
import { WhyButton } from '../why/WhyButton.tsx'
import { GatePath } from './GatePath.tsx'
import { Verdicts } from './Verdicts.tsx'
import styles from './Explanation.module.css'

export interface ExplanationProps {
  /** Undefined where there is no DaemonSet to ask about. */
  explanation: ExplanationData | undefined
  details: NodeDetails
  /** Key of the DaemonSet that it is about. */
  daemonSet: string | undefined
  /** The lines of the manifest in which a field stands: "18–21". */
  linesOf: (path: string) => string | undefined
  onPath: (path: string) => void
  onRemedy: (remedy: Remedy, inFork: boolean) => void
  onClose: () => void
}

type Page = 'why' | 'node' | 'events' | `pod ${string}`

/** One node in full: why it has its pod or none, its pods, all that is known of it, and its events. */
export function Explanation(props: ExplanationProps) {
  const { explanation, details, onClose } = props
  const isShown = usePanelShown()
  const pages: readonly (readonly [Page, string])[] = [
    ...(explanation ? [['why', 'Why'] as const] : []),
    ...details.pods.map(({ key, name }) => [`pod ${key}`, name] as const),
    ['node', 'Node'],
    ...(isShown('events') ? [['events', 'Events'] as const] : []),
  ]
  const [chosen, setPage] = useState<Page>(pages[0]![0])
  const page = pages.some(([name]) => name === chosen) ? chosen : pages[0]![0]
  const arrows = useArrowKeys()
  return (
    <article className={styles.explanation} aria-label={`Node ${details.name}`}>
      <header className={styles.bar}>
        <div className={styles.pages} role="tablist" aria-label="About this node" {...arrows}>
          {pages.map(([name, title]) => (
            <button
              key={name} type="button" role="tab" id={`tab-${name}`} className={styles.page} data-verbatim={name.startsWith('pod ') || undefined}
              aria-selected={page === name} aria-controls="node-page" tabIndex={page === name ? 0 : -1} onClick={() => setPage(name)}
            >
              {title}
            </button>
          ))}
        </div>
        <Button iconOnly icon={<X size={16} strokeWidth={1.5} aria-hidden="true" />} aria-label="Back to the cluster" title="Esc" onClick={onClose} />
      </header>
      <div id="node-page" role="tabpanel" aria-labelledby={`tab-${page}`} tabIndex={0} className={styles.content}>{content(page, props)}</div>
    </article>
  )
}

function content(page: Page, props: ExplanationProps): ReactNode {
  const { explanation, details } = props
  if (page === 'why' && explanation) {
    return (
      <div className={styles.why}>
        <div className={styles.main}>
          <h3 className={styles.title}>{explanation.title[0]} <code>{explanation.node}</code> {explanation.title[1]}</h3>
          <p className={styles.lead}>{explanation.lead} <WhyButton question={{ about: 'node', node: explanation.node, ...(props.daemonSet !== undefined && { daemonSet: props.daemonSet }) }} about={explanation.node}>Why, step by step</WhyButton></p>
          <GatePath groups={explanation.groups} linesOf={props.linesOf} onPath={props.onPath} />
        </div>
        <Verdicts explanation={explanation} onRemedy={props.onRemedy} />
      </div>
    )
  }
  if (page === 'node') return <NodeInspector details={details} />
  if (page === 'events') return <EventList events={details.events} />
  const pod = details.pods.find(({ key }) => page === `pod ${key}`)
  return pod ? <PodInspector pod={pod} /> : null
}
