import { useEffect, useState } from 'react'
import { useSession } from '#session/use-session'

/** Does the lesson wait for a prediction? Then nobody should be told beforehand. */
export function useOpenPrediction(): boolean {
  const lesson = useSession(({ timeline: { start } }) => (start.free ? undefined : start.lesson))
  const [found, setFound] = useState<{ readonly lesson: string; readonly asks: boolean }>()
  useEffect(() => {
    if (lesson === undefined) return
    let stop: (() => void) | undefined
    let over = false
    void import('#session/lesson/lesson-now').then(({ lessonNow }) => {
      if (over) return
      const look = () => {
        const { entry, attempt } = lessonNow.getState()
        setFound({ lesson, asks: !entry || !attempt || entry.lesson.tasks.some(({ id, predict }) => predict && attempt.tasks[id]?.status !== 'passed' && attempt.tasks[id]?.answers.length === 0) })
      }
      look()
      stop = lessonNow.subscribe(look)
    })
    return () => {
      over = true
      stop?.()
    }
  }, [lesson])
  // Until it is known, nothing is told.
  return lesson !== undefined && (found?.lesson !== lesson || found.asks)
}
