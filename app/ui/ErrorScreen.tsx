import { Component } from 'react'
import type { ReactNode } from 'react'
import { Button } from './controls/Button.tsx'
import styles from './ErrorScreen.module.css'

export interface ErrorScreenProps {
  /** What went wrong, in the error's own words. */
  message: string
  /** When it happened, as the clock of the lab prints it. */
  clock: string | undefined
  onCopy: () => void
  onDownload: () => void
  /** Draws the lab again as it is. */
  onRetry: () => void
}

/** What is seen when the lab itself has a fault: never a white page, and the session can be taken along. */
export function ErrorScreen({ message, clock, onCopy, onDownload, onRetry }: ErrorScreenProps) {
  return (
    <main className={styles.screen} role="alert">
      <h1 className={styles.title}>The lab stopped{clock ? ` at ${clock}` : ''}</h1>
      <p className={styles.lead}>This is a fault of the lab, not of your manifest. Your draft and your cluster are kept.</p>
      <pre className={styles.message}>{message}</pre>
      <div className={styles.acts}>
        <Button kind="main" onClick={onRetry}>Draw it again</Button>
        <Button kind="edge" onClick={onCopy}>Copy recording</Button>
        <Button kind="edge" onClick={onDownload}>Download recording</Button>
      </div>
      <p className={styles.note}>The recording holds every act of this session: whoever mends the lab can play it and see what you saw.</p>
    </main>
  )
}

interface ErrorBoundaryProps {
  children: ReactNode
  /** Draws what stands in for the children, given what was thrown and how to try again. */
  fallback: (error: unknown, retry: () => void) => ReactNode
}

/** Catches what is thrown while the lab is drawn. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: { thrown: unknown } | undefined }> {
  override state: { error: { thrown: unknown } | undefined } = { error: undefined }

  static getDerivedStateFromError(thrown: unknown) {
    return { error: { thrown } }
  }

  override render() {
    const { error } = this.state
    return error ? this.props.fallback(error.thrown, () => this.setState({ error: undefined })) : this.props.children
  }
}
