import { SheetDialog } from '../floating/SheetDialog.tsx'
import { ImagesPanel } from './ImagesPanel.tsx'
import { ShortcutList } from './ShortcutList.tsx'
import { Simulated } from './Simulated.tsx'

/** Pages of reading, by name. */
export type ReadingName = 'shortcuts' | 'simulated' | 'images'

const titles: Readonly<Record<ReadingName, string>> = { shortcuts: 'Keys', simulated: 'What is simulated', images: 'Images' }

export interface SheetsProps {
  name: ReadingName
  /** Takes the focus back. */
  from: HTMLElement
  onClose: () => void
}

/** The pages of reading that the top bar opens. */
export function Sheets({ name, from, onClose }: SheetsProps) {
  return (
    <SheetDialog title={titles[name]} returnFocus={from} onClose={onClose}>
      {name === 'shortcuts' ? <ShortcutList /> : name === 'images' ? <ImagesPanel /> : <Simulated />}
    </SheetDialog>
  )
}
