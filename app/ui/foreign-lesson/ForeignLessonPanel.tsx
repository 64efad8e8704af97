import { lazy, Suspense, useSyncExternalStore } from 'react'
import { refusedLesson } from '#session/lesson/foreign/refused-lesson'
import { DropLesson } from './DropLesson.tsx'

const RefusedSheet = lazy(() => import('./RefusedSheet.tsx').then((module) => ({ default: module.RefusedSheet })))
/** Only while developing; a build has no edited lessons. */
const EditedSheet = import.meta.env.DEV ? lazy(() => import('./EditedSheet.tsx').then((module) => ({ default: module.EditedSheet }))) : undefined

/** Takes lessons from elsewhere, and shows what is wrong with one that cannot be opened. */
export function ForeignLessonPanel() {
  const { refused } = useSyncExternalStore(refusedLesson.subscribe, refusedLesson.getState)
  return (
    <>
      <DropLesson />
      {EditedSheet && <Suspense><EditedSheet /></Suspense>}
      <Suspense>{refused && <RefusedSheet key={refused.from} refused={refused} />}</Suspense>
    </>
  )
}
