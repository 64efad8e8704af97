/** The cluster as a student finds it when a lesson begins. Complete in itself: never what he did before. */
import { readManifest } from '#apis/manifest'
import type * as corev1 from '#apis/corev1'
import { advance, perform, type Observer } from '#cluster/advance'
import { bootCluster } from '#cluster/boot-cluster'
import { underRules, type Cluster } from '#cluster/cluster'
import { join } from '#cluster/faults'
import type { ImageBehaviour } from '#cluster/images'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { joining } from '#kubectl/cluster-act'
import { bounded, unlessTooMuch } from './bounded.ts'
import { endRunning, playAct, passTime, type ClusterAct, type Stage } from './acts.ts'
import type { LessonImage } from './format/lesson-fields.ts'
import type { Lesson } from './lesson.ts'
import { rulesOf } from './rules.ts'

/** A start state, and what went wrong on the way to it: nothing, in a lesson that proves itself. */
export interface StartState {
  readonly cluster: Cluster
  readonly problems: readonly string[]
}

/** Longest time that the objects of a start state get to come to rest, and how long nothing must happen for that, in virtual ms: longer than a probe's period. */
const [longestMs, calmMs, stepMs] = [300_000, 12_000, 2_000]

/**
 * The start of a lesson under a seed (absent: the lesson's own).
 * @param endOf the end of another lesson's solution, for `from`, and what went wrong on the way
 */
export function startState(lesson: Lesson, endOf: (id: string, seed: number) => StartState | undefined, seed = lesson.start.seed ?? 1): StartState {
  const { start, files } = lesson
  const problems: string[] = []
  const note = (text: string) => void problems.push(text.trim())
  const own = (start.images ?? []).map(imageBehaviour)
  let cluster: Cluster
  if (start.from === undefined) cluster = bootCluster(seed)
  else {
    const end = endOf(start.from, seed)
    if (!end) note(`there is no lesson ${start.from} to start from, or it starts from this one`)
    end?.problems.forEach(note)
    cluster = end?.cluster ?? bootCluster(seed)
  }
  cluster = underRules(cluster, undefined)
  cluster = Object.freeze({ ...cluster, options: Object.freeze({ ...cluster.options, images: Object.freeze([...own, ...cluster.options.images]) }) })
  const observer = bounded()
  const around = { files, observer, onDone: ({ words, stderr, refused }: { words: string; stderr: string; refused: boolean }) => refused && note(`${words}: ${stderr}`) }
  const play = (): Cluster => {
    let stage: Stage = { cluster: untilCalm(placeObjects(cluster, start.cluster === undefined ? '' : (files[start.cluster] ?? ''), note, observer), note, observer) }
    for (const act of start.acts ?? []) stage = playAct(stage, act as ClusterAct, around)
    return endRunning(stage, around).cluster
  }
  return { cluster: underRules(unlessTooMuch(play, (words) => (note(`the start state does not come to rest: ${words}`), cluster)), rulesOf(lesson)), problems }
}

/** Nodes join; everything else is applied. */
function placeObjects(cluster: Cluster, text: string, note: (text: string) => void, observer: Observer): Cluster {
  const read = readManifest(text)
  if (read.problem) note(read.problem.message)
  const values = read.documents.flatMap(({ value }) => ((value as { kind?: string }).kind === 'List' ? ((value as { items?: readonly unknown[] }).items ?? []) : [value])) as readonly { readonly kind?: string }[]
  const [nodes, others] = [values.filter(({ kind }) => kind === 'Node'), values.filter(({ kind }) => kind !== 'Node')]
  const [joined] = perform(cluster, 'fault', (draft) => {
    for (const node of nodes) {
      const { name } = (node as corev1.Node).metadata ?? {}
      if (typeof name === 'string') join(draft, joining(node as corev1.Node))
      else note(`cluster.yaml: ${name === undefined ? 'a Node without metadata.name: does name stand below metadata?' : `a Node whose name is ${JSON.stringify(name)}: put it in quotes`}`)
    }
  }, observer)
  const ready = advance(joined, joined.nowMs + 5_000, observer)
  if (others.length === 0) return ready
  const manifest = others.map((value) => JSON.stringify(value)).join('\n---\n')
  const applied = playAct({ cluster: ready }, { kubectl: 'apply -f -', input: manifest }, { files: {}, observer, onDone: ({ stderr, refused }) => refused && note(`cluster.yaml: ${stderr}`) })
  return endRunning(applied, { files: {}, observer }).cluster
}

/** Until nothing has happened to nodes and pods for a while. */
function untilCalm(cluster: Cluster, note: (text: string) => void, bound: Observer): Cluster {
  let lastChangeMs = cluster.nowMs
  const observer = {
    onWatchEvent: (event: WatchEvent) => {
      bound.onWatchEvent?.(event)
      if (event.resource !== 'events') lastChangeMs = event.atMs
    },
  }
  let stage: Stage = { cluster }
  while (stage.cluster.nowMs - lastChangeMs < calmMs) {
    if (stage.cluster.nowMs - cluster.nowMs > longestMs) return note(`the start state does not come to rest within ${longestMs / 1_000} s`), stage.cluster
    stage = passTime(stage, stepMs, { files: {}, observer })
  }
  return stage.cluster
}

function imageBehaviour({ image, pull, megabytes, ready, exits, stop }: LessonImage): ImageBehaviour {
  return Object.freeze({
    pattern: image,
    pullMs: pull ?? 1_000,
    sizeBytes: (megabytes ?? 20) * 1_000_000,
    readyAfterMs: ready === 'never' ? undefined : (ready ?? 800),
    exitsAfterMs: exits?.after,
    exitCode: exits?.code ?? 0,
    stopMs: stop ?? 1_200,
  })
}
