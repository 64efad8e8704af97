import { Fragment, use, type ReactNode } from 'react'
import type { TaskState } from '#lesson/attempt'
import { checkName } from '#lesson/check-words'
import type { Outcome } from '#lesson/checks/outcome'
import type { Target } from '#lesson/format/prose'
import type { Check, Task } from '#lesson/lesson'
import { Button } from '../controls/Button.tsx'
import { Mark } from './Mark.tsx'
import { Link, Plain, ProseContext } from './Prose.tsx'
import { Question } from './Question.tsx'
import { checkMark, markWords, type MarkState } from './task-mark.ts'
import styles from './Lesson.module.css'

export interface TaskViewProps {
  task: Task
  state: TaskState
  mark: MarkState
  count: string | undefined
  /** The words of the text that introduce it. */
  words: ReactNode
  /** Is one of its what-ifs being played? */
  playing: boolean
  onAnswer: (choice: string) => void
  onUndo: () => void
  /** Goes to a moment, in virtual ms. */
  onSeek: (atMs: number) => void
  /** Plays a what-if of it on a fork: the place of its check. */
  onWatch: (at: number) => void
}

/** A task where the text places it: what is asked, what holds, and what does not yet and why. */
export function TaskView({ task, state, mark, count, words, playing, onAnswer, onUndo, onSeek, onWatch }: TaskViewProps) {
  const open = state.status === 'open'
  const checks = (task.checks ?? []).map((check, at) => ({ check, at, outcome: state.outcomes[at] }))
  const plain = checks.filter(({ check }) => !('whatIf' in check))
  const ahead = checks.filter(({ check }) => 'whatIf' in check)
  return (
    <section id={taskAnchor(task.id)} className={styles.task} aria-labelledby={`${taskAnchor(task.id)}-title`} data-status={state.status} tabIndex={-1}>
      <h3 className={styles.taskTitle} id={`${taskAnchor(task.id)}-title`}>
        <Mark state={mark} />
        <span>{task.title}<span className="visually-hidden"> ({state.status === 'waiting' ? 'comes later' : markWords[mark]})</span></span>
        {count !== undefined && <span className={styles.count}>{count}</span>}
      </h3>
      <div className={styles.taskBody}>
        {words}
        {state.status !== 'waiting' && <Question task={task} open={open} answers={state.answers} onAnswer={onAnswer} />}
        {open && plain.length > 0 && (
          <ul className={styles.checks} aria-label={`Checks of ${task.title}`}>
            {plain.map(({ check, at, outcome }) => <CheckLine key={at} check={check} outcome={outcome} mark={checkMark(check, outcome, false)} onSeek={onSeek} />)}
          </ul>
        )}
        {open && state.lost && task.fail && <p className={styles.lost}><Plain text={task.fail.text} /> <Button kind="link" onClick={onUndo}>Undo</Button></p>}
        {state.status !== 'waiting' && ahead.length > 0 && <PlayedAhead ahead={ahead} state={state} playing={playing} onWatch={onWatch} onSeek={onSeek} />}
      </div>
    </section>
  )
}

/** Where a task stands on the page. */
export const taskAnchor = (id: string): string => `task-${id}`

function CheckLine({ check, outcome, mark, onSeek }: { check: Check; outcome: Outcome | undefined; mark: MarkState; onSeek: (atMs: number) => void }) {
  return (
    <li className={styles.check} data-mark={mark}>
      <Mark state={mark} small />
      <div>
        <span><Plain text={checkName(check)} /><span className="visually-hidden"> ({markWords[mark]})</span></span>
        {outcome && !outcome.passed && <p className={styles.reason}><Reason outcome={outcome} onSeek={onSeek} /></p>}
      </div>
    </li>
  )
}

/** What was found, and what was expected, in one line; what it speaks of are links. */
function Reason({ outcome: { found, expected, look }, onSeek }: { outcome: Extract<Outcome, { passed: false }>; onSeek: (atMs: number) => void }) {
  const { onGo } = use(ProseContext)
  const named = look.flatMap((each): readonly { readonly name: string; readonly target: Target }[] => (each.kind === 'node' ? [{ name: each.name, target: each }] : each.kind === 'pod' ? [{ name: each.node, target: each }] : []))
  // A name is written as it is, also at the beginning of a sentence.
  const words = named.some(({ name }) => found.startsWith(name)) ? `${found}.` : sentence(found)
  return (
    <>
      {splitAt(words, named.map(({ name }) => name)).map((part, at) => {
        const target = named.find(({ name }) => name === part)?.target
        return target ? <Link key={at} target={target}>{part}</Link> : <Fragment key={at}>{part}</Fragment>
      })}
      {' '}<span className={styles.expected}>Expected: {expected}.</span>
      {look.map((each, at) => {
        if (each.kind === 'moment') return <Fragment key={at}> <Button kind="link" onClick={() => onSeek(each.atMs)}>Show me</Button></Fragment>
        if (each.kind === 'panel') return <Fragment key={at}> <Button kind="link" onClick={() => onGo(each)}>Look at the {each.panel}</Button></Fragment>
        return undefined
      })}
    </>
  )
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`

/** The text in pieces, each of these names a piece of its own. */
function splitAt(text: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [text]
  const longestFirst = [...names].sort((a, b) => b.length - a.length).map((name) => name.replace(/[.]/g, '\\.'))
  return text.split(new RegExp(`\\b(${longestFirst.join('|')})\\b`)).filter((part) => part !== '')
}

interface Ahead { readonly check: Check; readonly at: number; readonly outcome: Outcome | undefined }

/** What-ifs, on a copy of this cluster. */
function PlayedAhead({ ahead, state, playing, onWatch, onSeek }: { ahead: readonly Ahead[]; state: TaskState; playing: boolean; onWatch: (at: number) => void; onSeek: (atMs: number) => void }) {
  const shown = ahead.filter(({ at }) => state.whatIfs[at])
  if (shown.length === 0) return state.status === 'open' && playing ? <p className={styles.aheadTitle}>Playing ahead on a copy of this cluster…</p> : null
  return (
    <div className={styles.ahead}>
      <p className={styles.aheadTitle}><b>Played ahead</b> on a copy of this cluster</p>
      <ul>
        {shown.map(({ check, at }) => {
          const { held, reason } = state.whatIfs[at]!.outcome
          const passed = state.status === 'passed'
          return (
            <li key={at} className={styles.check} data-mark={held ? 'done' : 'crossed'}>
              <Mark state={held ? 'done' : 'crossed'} small />
              <div>
                <span><b>If {'whatIf' in check ? check.whatIf.name : ''}</b>, {held ? 'it holds.' : 'it does not hold.'}</span>
                {reason && !passed && <p className={styles.reason}><Reason outcome={reason} onSeek={onSeek} /></p>}
                {' '}<Button kind="link" onClick={() => onWatch(at)} aria-label={`Watch: if ${'whatIf' in check ? check.whatIf.name : ''}`}>Watch it</Button>
              </div>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
