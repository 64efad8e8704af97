import { useState } from 'react'
import { pathOf, refusedCallOf, type ApiCall } from '#scene/log/api-call'
import type { FieldChange } from '#scene/log/field-changes'
import { sentence } from '#scene/story/sentence'
import { refusedText } from '#session/log/log-text'
import type { StepRow as Row } from '#session/log/step-reader'
import { shortWords, type StepWords } from '#session/log/step-words'
import { LinkedText } from './LinkedText.tsx'
import { Moment } from './Moment.tsx'
import { WhyStep } from './WhyStep.tsx'
import styles from './Log.module.css'

export interface StepRowProps {
  row: Row
  /** Undefined until there was time to find them. */
  words: StepWords | undefined
}

/** What a component did, in one sentence. */
export function StepRow({ row, words }: StepRowProps) {
  if (row.kind === 'refused') return <div className={styles.row} data-refused><Moment atMs={row.request.atMs} /><p className={styles.text}>{sentence(refusedText(row))}</p></div>
  const { text } = words ?? shortWords(row.entry)
  return (
    <div className={styles.row}>
      <Moment atMs={row.entry.atMs} />
      <p className={styles.text}><LinkedText text={sentence(text)} />{row.entry.component !== 'kubectl' && <WhyStep id={row.entry.id} what={text} />}</p>
    </div>
  )
}

/** As many fields of one request as are shown before one asks for all. */
const mostFields = 3

/** A request as it was made, its answer, and what it changed. */
export function CallRow({ row, words }: StepRowProps) {
  const [all, setAll] = useState(false)
  if (row.kind === 'refused') {
    const { request } = row
    return (
      <div className={styles.row} data-refused>
        <Moment atMs={request.atMs} />
        <div className={styles.told}>
          <Call call={refusedCallOf(request)} by={request.component}><b className={styles.code}>{request.status.code} {request.status.reason}</b></Call>
          <p className={styles.field}>{request.status.message}</p>
        </div>
      </div>
    )
  }
  const { entry } = row
  const { call, changes } = words ?? shortWords(entry)
  const shown = all ? changes : changes.slice(0, mostFields)
  return (
    <div className={styles.row}>
      <Moment atMs={entry.atMs} />
      <div className={styles.told}>
        <Call call={call} by={entry.component}>{call.code} <span title="resourceVersion that it got">rv {entry.id}</span></Call>
        {shown.map((change) => <Field key={change.path} {...change} />)}
        {changes.length > mostFields && <button type="button" className={styles.small} aria-expanded={all} onClick={() => setAll(!all)}>{all ? 'fewer fields' : `${changes.length - mostFields} more fields`}</button>}
      </div>
    </div>
  )
}

function Call({ call, by, children }: { call: ApiCall; by: string; children: React.ReactNode }) {
  return <p className={styles.call}><b>{call.verb}</b> <span>{pathOf(call)}</span> <LinkedText text={call.key} /> <span className={styles.by}>{children} by {by}</span></p>
}

function Field({ path, before, after }: FieldChange) {
  return <p className={styles.field}>{path}: <del>{before ?? 'none'}</del> → <ins>{after ?? 'none'}</ins></p>
}
