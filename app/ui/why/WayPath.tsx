import { useEffect, useState } from 'react'
import type { Link } from '#scene/why/chain'
import type { Way } from '#scene/why/why'
import { printClock, spokenClock } from '../timeline-bar/clock-text.ts'
import { Rests, type RestsProps } from './Rests.tsx'
import { Verbatim } from './Verbatim.tsx'
import styles from './Why.module.css'

export interface WayPathProps extends Omit<RestsProps, 'rests'> {
  way: Way
  onMoment: (atMs: number) => void
}

/** A way back as a path running down: from what is so, step by step, to the act that began it. */
export function WayPath({ way, ...rest }: WayPathProps) {
  const [walked, setWalked] = useState(false)
  // What is so stands on the page before the way back is looked for.
  useEffect(() => {
    const later = setTimeout(() => setWalked(true), 30)
    return () => clearTimeout(later)
  }, [way])
  return (
    <section className={styles.way} aria-label={way.heading}>
      <h4 className={styles.heading}><Verbatim text={way.heading} /></h4>
      {walked ? <ol className={styles.path}>{way.links.map((link, at) => <Step key={at} link={link} {...rest} />)}</ol> : <p className={styles.again}>Looking back …</p>}
    </section>
  )
}

function Step({ link, onMoment, ...rests }: { link: Link } & Omit<WayPathProps, 'way'>) {
  if (link.kind === 'start') return <li className={styles.step} data-kind="start"><Lane /><p className={styles.words}>So it was when the session began.</p></li>
  const atMs = link.kind === 'act' ? link.act.atMs : link.told.atMs
  return (
    <li className={styles.step} data-kind={link.kind}>
      <Lane />
      <p className={styles.words}>
        {link.kind === 'act' ? <>Your act: <code>{link.act.text}</code></> : <><Verbatim text={link.told.text} more={namesIn(link.told)} />.{link.again !== undefined && <span className={styles.again}> So it went {link.again === 1 ? 'once' : `${link.again} times`} before.</span>}</>}
      </p>
      <button type="button" className={styles.moment} aria-label={`Go to ${spokenClock(atMs)}`} onClick={() => onMoment(atMs)}>{printClock(atMs)}</button>
      {link.kind === 'step' && <Rests rests={link.told} {...rests} />}
    </li>
  )
}

const namesIn = ({ key, node, daemonSet }: Extract<Link, { kind: 'step' }>['told']) => [key.slice(key.indexOf('/') + 1), node, daemonSet?.slice(daemonSet.indexOf('/') + 1)]

/** The thread and the mark on it. */
const Lane = () => <span className={styles.lane} aria-hidden="true" />
