import { useState, useSyncExternalStore } from 'react'
import { editedLessons } from '#session/lesson/edited/edited-lessons'
import { SheetDialog } from '../floating/SheetDialog.tsx'
import { ProblemList } from './ProblemList.tsx'
import styles from './ForeignLesson.module.css'

/** While developing: what is wrong with lessons as they lie on the disk, over their last good version. */
export function EditedSheet() {
  const { problems } = useSyncExternalStore(editedLessons.subscribe, editedLessons.getState)
  const [read, setRead] = useState<typeof problems>()
  const folders = Object.keys(problems)
  if (folders.length === 0 || read === problems) return null
  return (
    <SheetDialog title="Lessons that cannot be read" returnFocus={null} onClose={() => setRead(problems)}>
      <p className={styles.lead}>What you see of {folders.length === 1 ? 'it is its' : 'them is their'} last good version. This goes away once {folders.length === 1 ? 'it is' : 'they are'} mended.</p>
      {folders.map((folder) => <ProblemList key={folder} problems={problems[folder]!.map((problem) => ({ ...problem, file: `${folder}/${problem.file}` }))} />)}
    </SheetDialog>
  )
}
