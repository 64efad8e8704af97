/** What somebody just did, as acts for `answers.yaml`: so that an author plays an answer instead of writing it. */
import type * as corev1 from '#apis/corev1'
import { controllerUidOf } from '#cluster/kube-apiserver/pod-index'
import { targetNodeName } from '#cluster/kube-controller-manager/daemonset/daemon-pod'
import type { Cluster } from '#cluster/cluster'
import { shortageWords } from '#timeline/act'
import type { AnyAct } from './acts.ts'
import { openingManifest, type Lesson } from './lesson.ts'
import type { LessonStep } from './lesson-recording.ts'
import { printDuration } from './format/schema.ts'
import { Run } from './run.ts'

/**
 * The steps as YAML, a line per act, with the waits between them in whole seconds. Generated names of
 * daemon pods become `<logs@node-3>`, for under another seed they are others.
 * @param start the lesson's start state, on which the steps were done
 */
export function printAnswer(lesson: Lesson, start: Cluster, steps: readonly LessonStep[], untilMs: number): string {
  const run = new Run(lesson, start, 'all')
  const lines: string[] = []
  const wait = (atMs: number) => {
    const seconds = Math.round((atMs - run.cluster.nowMs) / 1_000)
    if (seconds > 0) lines.push(`- {wait: ${printDuration(seconds * 1_000)}}`)
    run.wait(Math.max(0, atMs - run.cluster.nowMs))
  }
  for (const step of steps) {
    if ('hint' in step) continue
    wait(step.atMs)
    if ('answer' in step) {
      lines.push(`- {answer: {${step.answer.task}: ${JSON.stringify(step.answer.choice)}}}`)
      run.answer(step.answer.task, step.answer.choice)
      continue
    }
    lines.push(...printAct(lesson, run.cluster, step.act))
    run.act(step.act)
  }
  wait(untilMs)
  return lines.join('\n')
}

function printAct(lesson: Lesson, cluster: Cluster, act: AnyAct): readonly string[] {
  const kubectl = (line: string, input?: string) => [input === undefined ? `- {kubectl: ${JSON.stringify(withoutPodNames(line, cluster))}}` : `- kubectl: ${JSON.stringify(line)}\n  input: ${block(input)}`]
  const apply = (text: string) => (text === openingManifest(lesson) ? [`- {apply: ${lesson.start.manifest!}}`] : [`- apply: ${block(text)}`])
  if ('apply' in act) return apply(act.apply)
  if ('kubectl' in act) return kubectl(act.kubectl, act.input)
  if ('line' in act) {
    const line = act.line.trim().replace(/^(k|kubectl) /, '')
    const edited = act.files?.['manifest.yaml']
    return edited !== undefined && line === 'apply -f manifest.yaml' ? apply(edited) : kubectl(line)
  }
  if ('shell' in act || 'file' in act || 'wait' in act) return []
  if ('pod' in act) return printFault(cluster, act)
  if ('pressure' in act) return [`# ${act.pressure} short of ${shortageWords[act.of]}: lessons have no such act`]
  if ('fill' in act) return kubectl('apply -f -', JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'other-work-' }, spec: { nodeSelector: { 'kubernetes.io/hostname': act.fill }, containers: [{ name: 'work', image: 'registry.k8s.io/pause:3.10', resources: { requests: act.requests } }] } }))
  return [`- ${JSON.stringify(act)}`]
}

const nameIn = (key: string): string => key.split('/').at(-1)!

/** A container's fault, where lessons have it: by the labels of the pod. */
function printFault({ objects }: Cluster, { pod: key, fault }: Extract<AnyAct, { pod: string }>): readonly string[] {
  const pod = objects.pods.get(key)
  if (!['evict', 'ready', 'unready'].includes(fault) || !pod) return [`# ${fault} of ${nameIn(key)}: lessons have no such act`]
  const labels = Object.fromEntries(Object.entries(pod.metadata?.labels ?? {}).filter(([name]) => name !== 'controller-revision-hash' && !name.startsWith('pod-template-')))
  return [`- ${JSON.stringify({ [fault]: { node: targetNodeName(pod), labels } })}`]
}

/** Names of daemon pods that stand in a line, as their DaemonSet and node. */
function withoutPodNames(line: string, { objects }: Cluster): string {
  return [...objects.pods.values()].reduce((text, pod) => {
    const [name, owner] = [pod.metadata!.name!, daemonSetOf(pod, objects)]
    return owner !== undefined && text.includes(name) ? text.replaceAll(name, `<${owner}@${targetNodeName(pod) ?? ''}>`) : text
  }, line)
}

const daemonSetOf = (pod: corev1.Pod, { daemonsets }: Cluster['objects']): string | undefined =>
  [...daemonsets.values()].find(({ metadata }) => metadata!.uid === controllerUidOf(pod))?.metadata?.name

const block = (text: string): string => `|\n${text.replace(/\n$/, '').replace(/^/gm, '    ')}`
