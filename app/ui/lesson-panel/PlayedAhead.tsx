import { GitBranch } from 'lucide-react'
import { useState } from 'react'
import type { Attempt } from '#lesson/attempt'
import type { Lesson, Task } from '#lesson/lesson'
import type { Tried, WhatIfOutcome } from '#lesson/what-if'
import { Button } from '../controls/Button.tsx'
import { useWords } from './lesson-context.ts'
import { Plain } from './Prose.tsx'
import { Reason } from './Reason.tsx'
import styles from './Lesson.module.css'

/** A what-if that was played, and one of the ways in which it fell out. */
export interface ToWatch {
  readonly task: Task
  readonly at: number
  readonly tried: Tried
}

export interface PlayedAheadProps {
  /** As it is read. */
  lesson: Lesson
  attempt: Attempt
  playing: boolean
  onWatch: (what: ToWatch) => void
  /** Goes to a moment, in virtual ms. */
  onSeek: (atMs: number) => void
}

/** What would happen, as it was played on copies of the cluster: of the tasks that are open, and of those that have passed. */
export function PlayedAhead({ lesson, attempt, playing, onWatch, onSeek }: PlayedAheadProps) {
  const words = useWords()
  const played = lesson.tasks.flatMap((task) => Object.entries(attempt.tasks[task.id]!.whatIfs).map(([at, { outcome }]) => ({ task, at: Number(at), outcome })))
  if (played.length === 0 && !playing) return null
  return (
    <section className={styles.ahead} aria-label={words.playedAhead}>
      <p className={styles.aheadTitle}><b>{words.playedAhead}</b> {words.onACopy}</p>
      <ul>
        {played.map(({ task, at, outcome }) => <Played key={`${task.id} ${at}`} task={task} at={at} outcome={outcome} passed={attempt.tasks[task.id]!.status === 'passed'} onWatch={onWatch} onSeek={onSeek} />)}
      </ul>
      {playing && <p className={styles.reason}>{words.playing}</p>}
    </section>
  )
}

interface PlayedProps extends Pick<PlayedAheadProps, 'onWatch' | 'onSeek'> {
  task: Task
  at: number
  outcome: WhatIfOutcome
  passed: boolean
}

function Played({ task, at, outcome: { held, reason, tried }, passed, onWatch, onSeek }: PlayedProps) {
  const words = useWords()
  const check = task.checks?.[at]
  const name = check && 'whatIf' in check ? check.whatIf.name : ''
  // Where it did not hold, what is to be seen first is how.
  const ways = held ? tried : [...tried].reverse()
  const [seen, setSeen] = useState(0)
  const next = ways[seen % ways.length]
  return (
    <li className={styles.check} data-mark={held ? 'done' : 'crossed'}>
      <GitBranch size={14} strokeWidth={1.5} aria-hidden="true" />
      <div>
        <span><b><Plain text={words.when(name)} /></b>, {held ? words.holds : words.holdsNot}</span>
        {reason && !passed && <p className={styles.reason}><Reason outcome={reason} onSeek={onSeek} /></p>}
        {next && (
          <>
            {' '}
            <Button
              kind="link" aria-label={`${seen === 0 ? words.watchIt : words.otherWay((seen % ways.length) + 1, ways.length)}: ${words.when(name)}`}
              onClick={() => {
                setSeen(seen + 1)
                onWatch({ task, at, tried: next })
              }}
            >
              {seen === 0 ? words.watchIt : words.otherWay((seen % ways.length) + 1, ways.length)}
            </Button>
          </>
        )}
      </div>
    </li>
  )
}
