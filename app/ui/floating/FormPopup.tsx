import type { FormEvent, ReactNode } from 'react'
import { Popover } from '@base-ui/react/popover'
import { Button } from '../controls/Button.tsx'
import type { FloatingAnchor } from './menu.ts'
import { toPositionAnchor } from './menu.ts'
import styles from './Floating.module.css'

export interface FormPopupProps {
  anchor: FloatingAnchor
  title: string
  /** The kubectl line the form runs as it stands; undefined where kubectl has none, and then `noCommand` says so. */
  command: string | undefined
  noCommand?: string
  /** What the button says. */
  action: string
  returnFocus: HTMLElement | null
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

/** A small form beside what opened it. Enter sends it, Escape puts it away. */
export function FormPopup({ anchor, title, command, noCommand, action, returnFocus, onSubmit, onClose, children }: FormPopupProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <Popover.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Popover.Portal>
        <Popover.Positioner anchor={toPositionAnchor(anchor)} side="top" align="start" sideOffset={6} collisionPadding={8} className={styles.positioner}>
          <Popover.Popup className={styles.form} finalFocus={() => returnFocus ?? true}>
            <form onSubmit={submit}>
              <Popover.Title className={styles.formTitle}>{title}</Popover.Title>
              {children}
              <p className={styles.command}>{command === undefined ? noCommand : <code>{command}</code>}</p>
              <div className={styles.formFoot}>
                <Button onClick={onClose}>Cancel</Button>
                <Button kind="main" type="submit">{action}</Button>
              </div>
            </form>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
