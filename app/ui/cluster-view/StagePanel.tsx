import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { nodesCounted } from '#scene/scene'
import type { SceneNode } from '#scene/node-picture'
import { cutPower, openNode, removeNode, restorePower, selectNode, setCordon } from '#session/actions'
import { showEligibility } from '#session/eligibility-view'
import { sayLeftOut } from '#session/limits'
import { useEligibilityShown, useLeftOut, useSession } from '#session/use-session'
import { useAsked } from '#session/why/use-asked'
import type { LayoutName } from '../layout/lab-layout.ts'
import type { ActRequest, DirectAct } from '../node-acts/node-act.ts'
import { Toolbar } from '../node-acts/Toolbar.tsx'
import { NumbersPanel } from '../text-twin/NumbersPanel.tsx'
import { TextTwin } from '../text-twin/TextTwin.tsx'
import { CausalPathPanel } from './CausalPathPanel.tsx'
import type { CountedName } from './Figures.tsx'
import { Flights } from './Flights.tsx'
import type { LitNodes } from './lit-nodes.ts'
import { NodeGrid } from './NodeGrid.tsx'
import { NodeRows } from './NodeRows.tsx'
import { NodeStrip } from './NodeStrip.tsx'
import { AsTextButton, EligibilityButton, ResultLine } from './ResultLine.tsx'
import { RolloutStrip } from './RolloutStrip.tsx'
import { StageHead } from './StageHead.tsx'
import styles from './Stage.module.css'

const NodeActsPanel = lazy(() => import('../node-acts/NodeActsPanel.tsx').then((module) => ({ default: module.NodeActsPanel })))
const WhyPanel = lazy(() => import('../why/WhyPanel.tsx').then((module) => ({ default: module.WhyPanel })))
const ExplanationPanel = lazy(() => import('../explanation/ExplanationPanel.tsx').then((module) => ({ default: module.ExplanationPanel })))
const EligibilityPanel = lazy(() => import('../eligibility/EligibilityPanel.tsx').then((module) => ({ default: module.EligibilityPanel })))

export interface StagePanelProps {
  layout: LayoutName
  /** Nodes of a chosen line of the ledger, or of the line of the manifest with the cursor. */
  lit: LitNodes | undefined
  onPointNode: (node: string | undefined) => void
  /** Shows a field of the manifest in the editor. */
  onPath: (path: string) => void
}

/** The cluster: what is, why it is so, and what can be done to it. */
export function StagePanel({ layout, lit: litElsewhere, onPointNode, onPath }: StagePanelProps) {
  const scene = useDeferredValue(useSession((state) => state.scene))
  const selected = useSession((state) => state.selected)
  const opened = useSession((state) => state.opened)
  const asked = useAsked()
  const eligibility = useEligibilityShown()
  const speed = useSession((state) => (state.scrubbing ? Infinity : state.speed))
  const answer = useSession((state) => state.answer)
  const epochMs = useSession((state) => state.cluster.options.epochMs)
  const leftOut = useLeftOut()
  const [asText, setAsText] = useState(false)
  const [request, setRequest] = useState<ActRequest>()
  const [chosen, setChosen] = useState<CountedName>()
  const [pointed, setPointed] = useState<CountedName>()
  const figure = pointed ?? chosen
  const lit = useMemo(
    (): LitNodes | undefined => (figure === undefined ? litElsewhere : { names: nodesCounted(scene, figure, epochMs + scene.nowMs), how: 'outline' }),
    [figure, litElsewhere, scene, epochMs],
  )
  const node = selected === undefined ? undefined : scene.nodes.get(selected)
  // Where the terminal is not in view, what comes back from an act is said here.
  const terminalAway = layout === 'phone' || layout === 'narrow'
  const rows = layout === 'phone' && scene.nodes.size <= mostRows
  // Kept, so that what has not changed is not drawn again in every frame.
  const onMenu = useCallback((name: string, anchor: HTMLElement | { x: number; y: number }, returnFocus?: HTMLElement) => {
    selectNode(name)
    setRequest({ kind: 'menu', node: name, anchor, returnFocus: returnFocus ?? (anchor instanceof HTMLElement ? anchor : null) })
  }, [])
  const whyNoNode = leftOut({ machine: 'join' })
  const onAdd = (from: HTMLElement) => whyNoNode !== undefined ? sayLeftOut(whyNoNode) : setRequest({ kind: 'form', form: 'add', node: undefined, anchor: from, returnFocus: from })
  return (
    <main className={styles.stage} aria-label="Cluster" data-pane="stage" data-opened={opened !== undefined || undefined}>
      {/* On a phone all of it scrolls together: a low screen has no room for a head that stays. */}
      <div className={styles.scene} data-scrolls={layout === 'phone' || undefined}>
        <StageHead daemonSet={scene.daemonSet} chosen={chosen} onChoose={setChosen} onPoint={setPointed} />
        {asked ? <Suspense fallback={<div className={styles.grow} />}><WhyPanel asked={asked} onPath={onPath} /></Suspense> : opened !== undefined ? (
          <>
            <NodeStrip scene={scene} opened={opened} onOpen={openNode} />
            <Suspense fallback={<div className={styles.grow} />}><ExplanationPanel node={opened} onPath={onPath} /></Suspense>
          </>
        ) : eligibility ? <Suspense fallback={<div className={styles.grow} />}><EligibilityPanel onPath={onPath} /></Suspense>
        : asText ? <TextTwin scene={scene}><NumbersPanel /></TextTwin> : (
          <>
            <RolloutStrip scene={scene} />
            <CausalPathPanel />
            {rows
              ? <div className={styles.rows}><NodeRows nodes={[...scene.nodes.values()]} selected={selected} lit={lit} onOpen={openNode} onMenu={onMenu} onAdd={onAdd} whyNoMore={whyNoNode} /></div>
              : <NodeGrid zones={scene.zones} nodes={scene.nodes} selected={selected} lit={lit} onSelect={selectNode} onOpen={openNode} onMenu={onMenu} onPoint={onPointNode} />}
          </>
        )}
      </div>
      {opened === undefined && !asked && !asText && !eligibility && <Flights nodes={scene.nodes} speed={speed} nowMs={scene.nowMs} />}
      {!rows && (
        <div className={styles.tools}>
          <Toolbar node={node} leftOut={leftOut} onRequest={setRequest} onAct={doNow} />
          <EligibilityButton shown={eligibility} onShow={showEligibility} />
          {!terminalAway && opened === undefined && !asked && <AsTextButton asText={asText} onAsText={setAsText} />}
        </div>
      )}
      {terminalAway && <ResultLine answer={answer} eligibility={rows ? eligibility : undefined} asText={asText} onAsText={opened === undefined && !asked ? setAsText : undefined} />}
      <Suspense>{request && <NodeActsPanel request={request} onRequest={setRequest} onAct={doNow} />}</Suspense>
    </main>
  )
}

/** Above so many nodes lines are too many even for a thumb. */
const mostRows = 600

/** Does an act that asks nothing. */
function doNow(act: DirectAct, node: SceneNode): void {
  switch (act) {
    case 'cordon':
      return setCordon(node.name, !node.cordoned)
    case 'power':
      return node.powerless ? restorePower(node.name) : cutPower(node.name)
    case 'remove':
      return removeNode(node.name)
  }
}
