import { createRoot } from 'react-dom/client'
import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'
import { exportSession } from './session/session.ts'
import { ErrorBoundary, ErrorScreen } from './ui/ErrorScreen.tsx'
import { LabPanel } from './ui/lab/LabPanel.tsx'

function downloadSession() {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([exportSession()], { type: 'application/json' }))
  link.download = 'daemonset-lab-session.json'
  link.click()
  URL.revokeObjectURL(link.href)
}

createRoot(document.getElementById('lab')!).render(
  <ErrorBoundary
    fallback={(error, retry) => (
      <ErrorScreen
        message={error instanceof Error ? error.message : String(error)} clock={undefined} onRetry={retry}
        onCopy={() => void navigator.clipboard.writeText(exportSession())} onDownload={downloadSession}
      />
    )}
  >
    <LabPanel />
  </ErrorBoundary>,
)
