import type { SceneNode } from '#scene/node-picture'
import type { NodeSentence } from '#scene/node-sentence'
import { Since } from './Since.tsx'
import styles from './NodeWords.module.css'

/** Ready, or what is out of the ordinary and since when. */
export function NodeStatus({ node, className }: { node: SceneNode; className?: string | undefined }) {
  return (
    <span className={className} data-warns={node.warns || undefined}>
      <span className={node.warns ? styles.warns : undefined}>
        {node.status}{node.statusSinceAtMs !== undefined && <>, <Since atMs={node.statusSinceAtMs} /></>}
      </span>
    </span>
  )
}

/** Verdict and reason. */
export function Sentence({ sentence, className }: { sentence: NodeSentence; className?: string | undefined }) {
  return (
    <span className={className}>
      <b className={styles.verdict}>{sentence.verdict}</b> {sentence.reason}
      {sentence.agoAtMs !== undefined && <><Since atMs={sentence.agoAtMs} /> ago.</>}
    </span>
  )
}
