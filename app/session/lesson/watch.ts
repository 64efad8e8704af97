/** What lessons play, to be watched in the session itself: on a fork, so that one's own line stays. */
import type { LessonAct } from '#lesson/format/act-fields'
import { labActs } from '#lesson/lab-acts'
import { fork, nowMsOf, perform, rename, seek } from '#timeline/timeline'
import { firstShell, idleShell, manifestFile } from '#timeline/world'
import { session, show } from '../session.ts'
import { keep, whenOpen } from '../sessions.ts'

type Files = Readonly<Record<string, string>>

/** Forks here, or at the beginning, does the acts and plays on; what they wait for at the end is left to be watched. */
export function playOnFork(name: string, acts: readonly LessonAct[], files: Files, fromStart = false): void {
  whenOpen(() => {
    const before = session.getState().timeline
    let timeline = fork(fromStart ? seek(before, before.start.readyAtMs) : before)
    timeline = rename(timeline, timeline.current, name)
    const last = acts.findLastIndex((act) => !('wait' in act))
    for (const act of acts.slice(0, last + 1)) {
      if ('wait' in act) timeline = seek(timeline, nowMsOf(timeline) + act.wait)
      else for (const each of labActs(act, timeline.world.cluster, files, idleShell(timeline.world.desk, firstShell))) timeline = perform(timeline, each)[0]
    }
    show(timeline, { playing: true, answer: undefined, scrubbing: true })
    keep()
  })
}

/** An act in a line, as the solution is read. */
export function printLessonAct(act: LessonAct): string {
  if ('kubectl' in act) return `kubectl ${act.kubectl}`
  if ('apply' in act) return `kubectl apply -f ${manifestFile}`
  if ('wait' in act) return `wait ${act.wait / 1_000} s`
  if ('join' in act) return `${act.join.map(({ name }) => name).join(', ')} joins`
  if ('leave' in act) return `${act.leave.join(', ')} leaves`
  if ('fail' in act) return `${act.fail.join(', ')} loses its power`
  if ('recover' in act) return `${act.recover.join(', ')} has power again`
  if ('answer' in act) return `answer ${Object.values(act.answer).join(', ')}`
  const [what, { node }] = 'evict' in act ? ['evict', act.evict] as const : 'ready' in act ? ['ready', act.ready] as const : ['unready', act.unready] as const
  return `${what} the pods of ${node}`
}
