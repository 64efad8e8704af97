/** What lessons play, to be watched in the session itself: on a fork, so that one's own line stays. */
import type { Cluster } from '#cluster/cluster'
import { withPodNames } from '#kubectl/cluster-act'
import { manifestOf } from '#lesson/acts'
import type { LessonAct } from '#lesson/format/act-fields'
import type { LabAct } from '#timeline/lab-act'
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

/** A lesson's act as buttons and the terminal do it. */
function labActs(act: Exclude<LessonAct, { wait: unknown }>, cluster: Cluster, files: Files, shell: string): readonly LabAct[] {
  if ('answer' in act) return Object.entries(act.answer).map(([task, choice]) => ({ answer: { task, choice } }))
  if ('apply' in act) return [{ shell, line: `kubectl apply -f ${manifestFile}`, files: { [manifestFile]: manifestOf(act, files) } }]
  if ('kubectl' in act) {
    const line = `kubectl ${withPodNames(act.kubectl, cluster)}`
    // What a command reads from its input comes as a file: a shell of the lab has no hand that types it.
    return [act.input === undefined ? { shell, line } : { shell, line: line.replace(/(\s-f|--filename[ =]?) ?-(?=\s|$)/, '$1 input.yaml'), files: { 'input.yaml': act.input } }]
  }
  if ('evict' in act) return podsOn(cluster, act.evict).map((pod) => ({ pod, fault: 'evict' }))
  if ('ready' in act) return podsOn(cluster, act.ready).map((pod) => ({ pod, fault: 'ready' }))
  if ('unready' in act) return podsOn(cluster, act.unready).map((pod) => ({ pod, fault: 'unready' }))
  return [act]
}

const podsOn = ({ objects }: Cluster, { node, labels }: { readonly node: string; readonly labels: Readonly<Record<string, string>> }): readonly string[] =>
  [...objects.pods].filter(([, { metadata, spec }]) => spec?.nodeName === node && Object.entries(labels).every(([key, value]) => metadata?.labels?.[key] === value)).map(([key]) => key)

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
