/** What somebody just did, as acts for `answers.yaml`: so that an author plays an answer instead of writing it. */
import { readManifest } from '#apis/manifest'
import type * as corev1 from '#apis/corev1'
import type { Cluster } from '#cluster/cluster'
import { controllerUidOf } from '#cluster/kube-apiserver/pod-index'
import { targetNodeName } from '#cluster/kube-controller-manager/daemonset/daemon-pod'
import { editRequestOf } from '#kubectl/shell/edit-request'
import { findShell, withFile } from '#kubectl/shell/desk'
import { parseScript } from '#kubectl/shell/language/parse-script'
import type { LabAct } from '#timeline/lab-act'
import { shellWord } from '#timeline/shell-script'
import { advanceWorld, firstShell, manifestFile, newWorld, performInWorld, type World } from '#timeline/world'
import type { AnyAct } from './acts.ts'
import { labActs } from './lab-acts.ts'
import { openingManifest, type Lesson } from './lesson.ts'
import type { LessonStep } from './lesson-recording.ts'
import { changesBetween, mergePatch } from './manifest-changes.ts'
import { commandsIn, fileReadBy, lineOf, looking, type RecordedCommand } from './record-lines.ts'
import { printDuration } from './format/schema.ts'

/**
 * The steps as YAML, with the waits between them in whole seconds. Generated names of daemon pods
 * become `<logs@node-3>`, for under another seed they are others. What lessons cannot say stands there as a comment.
 * @param start the lesson's start state, on which the steps were done
 */
export function printAnswer(lesson: Lesson, start: Cluster, steps: readonly LessonStep[], untilMs: number): string {
  let world = newWorld(start, lesson.files)
  let waitedMs = start.nowMs
  const lines: string[] = []
  const onward = (atMs: number) => {
    world = advanceWorld(world, Math.max(atMs, world.cluster.nowMs))
  }
  const wait = () => {
    const seconds = Math.round((world.cluster.nowMs - waitedMs) / 1_000)
    if (seconds > 0) lines.push(`- {wait: ${printDuration(seconds * 1_000)}}`)
    waitedMs += Math.max(0, seconds) * 1_000
  }
  for (const step of steps) {
    if ('hint' in step) continue
    onward(step.atMs)
    const printed = 'answer' in step ? [`- {answer: {${step.answer.task}: ${JSON.stringify(step.answer.choice)}}}`] : printAct(lesson, world, step.act)
    if (printed.length > 0) wait()
    lines.push(...printed)
    if ('act' in step) for (const act of performed(lesson, world, step.act)) world = performInWorld(world, act)[0]
  }
  onward(untilMs)
  wait()
  return lines.join('\n')
}

function performed({ files }: Lesson, { cluster }: World, act: AnyAct): readonly LabAct[] {
  if ('wait' in act) return []
  if ('kubectl' in act || 'apply' in act || 'evict' in act || 'ready' in act || 'unready' in act) return labActs(act, cluster, files, firstShell)
  return [act]
}

function printAct(lesson: Lesson, world: World, act: AnyAct): readonly string[] {
  const { cluster, desk } = world
  if ('apply' in act) return printApply(lesson, act.apply)
  if ('kubectl' in act) return [kubectl(withoutPodNames(act.kubectl, cluster), act.input)]
  if ('line' in act) {
    const files = Object.entries(act.files ?? {}).reduce((next, [name, text]) => withFile(next, name, text), desk)
    return printLine(lesson, cluster, { text: act.line, before: findShell(desk, act.shell)?.unfinished?.text ?? '', desk: files, shell: act.shell })
  }
  if ('edited' in act) return printEdit(world, act.shell, act.edited)
  if ('shell' in act || 'file' in act || 'wait' in act) return []
  if ('pod' in act) return printFault(cluster, act)
  if ('pressure' in act) return [`# ${act.pressure} ${act.short ? 'runs short of' : 'has enough again of'} ${act.of}: lessons have no such act`]
  if ('fill' in act) return [kubectl('create -f -', JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'other-work-', labels: { app: 'other-work' } }, spec: { nodeSelector: { 'kubernetes.io/hostname': act.fill }, containers: [{ name: 'work', image: 'registry.k8s.io/pause:3.10', resources: { requests: act.requests } }] } }))]
  return [`- ${JSON.stringify(act)}`]
}

const kubectl = (line: string, input?: string): string => (input === undefined ? `- {kubectl: ${JSON.stringify(line)}}` : `- kubectl: ${JSON.stringify(line)}\n  input: ${block(input)}`)

/** The manifest of the lesson where it was applied as it is, else what was changed in it, else the whole text. */
function printApply(lesson: Lesson, text: string): readonly string[] {
  const { manifest } = lesson.start
  if (text.trim() === '') return ['# an empty manifest: lessons have no such act']
  if (manifest !== undefined) {
    if (text === openingManifest(lesson)) return [`- {apply: ${manifest}}`]
    const changes = changesBetween(openingManifest(lesson), text)
    if (changes && Object.keys(changes).length === 0) return [`- {apply: ${manifest}}`]
    if (changes) return [`- {apply: ${manifest}, with: {${Object.entries(changes).map(([path, value]) => `${/^[\w.]+$/.test(path) ? path : JSON.stringify(path)}: ${JSON.stringify(value)}`).join(', ')}}}`]
  }
  return [`- apply: ${block(text.includes('\n') ? text : `${text}\n`)}`]
}

interface EnteredLine {
  readonly text: string
  /** What was entered before it and was not finished yet. */
  readonly before: string
  readonly desk: World['desk']
  readonly shell: string
}

function printLine(lesson: Lesson, cluster: Cluster, { text, before, desk, shell }: EnteredLine): readonly string[] {
  const whole = before === '' ? text : `${before}\n${text}`
  // A line that goes on is told of once it is whole.
  if ('incomplete' in parseScript(whole)) return []
  const commands = commandsIn(whole, desk, shell)
  if (!commands) return [`# at the terminal: ${whole.replaceAll(/\s*\n\s*/g, ' ⏎ ')}`, '# lessons cannot say this: write what it does as lines of kubectl']
  return commands.flatMap((command) => printCommand(lesson, cluster, desk, command))
}

function printCommand(lesson: Lesson, cluster: Cluster, desk: World['desk'], command: RecordedCommand): readonly string[] {
  const [verb = ''] = command.words
  // What an editor changes is told of when it is saved.
  if (verb === 'edit' || (looking.has(verb) && !isAsked(lesson, verb))) return []
  const file = fileReadBy(command)
  const text = file && Object.hasOwn(desk.files, file.name) ? desk.files[file.name]! : undefined
  if (text !== undefined && lineOf(command.words) === `apply -f ${manifestFile}`) return printApply(lesson, text)
  if (file && text !== undefined) {
    const kept = text === openingManifest(lesson) && lesson.start.manifest !== undefined ? lesson.start.manifest : Object.keys(lesson.files).find((name) => lesson.files[name] === text)
    const words = command.words.map((word, at) => (at === file.at ? `${file.flag}${kept ?? '-'}` : word))
    return [kubectl(withoutPodNames(lineOf(words), cluster), kept === undefined ? text : undefined)]
  }
  return named(lineOf(command.words), cluster, command.input)
}

/** A pod that a Deployment made cannot be named: under another seed it has another name. */
function named(line: string, cluster: Cluster, input?: string): readonly string[] {
  const printed = withoutPodNames(line, cluster)
  const others = [...cluster.objects.pods.values()].filter(({ metadata }) => metadata?.ownerReferences?.length && printed.includes(metadata.name!))
  return [kubectl(printed, input), ...others.map(({ metadata }) => `# ${metadata!.name!} has another name under another seed: name its labels instead`)]
}

/** Does a check of the lesson ask whether this was done? */
const isAsked = ({ tasks }: Lesson, verb: string): boolean => JSON.stringify(tasks.map(({ checks, hints, fail }) => [checks, hints, fail])).includes(verb)

/** What an editor changed, as a patch: the object's own names and numbers would not fit another cluster. */
function printEdit({ desk }: World, id: string, edited: string | null): readonly string[] {
  const shell = findShell(desk, id)
  const request = shell && editRequestOf(shell, desk.files)
  if (!request || edited === null || request.file !== undefined) return []
  const [from, to] = [request.text, edited].map((text) => readManifest(text).documents[0]?.value)
  const patch = mergePatch(from, to)
  const [resource, name] = request.title.split('/')
  return from === undefined || to === undefined || JSON.stringify(patch) === '{}' ? [] : [kubectl(`patch ${resource!} ${name!} --type=merge -p ${shellWord(JSON.stringify(patch))}`)]
}

const nameIn = (key: string): string => key.split('/').at(-1)!

/** A container's fault, where lessons have it: by the labels of the pod. */
function printFault({ objects }: Cluster, { pod: key, fault }: Extract<AnyAct, { pod: string }>): readonly string[] {
  const pod = objects.pods.get(key)
  if (!pod || (fault !== 'evict' && fault !== 'ready' && fault !== 'unready')) return [`# ${fault} of ${nameIn(key)}: lessons have no such act`]
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

/** A text whose first line begins with a blank says how deep it stands. */
const block = (text: string): string => `|${/^\s/.test(text) ? '2' : ''}\n${text.replace(/\n$/, '').replace(/^(?=.)/gm, '    ')}`
