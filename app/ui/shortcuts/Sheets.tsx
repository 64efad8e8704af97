import { SheetDialog } from '../floating/SheetDialog.tsx'
import { ShortcutList } from './ShortcutList.tsx'
import { Simulated } from './Simulated.tsx'

export interface SheetsProps {
  name: 'shortcuts' | 'simulated'
  /** Takes the focus back. */
  from: HTMLElement
  onClose: () => void
}

/** The pages of reading that the top bar opens. */
export function Sheets({ name, from, onClose }: SheetsProps) {
  return (
    <SheetDialog title={name === 'shortcuts' ? 'Keys' : 'What is simulated'} returnFocus={from} onClose={onClose}>
      {name === 'shortcuts' ? <ShortcutList /> : <Simulated />}
    </SheetDialog>
  )
}
