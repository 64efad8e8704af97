import { Fragment, use } from 'react'
import type { Look, Outcome } from '#lesson/checks/outcome'
import type { Target } from '#lesson/format/prose'
import { Button } from '../controls/Button.tsx'
import { LessonContext } from './lesson-context.ts'
import { English, Link, Plain } from './Prose.tsx'
import styles from './Lesson.module.css'

export interface ReasonProps {
  outcome: Extract<Outcome, { passed: false }>
  /** Goes to a moment, in virtual ms. */
  onSeek: (atMs: number) => void
}

/** What was found, and what was expected, in one line; what it speaks of are links that light it up. */
export function Reason({ outcome: { found, expected, look }, onSeek }: ReasonProps) {
  const { say, words } = use(LessonContext)
  const said = say(found)
  const named = look.flatMap((each) => nameOf(each) ?? []).filter(({ name }) => said.includes(name))
  // A name is written as it is, also at the beginning of a sentence.
  const sentence = named.some(({ name }) => said.startsWith(name)) ? `${said}.` : asSentence(said)
  const parts = splitAt(sentence, named.map(({ name }) => name)).map((part, at) => {
    const target = named.find(({ name }) => name === part)?.target
    return target ? <Link key={at} target={target}>{part}</Link> : <Fragment key={at}>{part}</Fragment>
  })
  return (
    <>
      {said === found ? <English>{parts}</English> : <Plain text={sentence} />}
      {' '}<span className={styles.expected}>{words.expected} <English>{expected}.</English></span>
      {look.map((each, at) => <Fragment key={at}> <LookLink look={each} named={said} onSeek={onSeek} /></Fragment>)}
    </>
  )
}

/** Where to look, where the sentence has no word for it. */
function LookLink({ look, named, onSeek }: { look: Look; named: string; onSeek: (atMs: number) => void }) {
  const { onGo, words } = use(LessonContext)
  if (look.kind === 'moment') return <Button kind="link" onClick={() => onSeek(look.atMs)}>{words.showMe}</Button>
  if (look.kind === 'panel') return <Button kind="link" onClick={() => onGo(look)}>{words.lookAt(`the ${look.panel}`)}</Button>
  if (look.kind === 'manifest') return <Link target={look}>{words.lookAt(look.path)}</Link>
  const name = nameOf(look)
  return name && !named.includes(name.name) ? <Link target={name.target}>{words.lookAt(name.name)}</Link> : null
}

function nameOf(look: Look): { readonly name: string; readonly target: Target } | undefined {
  if (look.kind === 'node') return { name: look.name, target: look }
  if (look.kind === 'pod') return { name: look.node, target: look }
  return look.kind === 'object' ? { name: look.ref, target: look } : undefined
}

const asSentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`

/** The text in pieces, each of these names a piece of its own. */
function splitAt(text: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [text]
  const longestFirst = [...names].sort((a, b) => b.length - a.length).map((name) => name.replace(/[.]/g, '\\.'))
  return text.split(new RegExp(`(?<![\\w-])(${longestFirst.join('|')})(?![\\w-])`)).filter((part) => part !== '')
}
