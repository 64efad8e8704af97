/** A lesson's acts as buttons and the terminal of the lab do them. */
import type { Cluster } from '#cluster/cluster'
import { withPodNames } from '#kubectl/cluster-act'
import type { LabAct } from '#timeline/lab-act'
import { manifestFile } from '#timeline/world'
import { manifestOf } from './acts.ts'
import type { LessonAct } from './format/act-fields.ts'

/** What is to be done at this moment of the cluster for an act that is no wait. */
export function labActs(act: Exclude<LessonAct, { wait: unknown }>, cluster: Cluster, files: Readonly<Record<string, string>>, shell: string): readonly LabAct[] {
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
