import { ChevronDown, ChevronUp, Plus, X } from 'lucide-react'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { clearPage, closeShell, endInput, interrupt, offerAt, openNode, openShell, run, showShell } from '#session/actions'
import { nodeNamed } from '#session/terminal'
import { useSession } from '#session/use-session'
import { Button } from '../controls/Button.tsx'
import type { TerminalFold } from '../layout/Lab.tsx'
import { LogTabs, onLogAsked, rememberedTab, rememberTab, type TerminalTab } from '../log/LogTabs.tsx'
import { ShellTabs } from './ShellTabs.tsx'
import { Terminal } from './Terminal.tsx'
import { useTabLeaves } from './use-tab-leaves.ts'
import styles from './Terminal.module.css'

const LogPanel = lazy(() => import('../log/LogPanel.tsx').then((module) => ({ default: module.LogPanel })))

export interface TerminalPanelProps {
  /** Undefined where the terminal has its place for itself. */
  fold: TerminalFold | undefined
  /** Where one pane is in view: brings the stage there. */
  onStage: (() => void) | undefined
}

/** kubectl and the shell around it; what was done by mouse stands in it as the line that does the same. */
export function TerminalPanel({ fold, onStage }: TerminalPanelProps) {
  const shells = useSession((state) => state.shells)
  const active = useSession((state) => state.activeShell)
  const answer = useSession((state) => state.answer)
  const nodes = useSession((state) => state.scene.nodes)
  const pods = useSession((state) => state.cluster.objects.pods)
  const [tabLeaves, setTabLeaves] = useTabLeaves()
  const isObject = useCallback((word: string) => nodeNamed(word, nodes, pods) !== undefined, [nodes, pods])
  const onObject = useCallback((word: string) => openNode(nodeNamed(word, nodes, pods)), [nodes, pods])
  const [tab, setTab] = useState<TerminalTab>(rememberedTab)
  const folded = fold?.folded === true
  const log = tab === 'log' && !folded
  const several = shells.length > 1
  const shown = shells.find(({ id }) => id === active) ?? shells[0]
  const complete = useCallback((line: string, cursor: number) => offerAt(shown?.id ?? '', line, cursor), [shown?.id])
  const pane = useRef<HTMLElement>(null)
  const opens = useRef(false)
  useEffect(() => {
    // Who opens a shell wants to type in it.
    if (opens.current) pane.current?.querySelector<HTMLElement>('[data-shown] textarea')?.focus()
    opens.current = false
  }, [shown?.id])
  const open = () => {
    opens.current = true
    openShell()
  }
  const choose = (chosen: TerminalTab) => {
    rememberTab(chosen)
    setTab(chosen)
    // Whoever chooses what is folded wants to see it.
    if (folded) fold?.onFold(false)
  }
  useEffect(() => onLogAsked(() => {
    choose('log')
    // It is there once it has been drawn.
    requestAnimationFrame(() => pane.current?.querySelector<HTMLElement>('#tab-log')?.focus())
  }))
  const tabs = <LogTabs tab={tab} onTab={choose} />
  // What a shell shows is not said twice; what befell a machine has no line there.
  const last = fold && (
    <div className={folded || answer?.command === '' ? styles.last : 'visually-hidden'} data-refused={answer?.refused || undefined} role="status" aria-label="Answer of the last act">
      {answer?.command && <span>$ {answer.command} </span>}{answer?.text}
    </div>
  )
  const foldButton = fold && (
    <Button
      iconOnly icon={folded ? <ChevronUp size={16} strokeWidth={1.5} /> : <ChevronDown size={16} strokeWidth={1.5} />}
      aria-label={folded ? 'Open the terminal' : 'Fold the terminal'} aria-expanded={!folded} onClick={() => fold.onFold(!folded)}
    />
  )
  return (
    <section ref={pane} className={styles.pane} aria-label="Terminal" data-pane="terminal">
      {log ? (
        <div id="panel-log" role="tabpanel" aria-labelledby="tab-log" className={styles.body}>
          <Suspense fallback={<header className={styles.bar}>{tabs}{last}<span className={styles.space} />{foldButton}</header>}><LogPanel before={tabs} after={<>{last}{foldButton}</>} onStage={onStage} /></Suspense>
        </div>
      ) : (
        <header className={styles.bar}>
          {tabs}
          {last}
          {!folded && (
            <>
              {several && <ShellTabs shells={shells} shown={shown?.id} onShow={showShell} />}
              <span className={styles.space} />
              {shown && several && <Button iconOnly icon={<X size={16} strokeWidth={1.5} />} aria-label={`Close shell ${shown.name}`} onClick={() => closeShell(shown.id)} />}
              <Button iconOnly icon={<Plus size={16} strokeWidth={1.5} />} aria-label="Another shell" onClick={open} />
            </>
          )}
          {foldButton}
        </header>
      )}
      {/* Hidden, not taken away: a line half typed stays. */}
      <div id="panel-terminal" role="tabpanel" aria-labelledby="tab-terminal" className={styles.body} hidden={folded || log}>
        {shells.length === 0 && <p className={styles.closed}>Every shell was left. <Button kind="link" onClick={open}>Open another</Button></p>}
        {shells.map(({ id, name, prompt, history, transcript }) => (
          <div key={id} id={`page-${id}`} role={several ? 'tabpanel' : undefined} aria-labelledby={several ? `tab-${id}` : undefined} className={styles.body} hidden={id !== shown?.id} data-shown={id === shown?.id || undefined}>
            <Terminal
              label={several ? `Shell ${name}` : 'Shell'} transcript={transcript} prompt={prompt} history={history} complete={complete} isObject={isObject} onObject={onObject}
              onLine={(line) => run(line, id)} onInterrupt={() => interrupt(id)} onEnd={() => endInput(id)} onClear={() => clearPage(id)}
              tabLeaves={tabLeaves} onTabLeaves={setTabLeaves}
            />
          </div>
        ))}
      </div>
    </section>
  )
}
