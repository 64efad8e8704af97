import { useEffect, useState } from 'react'
import { proveLesson, type Proven } from '#session/lesson/author-tools'
import { recordAnswer } from '#session/lesson/hand-in'
import { useSession } from '#session/use-session'
import { Button } from '../controls/Button.tsx'
import { downloadText } from '../download-text.ts'
import { SheetDialog } from '../floating/SheetDialog.tsx'
import styles from './Authoring.module.css'

export interface AuthorSheetProps {
  lessonKey: string
  /** Takes the focus back. */
  from: HTMLElement
  onClose: () => void
}

/** For who writes the lesson: what was just done as acts for answers.yaml, and whether the lesson proves itself. */
export function AuthorSheet({ lessonKey, from, onClose }: AuthorSheetProps) {
  return (
    <SheetDialog title="Author’s tools" returnFocus={from} onClose={onClose}>
      <Recorded />
      <Proofs lessonKey={lessonKey} />
    </SheetDialog>
  )
}

/** Follows what is done while the sheet is open. */
function Recorded() {
  const done = useSession((state) => state.acts)
  const playing = useSession((state) => state.playing)
  const [text, setText] = useState('')
  const [said, setSaid] = useState('')
  useEffect(() => {
    let current = true
    void recordAnswer().then((answer) => current && setText(answer), (error: unknown) => current && setSaid(String(error)))
    return () => {
      current = false
    }
  }, [done, playing])
  const copy = () => navigator.clipboard.writeText(text).then(() => setSaid('The acts are on the clipboard.'), () => setSaid('This page may not use the clipboard: download them instead.'))
  return (
    <section aria-label="Recorded acts">
      <h3 className={styles.heading}>What you did, as acts</h3>
      <p className={styles.lead}>For <code>solution:</code> or the <code>acts:</code> of a wrong answer in <code>answers.yaml</code>. It ends at the playhead; pause to have the last wait in it. Undo takes acts out of it.</p>
      <pre className={styles.acts} tabIndex={0} aria-label="Acts">{text === '' ? '# nothing was done yet' : text}</pre>
      <div className={styles.buttons}>
        <Button kind="edge" disabled={text === ''} onClick={() => void copy()}>Copy</Button>
        <Button kind="edge" disabled={text === ''} onClick={() => downloadText('acts.yaml', `${text}\n`, 'application/yaml')}>Download</Button>
      </div>
      <p role="status" aria-label="Recorded" className={styles.lead}>{said}</p>
    </section>
  )
}

/** What `npm run lessons -- check` says of it. */
function Proofs({ lessonKey }: { lessonKey: string }) {
  const [proofs, setProofs] = useState<readonly Proven[]>([])
  const [left, setLeft] = useState<number>()
  const [problem, setProblem] = useState<string>()
  const failed = proofs.filter(({ problems }) => problems.length > 0)
  const prove = () => {
    setProofs([])
    setProblem(undefined)
    setLeft(Infinity)
    proveLesson(lessonKey, (proven, done, of) => {
      setProofs((all) => [...all, proven])
      setLeft(of - done)
      return true
    }).catch((error: unknown) => {
      setLeft(undefined)
      setProblem(error instanceof Error ? error.message : String(error))
    })
  }
  return (
    <section aria-label="Proof">
      <h3 className={styles.heading}>Does it prove itself?</h3>
      <p className={styles.lead}>Plays the solution under five seeds and each wrong answer, and looks whether they pass and fail as <code>answers.yaml</code> says.</p>
      <Button kind="edge" disabled={left !== undefined && left > 0} onClick={prove}>Check the lesson</Button>
      <p role="status" aria-label="Proof so far" className={styles.lead}>
        {problem ?? (left === undefined ? '' : left > 0 ? 'Playing…' : failed.length === 0 ? 'All is proven.' : `${failed.length} of ${proofs.length} failed.`)}
      </p>
      <ul className={styles.proofs}>
        {proofs.map(({ name, problems }) => (
          <li key={name} data-failed={problems.length > 0}>
            <span aria-hidden="true">{problems.length > 0 ? '✗' : '✓'}</span>
            <div>
              <span>{name}<span className="visually-hidden">{problems.length > 0 ? ' (failed)' : ' (proven)'}</span></span>
              {problems.map((each) => <p key={each}>{each}</p>)}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
