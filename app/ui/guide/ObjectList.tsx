import type { SceneObject } from '#scene/scene'
import { sayLeftOut } from '#session/limits'
import { Button } from '../controls/Button.tsx'
import styles from './Guide.module.css'

export interface ObjectListProps {
  objects: readonly SceneObject[]
  /** Key of the DaemonSet on the stage. */
  shown: string | undefined
  onShow: (key: string) => void
  onEdit: (key: string) => void
  onDelete: (key: string) => void
  /** Why the open lesson lets none be deleted. */
  whyNoDelete?: string | undefined
}

/** What exists in the cluster beside its nodes. */
export function ObjectList({ objects, shown, onShow, onEdit, onDelete, whyNoDelete }: ObjectListProps) {
  if (objects.length === 0) return null
  return (
    <section className={styles.objects} aria-label="What exists">
      <h2 className={styles.objectsTitle}>What exists</h2>
      <ul>
        {objects.map(({ key, kind, name, namespace, words }) => (
          <li key={`${kind} ${key}`} className={styles.object} data-shown={key === shown || undefined}>
            <div className={styles.objectWords}>
              {kind === 'DaemonSet' && key !== shown
                ? <button type="button" className={styles.objectName} onClick={() => onShow(key)}>{name}</button>
                : <span className={styles.objectName}>{name}</span>}
              <p>{kind}{namespace !== 'default' && ` in ${namespace}`}, {words}</p>
            </div>
            {kind === 'DaemonSet' && (
              <div className={styles.objectActs}>
                <Button kind="link" aria-label={`Edit ${name}`} title={`kubectl edit daemonset ${name}`} onClick={() => onEdit(key)}>Edit</Button>
                <Button kind="link" aria-label={`Delete ${name}`} title={whyNoDelete ?? `kubectl delete daemonset ${name}`} aria-disabled={whyNoDelete !== undefined || undefined} onClick={() => whyNoDelete === undefined ? onDelete(key) : sayLeftOut(whyNoDelete)}>Delete</Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
