import { printProblem } from '#lesson/format/problem'
import { putAwayRefusal, type RefusedLesson } from '#session/lesson/foreign/refused-lesson'
import { Button } from '../controls/Button.tsx'
import { downloadText } from '../download-text.ts'
import { SheetDialog } from '../floating/SheetDialog.tsx'
import { ProblemList } from './ProblemList.tsx'
import styles from './ForeignLesson.module.css'

/** A lesson that cannot be opened, with everything that is wrong with it at once. */
export function RefusedSheet({ refused: { from, problems } }: { refused: RefusedLesson }) {
  return (
    <SheetDialog title="This lesson cannot be opened" returnFocus={null} onClose={putAwayRefusal}>
      <p className={styles.lead}>
        <b>{from}</b> has {problems.length === 1 ? 'one problem' : `${problems.length} problems`}. Nothing of it was opened, and nothing of yours has changed.
        Mend {problems.length === 1 ? 'it' : 'them'} and open it again.
      </p>
      <ProblemList problems={problems} />
      <Button kind="edge" onClick={() => downloadText('problems.txt', `${problems.map(printProblem).join('\n')}\n`, 'text/plain')}>Download the list</Button>
    </SheetDialog>
  )
}
