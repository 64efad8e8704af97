/** An act of a lesson in a line, as the solution is read. */
import type { LessonAct } from '#lesson/format/act-fields'
import { printDuration } from '#lesson/format/schema'
import { manifestFile } from '#timeline/world'

export function printLessonAct(act: LessonAct): string {
  if ('kubectl' in act) return `kubectl ${act.kubectl}`
  if ('apply' in act) return `kubectl apply -f ${manifestFile}`
  if ('wait' in act) return `wait ${printDuration(act.wait)}`
  if ('join' in act) return `${act.join.map(({ name }) => name).join(', ')} joins`
  if ('leave' in act) return `${act.leave.join(', ')} leaves`
  if ('fail' in act) return `${act.fail.join(', ')} loses its power`
  if ('recover' in act) return `${act.recover.join(', ')} has power again`
  if ('answer' in act) return `answer ${Object.values(act.answer).join(', ')}`
  const [what, { node }] = 'evict' in act ? ['evict', act.evict] as const : 'ready' in act ? ['ready', act.ready] as const : ['unready', act.unready] as const
  return `${what} the pods of ${node}`
}
