import { createRoot } from 'react-dom/client'
import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'
import { exportSession, session } from './session/session.ts'
import { openLab } from './session/sessions.ts'
import { downloadText } from './ui/download-text.ts'
import { ErrorBoundary, ErrorScreen } from './ui/ErrorScreen.tsx'
import { LabPanel } from './ui/LabPanel.tsx'
import { printClock } from './ui/timeline-bar/clock-text.ts'

createRoot(document.getElementById('lab')!).render(
  <ErrorBoundary
    fallback={(error, retry) => (
      <ErrorScreen
        message={error instanceof Error ? error.message : String(error)} clock={printClock(session.getState().cluster.nowMs)} onRetry={retry}
        onCopy={() => void navigator.clipboard.writeText(exportSession())} onDownload={() => downloadText('daemonset-lab-session.json', exportSession())}
      />
    )}
  >
    <LabPanel />
  </ErrorBoundary>,
)
void openLab()
