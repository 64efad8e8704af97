import type { ReactNode } from 'react'
import { X } from 'lucide-react'
import { dismiss, type Notice } from '#session/notice'
import type { Origin } from '#session/session'
import { backToMine, discard, keepPreview, undoBeginAnew } from '#session/sessions'
import { useNotices, useSession } from '#session/use-session'
import { Button } from '../controls/Button.tsx'
import { downloadText } from '../download-text.ts'
import { printTick } from '../timeline-bar/clock-text.ts'
import styles from './Notices.module.css'

/** Quiet lines under the top bar: what is being restored, looked at, or not kept. */
export function NoticesPanel({ onExport }: { onExport: () => void }) {
  const notices = useNotices()
  const origin = useSession((state) => state.origin)
  const restoring = useSession((state) => state.restoring)
  return (
    <div className={styles.notices} role="status" aria-label="About this session">
      {restoring && restoring.untilMs > 0 && <p className={styles.line}>Restoring… {printTick(restoring.atMs)} of {printTick(restoring.untilMs)}. What you do meanwhile is done when it is there.</p>}
      {!restoring && origin.from !== 'shelf' && <Preview origin={origin} />}
      {notices.map((notice) => <NoticeLine key={notice.kind === 'set-aside' ? notice.id : notice.kind} notice={notice} onExport={onExport} />)}
    </div>
  )
}

function Preview({ origin }: { origin: Origin }) {
  return (
    <Line acts={<><Button kind="edge" onClick={() => void keepPreview()}>Keep as a session of mine</Button><Button onClick={() => void backToMine()}>Back to mine</Button></>}>
      You look at {origin.from === 'link' ? 'a session from a link' : <>the session in <b>{origin.name}</b></>}. Your own is as you left it; nothing of this one is kept yet.
    </Line>
  )
}

function NoticeLine({ notice, onExport }: { notice: Notice; onExport: () => void }) {
  const close = () => dismiss(notice)
  switch (notice.kind) {
    case 'memory-only':
      return <Line onClose={close} acts={<Button kind="edge" onClick={onExport}>Export session</Button>}>This page may not store. Export to keep your work.</Line>
    case 'not-saved':
      return <Line onClose={close} acts={<Button kind="edge" onClick={onExport}>Export session</Button>}>{notice.why}. It is safe as long as this page is open.</Line>
    case 'set-aside':
      return (
        <Line
          acts={(
            <>
              <Button kind="edge" onClick={() => downloadText('daemonset-lab-set-aside.json', notice.text)}>Download</Button>
              <Button onClick={() => void discard(notice.id).then(close)}>Discard</Button>
            </>
          )}
        >
          A stored session could not be read and was set aside ({notice.why}).
        </Line>
      )
    case 'copied':
      return <Line onClose={close}><b>{notice.name}</b> is open in another tab. This is a copy of it: neither changes the other.</Line>
    case 'refused':
      return <Line onClose={close}>This {notice.what} holds no session that the lab can read: {notice.why.join('; ')}.</Line>
    case 'begun-anew':
      return <Line onClose={close} acts={<Button kind="edge" onClick={() => void undoBeginAnew(notice.id)}>Back to it</Button>}>{notice.what} The one before is kept as <b>{notice.name}</b>.</Line>
    case 'link':
      return <Line onClose={close}>The link: <input className={styles.link} aria-label="Link to this session" readOnly value={notice.link} onFocus={(event) => event.target.select()} /></Line>
    case 'said':
      return <Line onClose={close}>{notice.text}</Line>
  }
}

interface LineProps {
  children: ReactNode
  acts?: ReactNode
  onClose?: () => void
}

function Line({ children, acts, onClose }: LineProps) {
  return (
    <div className={styles.line}>
      <p>{children}</p>
      {acts}
      {onClose && <Button iconOnly className={styles.close} icon={<X size={16} strokeWidth={1.5} aria-hidden="true" />} aria-label="Put this line away" onClick={onClose} />}
    </div>
  )
}
