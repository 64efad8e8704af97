import type { Fact } from '#scene/why/why'
import styles from './Why.module.css'

/** Objects by their resource, `pods`. */
export type Resource = NonNullable<Fact['resource']>

/** The object, its field and the line of the manifest on which something rests. */
export interface RestsProps {
  rests: { readonly resource?: Resource; readonly key?: string; readonly field?: string; readonly manifestPath?: string | undefined }
  /** The lines of the manifest nearest to a field. */
  lineOf: (path: string) => { readonly path: string; readonly lines: string } | undefined
  /** Is there something to open for this object? */
  canOpen: (resource: Resource, key: string) => boolean
  onPath: (path: string) => void
  onObject: (resource: Resource, key: string) => void
}

/** Small print under a sentence: each part goes to what it names. */
export function Rests({ rests: { resource, key, field, manifestPath }, lineOf, canOpen, onPath, onObject }: RestsProps) {
  const line = manifestPath === undefined ? undefined : lineOf(manifestPath)
  const name = key?.slice(key.indexOf('/') + 1)
  if (!name && !line) return null
  return (
    <span className={styles.rests}>
      {resource && key && name && (canOpen(resource, key)
        ? <button type="button" className={styles.object} onClick={() => onObject(resource, key)}>{name}</button>
        : <code>{name}</code>)}
      {field && <code className={styles.field}>{field}</code>}
      {line && <button type="button" className={styles.line} onClick={() => onPath(line.path)}>{line.lines.includes('–') ? 'lines' : 'line'} {line.lines}</button>}
    </span>
  )
}
