import type { PixelKind } from '../cluster-view/pixel-mark.ts'
import styles from './ReasonLedger.module.css'

/** The sign of a line: the speck that its nodes are drawn as, large enough to be read. */
export function PixelSign({ kind }: { kind: PixelKind }) {
  return <svg className={styles.sign} width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">{shape(kind)}</svg>
}

function shape(kind: PixelKind) {
  const accent = { fill: 'none', stroke: 'var(--accent)', strokeWidth: 2 }
  const old = { fill: 'none', stroke: 'var(--old)', strokeWidth: 2 }
  switch (kind) {
    case 'new-ready':
      return <rect width="12" height="12" style={{ fill: 'var(--accent)' }} />
    case 'old-ready':
      return <circle cx="6" cy="6" r="4" style={{ fill: 'var(--old)' }} />
    case 'new-starting':
      return <rect x="1" y="1" width="10" height="10" style={accent} />
    case 'old-starting':
    case 'old-stopping':
      return <circle cx="6" cy="6" r="4" style={old} />
    case 'new-stopping':
      return <><rect x="1" y="1" width="10" height="10" style={accent} /><path d="M0 10H12" style={{ ...accent, strokeWidth: 4 }} /></>
    case 'unreachable':
      return <path d="M1 11L11 1" style={{ stroke: 'var(--warn-mark)', strokeWidth: 2.6 }} />
    case 'failed':
      return <path d="M0 1H12L6 12z" style={{ fill: 'var(--fail-mark)' }} />
    case 'does-not-fit':
      return <path d="M0 6H12" style={{ stroke: 'var(--warn-mark)', strokeWidth: 3 }} />
    case 'awaited':
      return <rect x="3" y="3" width="6" height="6" style={{ fill: 'none', stroke: 'var(--line-2)', strokeWidth: 1.5 }} />
    case 'not-eligible':
      return <rect x="4.5" y="4.5" width="3" height="3" style={{ fill: 'var(--line-2)' }} />
  }
}
