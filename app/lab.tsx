import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'
import { setCourseSource } from './session/lesson/course-source.ts'
import { setDraft } from './session/actions.ts'
import { exportSession, session } from './session/session.ts'
import { openLab } from './session/sessions.ts'
import { downloadText } from './ui/download-text.ts'
import { ErrorBoundary, ErrorScreen } from './ui/ErrorScreen.tsx'
import { LabPanel } from './ui/LabPanel.tsx'
import { printClock } from './ui/timeline-bar/clock-text.ts'

/** What a person typed before the lab was there. */
export interface FirstWords {
  readonly text: string
  /** Not as it was given. */
  readonly typed: boolean
  /** Where the cursor is, if it is in the text. */
  readonly selection: readonly [number, number, HTMLTextAreaElement['selectionDirection']] | undefined
}

/** Takes the place of the first picture, at once and with what was typed in it. */
export function startLab({ text, typed, selection }: FirstWords): void {
  setCourseSource(() => import('./load-lessons.ts'))
  const opened = openLab()
  session.setState({ draft: text })
  if (typed) setDraft(text)
  flushSync(() => createRoot(document.getElementById('lab')!).render(<Shell />))
  if (selection) {
    const field = document.querySelector<HTMLTextAreaElement>('textarea[aria-label^="Manifest"]')
    field?.focus()
    field?.setSelectionRange(...selection)
  }
  void opened
}

function Shell() {
  return (
    <ErrorBoundary
      fallback={(error, retry) => (
        <ErrorScreen
          message={error instanceof Error ? error.message : String(error)} clock={printClock(session.getState().cluster.nowMs)} onRetry={retry}
          onCopy={() => void navigator.clipboard.writeText(exportSession())} onDownload={() => downloadText('daemonset-lab-session.json', exportSession())}
        />
      )}
    >
      <LabPanel />
    </ErrorBoundary>
  )
}
