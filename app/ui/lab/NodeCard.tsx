import { memo } from 'react'
import type { SceneNode } from '#scene/scene'
import { Button } from '../controls/Button.tsx'
import { PodGlyph } from '../pod-glyph/PodGlyph.tsx'
import styles from './Lab.module.css'

interface NodeCardProps {
  node: SceneNode
  onPower: (node: string) => void
  onCordon: (node: string, on: boolean) => void
  onRemove: (node: string) => void
  onDeletePod: (key: string) => void
}

/** One node: its pods, its taints and the sentence that says why. */
export const NodeCard = memo(function NodeCard({ node, onPower, onCordon, onRemove, onDeletePod }: NodeCardProps) {
  const { name, ready, cordoned, eligible, pods, taints } = node
  return (
    <article className={styles.card} data-ready={ready} data-eligible={eligible} data-cordoned={cordoned} aria-label={name}>
      <header className={styles.cardHead}>
        <h3>{name}</h3>
        <span className={ready ? undefined : styles.warn}>{ready ? `Ready${cordoned ? ', cordoned' : ''}` : 'NotReady'}</span>
      </header>
      {pods.length === 0 && (
        <p className={styles.pod}>
          <PodGlyph look={{ state: 'none', older: false }} size={40} />
          <span>No pod</span>
        </p>
      )}
      {pods.map((pod) => (
        <p key={pod.key} className={styles.pod}>
          <PodGlyph look={pod} size={40} revision={pod.revision} span={pod.span} />
          <span>
            <code>{pod.name}</code>
            <br />
            {pod.status}
          </span>
          <Button iconOnly aria-label={`Delete pod ${pod.name}`} onClick={() => onDeletePod(pod.key)}>×</Button>
        </p>
      ))}
      <p className={styles.sentence}><strong>{node.verdict}</strong> {node.sentence}</p>
      {taints.map((taint) => <p key={taint} className={styles.taint}>{taint.replace(/^node(-role)?\.kubernetes\.io\//, '…/')}</p>)}
      <footer className={styles.cardActs}>
        <Button onClick={() => onPower(name)}>{ready ? 'Power off' : 'Recover'}</Button>
        <Button onClick={() => onCordon(name, !cordoned)}>{cordoned ? 'Uncordon' : 'Cordon'}</Button>
        <Button onClick={() => onRemove(name)}>Remove</Button>
      </footer>
    </article>
  )
})
