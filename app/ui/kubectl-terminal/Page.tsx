import { memo } from 'react'
import type { Block, Transcript } from '#session/transcript'
import styles from './Terminal.module.css'

export interface PageProps {
  transcript: Transcript
  /** Is this a name of something in the cluster? Such names are links. */
  isObject: (word: string) => boolean
  onObject: (word: string) => void
}

/** All that was printed. Blocks out of view are not laid out; the browser remembers their height. */
export const Page = memo(function Page({ transcript, isObject, onObject }: PageProps) {
  const { blocks, dropped, screen } = transcript
  if (screen !== undefined) return <pre className={styles.output}>{screen}</pre>
  return (
    <>
      {dropped > 0 && <p className={styles.dropped}>{dropped.toLocaleString('en')} earlier lines are gone.</p>}
      {blocks.map((block) => <PageBlock key={block.key} block={block} isObject={isObject} onObject={onObject} />)}
    </>
  )
})

interface PageBlockProps extends Omit<PageProps, 'transcript'> {
  block: Block
}

const PageBlock = memo(function PageBlock({ block, ...links }: PageBlockProps) {
  if (block.kind === 'entered') return <pre className={styles.entered}><span>{block.prompt}</span>{`${block.text}\n`}</pre>
  return (
    <pre className={styles.output} data-refused={isRefusal(block) || undefined} style={{ containIntrinsicBlockSize: `auto ${block.lines * lineRem}rem` }}>
      {block.lines <= mostLinkedLines ? linked(block.text, links) : block.text}
    </pre>
  )
})

/** Height of a line, as `--type-terminal` says it. */
const lineRem = 1.09375
/** In longer outputs names are text: thousands of links help nobody and cost every frame. */
const mostLinkedLines = 120

/** Warnings and remarks go where errors go, but refuse nothing. */
const isRefusal = (block: Block & { kind: 'output' }): boolean => block.stream === 'stderr' && !/^(?:Warning: |No resources found|Found \d+ pods, using )/.test(block.text)

function linked(text: string, { isObject, onObject }: Omit<PageProps, 'transcript'>) {
  // A name stands alone or behind its kind: `node-1`, `pod/agent-x7k2p`.
  return text.split(/((?:[a-z.]+\/)?[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?)/).map((part, at) => {
    if (at % 2 === 0) return part
    const name = part.slice(part.indexOf('/') + 1)
    return isObject(name) ? <button key={at} type="button" className={styles.object} onClick={() => onObject(name)} tabIndex={-1}>{part}</button> : part
  })
}
