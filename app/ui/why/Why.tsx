import { X } from 'lucide-react'
import { useMemo } from 'react'
import type { Fact, WhyAnswer } from '#scene/why/why'
import { Button } from '../controls/Button.tsx'
import { printClock } from '../timeline-bar/clock-text.ts'
import { Rests, type RestsProps } from './Rests.tsx'
import { NamesContext, Verbatim } from './Verbatim.tsx'
import { WayPath } from './WayPath.tsx'
import styles from './Why.module.css'

export interface WhyProps extends Omit<RestsProps, 'rests'> {
  /** Undefined where nobody remembers what is asked about. */
  answer: WhyAnswer | undefined
  /** The moment of the question and the one that is seen, in virtual ms. */
  askedAtMs: number
  nowMs: number
  onMoment: (atMs: number) => void
  onAgain: () => void
  onClose: () => void
}

/** The decision, what it rests on, and the ways back to the acts behind it. */
export function Why({ answer, askedAtMs, nowMs, onMoment, onAgain, onClose, ...rests }: WhyProps) {
  const names = useMemo(() => namesIn(answer), [answer])
  const [before, name, after] = answer?.title ?? ['Nothing is remembered of it', '', '']
  return (
    <article className={styles.why} aria-labelledby="why-title">
      <header className={styles.bar}>
        <p className={styles.when}>
          Asked at <button type="button" className={styles.moment} onClick={() => onMoment(askedAtMs)} aria-label={`Go to ${printClock(askedAtMs)}, when it was asked`}>{printClock(askedAtMs)}</button>
          {nowMs !== askedAtMs && <Button kind="link" onClick={onAgain}>Ask again now</Button>}
        </p>
        <Button iconOnly icon={<X size={16} strokeWidth={1.5} aria-hidden="true" />} aria-label="Close the answer" title="Esc" onClick={onClose} />
      </header>
      <div className={styles.content} tabIndex={0} role="region" aria-labelledby="why-title">
        <h3 id="why-title" className={styles.title}>{before} {name && <code>{name}</code>}{after === '?' ? after : ` ${after}`}</h3>
        {answer && (
          <NamesContext value={names}>
            <p className={styles.lead}><Verbatim text={answer.lead} /></p>
            <Facts facts={answer.facts} {...rests} />
            {answer.ways.map((way) => <WayPath key={way.heading} way={way} onMoment={onMoment} {...rests} />)}
          </NamesContext>
        )}
      </div>
    </article>
  )
}

/** The names of all that is spoken of. */
function namesIn(answer: WhyAnswer | undefined): ReadonlySet<string> {
  const keys = [answer?.daemonSet, ...(answer?.facts ?? []).map(({ key }) => key)]
  return new Set(keys.flatMap((key) => (key ? [key.slice(key.indexOf('/') + 1)] : [])))
}

function Facts({ facts, ...rests }: { facts: readonly Fact[] } & Omit<RestsProps, 'rests'>) {
  if (facts.length === 0) return null
  return (
    <section className={styles.facts} aria-label="What it rests on">
      <h4 className={styles.heading}>What it rests on</h4>
      <ul>
        {facts.map((fact) => (
          <li key={fact.text}>
            <span><Verbatim text={fact.text} /></span>
            <Rests rests={fact} {...rests} />
          </li>
        ))}
      </ul>
    </section>
  )
}
