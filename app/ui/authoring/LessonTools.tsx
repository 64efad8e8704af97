import { lazy, Suspense, useState, useSyncExternalStore } from 'react'
import { FileDown, PencilRuler } from 'lucide-react'
import { authorSetting, showsAuthorTools } from '#session/lesson/author-tools'
import { exportWork } from '#session/lesson/hand-in'
import { Button } from '../controls/Button.tsx'
import { downloadText } from '../download-text.ts'
import styles from './Authoring.module.css'

const AuthorSheet = lazy(() => import('./AuthorSheet.tsx').then((module) => ({ default: module.AuthorSheet })))

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const

/** What can be done with a lesson beside doing it: hand in one's work, and write it. */
export function LessonTools({ lessonKey }: { lessonKey: string }) {
  const asked = useSyncExternalStore(authorSetting.subscribe, authorSetting.getState)
  const [from, setFrom] = useState<HTMLElement>()
  return (
    <div className={styles.tools}>
      <Button icon={<FileDown {...icon} />} onClick={handIn}>Export my work</Button>
      {showsAuthorTools(lessonKey, asked) && (
        <Button icon={<PencilRuler {...icon} />} aria-expanded={from !== undefined} onClick={(event) => setFrom(from ? undefined : event.currentTarget)}>Author’s tools</Button>
      )}
      <Suspense>{from && <AuthorSheet key={lessonKey} lessonKey={lessonKey} from={from} onClose={() => setFrom(undefined)} />}</Suspense>
    </div>
  )
}

function handIn(): void {
  const work = exportWork()
  if (work) downloadText(work.name, work.text)
}
