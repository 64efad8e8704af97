import { ChevronDown, ChevronUp, Plus, X } from 'lucide-react'
import { useCallback, useEffect, useRef } from 'react'
import { clearPage, closeShell, endInput, interrupt, offerAt, openNode, openShell, run, showShell } from '#session/actions'
import { nodeNamed } from '#session/terminal'
import { useSession } from '#session/use-session'
import { Button } from '../controls/Button.tsx'
import type { TerminalFold } from '../layout/Lab.tsx'
import { ShellTabs } from './ShellTabs.tsx'
import { Terminal } from './Terminal.tsx'
import { useTabLeaves } from './use-tab-leaves.ts'
import styles from './Terminal.module.css'

export interface TerminalPanelProps {
  /** Undefined where the terminal has its place for itself. */
  fold: TerminalFold | undefined
}

/** kubectl and the shell around it; what was done by mouse stands in it as the line that does the same. */
export function TerminalPanel({ fold }: TerminalPanelProps) {
  const shells = useSession((state) => state.shells)
  const active = useSession((state) => state.activeShell)
  const answer = useSession((state) => state.answer)
  const nodes = useSession((state) => state.scene.nodes)
  const pods = useSession((state) => state.cluster.objects.pods)
  const [tabLeaves, setTabLeaves] = useTabLeaves()
  const isObject = useCallback((word: string) => nodeNamed(word, nodes, pods) !== undefined, [nodes, pods])
  const onObject = useCallback((word: string) => openNode(nodeNamed(word, nodes, pods)), [nodes, pods])
  const folded = fold?.folded === true
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
  return (
    <section ref={pane} className={styles.pane} aria-label="Terminal" data-pane="terminal">
      <header className={styles.bar}>
        <b>Terminal</b>
        {/* What a shell shows is not said twice; what befell a machine has no line there. */}
        {fold && (
          <div className={folded || answer?.command === '' ? styles.last : 'visually-hidden'} data-refused={answer?.refused || undefined} role="status" aria-label="Answer of the last act">
            {answer?.command && <span>$ {answer.command} </span>}{answer?.text}
          </div>
        )}
        {!folded && (
          <>
            {several && <ShellTabs shells={shells} shown={shown?.id} onShow={showShell} />}
            <span className={styles.space} />
            {shown && several && <Button iconOnly icon={<X size={16} strokeWidth={1.5} />} aria-label={`Close shell ${shown.name}`} onClick={() => closeShell(shown.id)} />}
            <Button iconOnly icon={<Plus size={16} strokeWidth={1.5} />} aria-label="Another shell" onClick={open} />
          </>
        )}
        {fold && (
          <Button
            iconOnly icon={folded ? <ChevronUp size={16} strokeWidth={1.5} /> : <ChevronDown size={16} strokeWidth={1.5} />}
            aria-label={folded ? 'Open the terminal' : 'Fold the terminal'} aria-expanded={!folded} onClick={() => fold.onFold(!folded)}
          />
        )}
      </header>
      {/* Hidden, not taken away: a line half typed stays. */}
      <div className={styles.body} hidden={folded}>
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
