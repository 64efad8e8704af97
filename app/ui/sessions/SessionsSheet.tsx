import { useEffect, useState } from 'react'
import { deleteSession, listSessions, openSessionOf, renameSession } from '#session/sessions'
import { useSession } from '#session/use-session'
import { Button } from '../controls/Button.tsx'
import { SheetDialog } from '../floating/SheetDialog.tsx'
import { NameForm } from './NameForm.tsx'
import styles from './SessionsSheet.module.css'

/** A session on the shelf, as the session names it. */
type Kept = Awaited<ReturnType<typeof listSessions>>[number]

export interface SessionsSheetProps {
  /** Takes the focus back. */
  from: HTMLElement
  onNew: () => void
  onClose: () => void
}

/** All sessions of this browser: open, call something else, throw away, begin another. */
export function SessionsSheet({ from, onNew, onClose }: SessionsSheetProps) {
  const openId = useSession((state) => state.origin.id)
  const [kept, setKept] = useState<readonly Kept[]>()
  const [renamed, setRenamed] = useState<string>()
  const reload = () => void listSessions().then(setKept)
  useEffect(() => void listSessions().then(setKept), [])
  return (
    <SheetDialog title="Sessions" returnFocus={from} onClose={onClose}>
      {kept?.length === 0 && <p className={styles.none}>Nothing is kept yet: a session is written down with its first act.</p>}
      <ul className={styles.list}>
        {kept?.map((each) => (
          <li key={each.id} className={styles.session}>
            {renamed === each.id
              ? <NameForm label="Name of the session" name={each.name} onName={(name) => void renameSession(each, name || each.name).then(() => { setRenamed(undefined); reload() })} />
              : (
                <>
                  <span className={styles.name}>{each.name}{each.id === openId && <span className={styles.open}> open here</span>}</span>
                  <time className={styles.when} dateTime={new Date(each.changedAtMs).toISOString()}>{printDay(each.changedAtMs)}</time>
                  {each.id !== openId && <Button kind="edge" aria-label={`Open ${each.name}`} onClick={() => void openSessionOf(each).then(onClose)}>Open</Button>}
                  <Button aria-label={`Rename ${each.name}`} onClick={() => setRenamed(each.id)}>Rename</Button>
                  {each.id !== openId && <Button aria-label={`Delete ${each.name}`} onClick={() => void deleteSession(each).then(reload)}>Delete</Button>}
                </>
              )}
          </li>
        ))}
      </ul>
      <Button kind="edge" onClick={() => { onNew(); onClose() }}>New sandbox</Button>
    </SheetDialog>
  )
}

const printDay = (atMs: number): string => new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(atMs)
