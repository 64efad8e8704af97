import { useState } from 'react'
import { actAt } from '#session/log/act-words'
import { session } from '#session/session'
import type { Happening } from '#scene/story/happening'
import { paragraphAt, type BeatEntry, type StoryEntry } from '#scene/story/story'
import { sentence } from '#scene/story/sentence'
import { Group, tell } from '#scene/story/tell'
import { printClock } from '#scene/clock-text'
import { LinkedText } from './LinkedText.tsx'
import { Moment } from './Moment.tsx'
import { WhyStep } from './WhyStep.tsx'
import styles from './Log.module.css'

export interface StoryRowProps {
  entries: readonly StoryEntry[]
  at: number
  nowMs: number
}

/** An act, which is a heading, or a sentence for what came of one. */
export function StoryRow({ entries, at, nowMs }: StoryRowProps) {
  const entry = entries[at]
  if (!entry) return null
  if (entry.kind === 'act') {
    return (
      <div className={styles.row} data-act>
        <Moment atMs={entry.fromMs} />
        <h3 className={styles.act}><Act place={entry.act.place} /></h3>
      </div>
    )
  }
  const paragraph = paragraphAt(entries, at)
  return (
    <>
      {paragraph === 'resumes' && <p className={styles.resumes}>{entry.origin === 0 ? 'From how all began' : <>From {printClock(actAt(-1 - entry.origin)?.atMs ?? 0)}, <Act place={-1 - entry.origin} /></>}</p>}
      <Beat key={entry.places[0]} beat={entry} nowMs={nowMs} />
    </>
  )
}

function Act({ place }: { place: number }) {
  const act = actAt(place)
  if (!act) return null
  const { text, verbatim } = act
  return <>{text}{verbatim !== undefined && <> <code className={styles.code}>{verbatim}</code></>}</>
}

/** As many lines of one sentence as are shown at once. */
const page = 100

function Beat({ beat, nowMs }: { beat: BeatEntry; nowMs: number }) {
  const [shown, setShown] = useState(0)
  const { fromMs, toMs, places, group } = beat
  const { happenings, revisions } = session.getState().track
  const under = nowMs >= fromMs && nowMs < toMs
  // The playhead stands inside of it: only what has happened is told as having happened.
  const soFar = under ? upTo(places, happenings.firstAfter(nowMs)) : places.length
  const told = soFar === places.length ? group : new Group(places.slice(0, soFar).flatMap((place) => happenings.at(place) ?? []))
  const many = places.length > 1
  const open = shown > 0
  return (
    <div className={styles.row}>
      <Moment atMs={fromMs} untilMs={toMs > fromMs ? toMs : undefined} />
      <div className={styles.told}>
        <p className={styles.text}>
          <LinkedText text={sentence(tell(told, revisions))} />
          {soFar < places.length && <span className={styles.ahead}> {(places.length - soFar).toLocaleString('en')} more ahead.</span>}
          {many && <button type="button" className={styles.small} aria-expanded={open} aria-label={`${open ? 'Fold' : 'Open'} all ${places.length.toLocaleString('en')}`} onClick={() => setShown(open ? 0 : page)}>{open ? 'fold' : `all ${places.length.toLocaleString('en')}`}</button>}
          {!many && group.first.kind !== 'refused' && <WhyStep id={group.first.id} what={tell(group, revisions)} />}
        </p>
        {open && (
          <ul className={styles.inner} aria-label="One by one">
            {happeningsAt(places.slice(0, shown)).map((happening, at) => (
              <li key={at} className={styles.row} data-ahead={happening.atMs > nowMs || undefined}>
                <Moment atMs={happening.atMs} />
                <p className={styles.text}><LinkedText text={sentence(tell(new Group([happening]), revisions))} />{happening.kind !== 'refused' && <WhyStep id={happening.id} what={tell(new Group([happening]), revisions)} />}</p>
              </li>
            ))}
            {shown < places.length && <li><button type="button" className={styles.small} onClick={() => setShown(shown + page)}>{(places.length - shown).toLocaleString('en')} more</button></li>}
          </ul>
        )}
      </div>
    </div>
  )
}

const happeningsAt = (places: readonly number[]): readonly Happening[] => places.flatMap((place) => session.getState().track.happenings.at(place) ?? [])

/** How many of these places are below the bound. */
function upTo(places: readonly number[], bound: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle]! < bound) low = middle + 1
    else high = middle
  }
  return low
}
