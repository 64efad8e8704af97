import type { Question } from '#scene/why/question'
import { ask } from '#session/why/asked'
import { Button } from '../controls/Button.tsx'

export interface WhyButtonProps {
  question: Question
  /** What is asked about, for who does not see what stands beside the button: "DESIRED", "node-2"; absent where the words say it. */
  about?: string
  /** In place of "Why?". */
  children?: string
  className?: string | undefined
}

/** Asks why something is as it is; the answer opens on the stage. */
export function WhyButton({ question, about, children = 'Why?', className }: WhyButtonProps) {
  // What is seen stands first in the name, so that who speaks to the page can say it.
  const name = about === undefined ? undefined : children === 'Why?' ? `Why ${about}?` : `${children.replace(/\?$/, '')}: ${about}?`
  return <Button kind="link" className={className} aria-label={name} onClick={(event) => ask(question, event.currentTarget)}>{children}</Button>
}
