import { Fragment, use, type ReactNode } from 'react'
import type { Block, Inline, Prose as ProseTree, Target } from '#lesson/format/prose'
import { en } from './words/en.ts'
import { LessonContext, useWords } from './lesson-context.ts'
import styles from './Lesson.module.css'

/** A lesson's text, drawn as elements: it holds no markup that could run. */
export function Prose({ blocks }: { blocks: ProseTree }) {
  return blocks.map((block, at) => <BlockView key={at} block={block} />)
}

function BlockView({ block }: { block: Block }): ReactNode {
  const { drawTask } = use(LessonContext)
  switch (block.type) {
    case 'heading':
      return block.depth === 2 ? <h2 className={styles.heading}><Words parts={block.children} /></h2> : <h3 className={styles.heading}><Words parts={block.children} /></h3>
    case 'paragraph':
      return <p><Words parts={block.children} /></p>
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return <List className={block.ordered ? styles.numbered : styles.bulleted}>{block.items.map((item, at) => <li key={at}><Item blocks={item} /></li>)}</List>
    }
    case 'code':
      return <pre className={styles.block} tabIndex={0}>{block.text}</pre>
    case 'quote':
      return <blockquote className={styles.quote}><Prose blocks={block.children} /></blockquote>
    case 'task':
      return drawTask(block.id, <Prose blocks={block.children} />)
  }
}

/** An entry of a list that is one paragraph is no paragraph of its own. */
function Item({ blocks }: { blocks: readonly Block[] }) {
  const [first] = blocks
  return blocks.length === 1 && first?.type === 'paragraph' ? <Words parts={first.children} /> : <Prose blocks={blocks} />
}

function Words({ parts }: { parts: readonly Inline[] }): ReactNode {
  return parts.map((part, at) => <Fragment key={at}><Word part={part} /></Fragment>)
}

function Word({ part }: { part: Inline }): ReactNode {
  const { pictureUrl } = use(LessonContext)
  switch (part.type) {
    case 'text':
      return part.text
    case 'code':
      return <code>{part.text}</code>
    case 'strong':
      return <b><Words parts={part.children} /></b>
    case 'emphasis':
      return <em><Words parts={part.children} /></em>
    case 'break':
      return <br />
    case 'picture':
      return <img className={styles.picture} src={pictureUrl(part.file)} alt={part.alt} />
    case 'link':
      return <Link target={part.target}><Words parts={part.children} /></Link>
  }
}

/** Lights up what it speaks of on hover and focus, and goes there on a press. */
export function Link({ target, children }: { target: Target; children: ReactNode }) {
  const { onSpoken, onGo } = use(LessonContext)
  const words = useWords()
  if (target.kind === 'page') return <a className={styles.link} href={target.url} target="_blank" rel="noreferrer noopener">{children}<span className="visually-hidden"> {words.opensPage}</span></a>
  const speak = () => onSpoken(target)
  const done = () => onSpoken(undefined)
  return (
    // Neither a button nor an anchor: the words of a paragraph can be selected across it, and it leads to no other place of the page.
    <span
      className={styles.link} role="button" tabIndex={0} data-target={target.kind}
      onPointerEnter={speak} onPointerLeave={done} onFocus={speak} onBlur={done} onClick={() => onGo(target)}
      onKeyDown={(event) => {
        if (event.key !== ' ' && event.key !== 'Enter') return
        event.preventDefault()
        onGo(target)
      }}
    >
      {children}
    </span>
  )
}

/** A text of lesson.yaml: plain, but for code between backticks; marked with its language where that is another than the pane's. */
export function Plain({ text }: { text: string }): ReactNode {
  const lang = use(LessonContext).langOf(text)
  const parts = text.split(/`([^`]+)`/).map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : <Fragment key={at}>{part}</Fragment>))
  return lang === undefined ? parts : <span lang={lang}>{parts}</span>
}

/** Words of the lab itself or of Kubernetes, which stay English whatever the pane speaks. */
export function English({ children }: { children: ReactNode }): ReactNode {
  return useWords() === en ? children : <span lang="en">{children}</span>
}
