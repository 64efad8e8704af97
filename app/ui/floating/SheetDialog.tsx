import type { ReactNode } from 'react'
import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { Button } from '../controls/Button.tsx'
import styles from './Floating.module.css'

export interface SheetDialogProps {
  title: string
  returnFocus: HTMLElement | null
  onClose: () => void
  children: ReactNode
}

/** A page of reading over the lab, which stays alive behind it; Escape or a press beside it puts it away. */
export function SheetDialog({ title, returnFocus, onClose, children }: SheetDialogProps) {
  return (
    <Dialog.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Popup className={styles.sheet} finalFocus={() => returnFocus ?? true}>
          <div className={styles.sheetHead}>
            <Dialog.Title className={styles.sheetTitle}>{title}</Dialog.Title>
            <Dialog.Close render={<Button iconOnly icon={<X size={16} strokeWidth={1.5} />} aria-label="Close" />} />
          </div>
          <div className={styles.sheetBody} tabIndex={0}>{children}</div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
