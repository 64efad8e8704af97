import { useState } from 'react'
import { compareBranch, nameOf } from '#session/comparison'
import { forkedAt } from '#session/moments'
import { removeBranch, renameBranch, switchBranch } from '#session/travel'
import { useSession } from '#session/use-session'
import { Button } from '../controls/Button.tsx'
import { SheetDialog } from '../floating/SheetDialog.tsx'
import { NameForm } from '../sessions/NameForm.tsx'
import { printTick } from './clock-text.ts'
import styles from '../sessions/SessionsSheet.module.css'

/** All lines of the session: go over to one, set it beside, call it something, throw it away. */
export function LinesSheet({ from, onClose }: { from: HTMLElement; onClose: () => void }) {
  const timeline = useSession((state) => state.timeline)
  const [renamed, setRenamed] = useState<number>()
  return (
    <SheetDialog title="Lines" returnFocus={from} onClose={onClose}>
      <ul className={styles.list}>
        {timeline.branches.map((branch) => {
          const { id } = branch
          const name = nameOf(branch, timeline)
          const here = id === timeline.current
          return (
            <li key={id} className={styles.session}>
              {renamed === id
                ? <NameForm label="Name of the line" name={branch.name ?? ''} onName={(text) => { renameBranch(id, text); setRenamed(undefined) }} />
                : (
                  <>
                    <span className={styles.name}>{name}{here && <span className={styles.open}> played now</span>}</span>
                    <span className={styles.when}>{here ? '' : `parts at ${printTick(forkedAt(branch, timeline))}`}</span>
                    {!here && <Button kind="edge" aria-label={`Go over to ${name}`} onClick={() => { switchBranch(id); onClose() }}>Go over</Button>}
                    {!here && <Button aria-label={`Compare with ${name}`} onClick={() => { compareBranch(id); onClose() }}>Compare</Button>}
                    <Button aria-label={`Rename ${name}`} onClick={() => setRenamed(id)}>Rename</Button>
                    {!here && <Button aria-label={`Delete ${name}`} onClick={() => removeBranch(id)}>Delete</Button>}
                  </>
                )}
            </li>
          )
        })}
      </ul>
    </SheetDialog>
  )
}
