import { Redo2, Undo2 } from 'lucide-react'
import { Button } from '../../controls/Button.tsx'
import type { ManifestEditor } from './new-editor.ts'

export interface UndoButtonsProps {
  editor: ManifestEditor
}

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const

/** The editor's own undo and redo, for who uses a pointer; they are of the text, not of the cluster. */
export function UndoButtons({ editor }: UndoButtonsProps) {
  const does = (command: 'undo' | 'redo') => () => {
    editor.trigger('bar', command, null)
    editor.focus()
  }
  return (
    <>
      <Button iconOnly icon={<Undo2 {...icon} />} aria-label="Undo in the text" title="Undo in the text" onClick={does('undo')} />
      <Button iconOnly icon={<Redo2 {...icon} />} aria-label="Redo in the text" title="Redo in the text" onClick={does('redo')} />
    </>
  )
}
