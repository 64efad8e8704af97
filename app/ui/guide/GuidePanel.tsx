import { lazy, Suspense } from 'react'
import { deleteDaemonSet, showDaemonSet } from '#session/actions'
import type { Spoken } from '#session/lesson/spoken'
import { useLeftOut, useSession } from '#session/use-session'
import type { LayoutName } from '../layout/lab-layout.ts'
import { GuideFrame } from './GuideFrame.tsx'
import { ObjectList } from './ObjectList.tsx'
import { StartHere } from './StartHere.tsx'

const LessonPanel = lazy(() => import('../lesson-panel/LessonPanel.tsx').then((module) => ({ default: module.LessonPanel })))

export interface GuidePanelProps {
  layout: LayoutName
  /** Puts a live object's manifest into the editor. */
  onEdit: (key: string) => void
  /** The lesson speaks of something; undefined when it has done. */
  onSpoken: (spoken: Spoken | undefined) => void
  /** Goes to what the lesson speaks of. */
  onGo: (spoken: Spoken) => void
  /** Opens the course map. */
  onCourse: (from: HTMLElement) => void
  /** Opens what was done in the lesson. */
  onTranscript: (from: HTMLElement) => void
}

/** The lesson, or in a sandbox what to try; and what exists. */
export function GuidePanel({ layout, onEdit, onSpoken, onGo, onCourse, onTranscript }: GuidePanelProps) {
  const objects = useSession((state) => state.scene.objects)
  const shown = useSession((state) => state.scene.daemonSet?.key)
  const lesson = useSession((state) => (state.timeline.start.free ? undefined : state.timeline.start.lesson))
  const leftOut = useLeftOut()
  const list = <ObjectList objects={objects} shown={shown} onShow={showDaemonSet} onEdit={onEdit} onDelete={deleteDaemonSet} whyNoDelete={leftOut({ verb: 'delete' })} />
  if (lesson !== undefined) {
    return (
      <Suspense fallback={<GuideFrame layout={layout} label="Lesson" title="Lesson" lead="It is being opened." opens="The lesson"><p>The lesson is being opened.</p></GuideFrame>}>
        <LessonPanel key={lesson} layout={layout} onSpoken={onSpoken} onGo={onGo} onCourse={onCourse} onTranscript={onTranscript}>{list}</LessonPanel>
      </Suspense>
    )
  }
  const strip = layout === 'medium' || layout === 'narrow'
  return (
    <GuideFrame layout={layout} label="Start here" title="A pod on every node" lead="Apply the manifest, then change the cluster." opens="What to try">
      <StartHere titled={!strip} onCourse={onCourse} />
      {list}
    </GuideFrame>
  )
}
