import { memo, useContext } from 'react'
import { openNode } from '#session/actions'
import { session } from '#session/session'
import { nodeNamed } from '#session/terminal'
import { ToStageContext } from './to-stage.ts'
import styles from './Log.module.css'

/** A sentence in which names of nodes and pods that are there are links to them. */
export const LinkedText = memo(function LinkedText({ text }: { text: string }) {
  const toStage = useContext(ToStageContext)
  const open = (word: string) => {
    openNode(named(word))
    toStage()
  }
  return text.split(/([a-z0-9](?:[-a-z0-9.]*[a-z0-9])?)/).map((part, at) => (at % 2 === 1 && named(part) !== undefined
    ? <button key={at} type="button" className={styles.object} onClick={() => open(part)}>{part}</button>
    : part))
})

function named(word: string): string | undefined {
  const { scene, cluster } = session.getState()
  // Most words are no names.
  return /[-\d]/.test(word) ? nodeNamed(word, scene.nodes, cluster.objects.pods) : undefined
}
