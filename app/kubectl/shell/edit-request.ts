/** Commands that opened an editor (`kubectl edit`, `vi FILE`): what is to be edited, and what came back. */
import { perform } from '#cluster/advance'
import type { Cluster } from '#cluster/cluster'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { editOf, finishEdit } from '../commands/edit.ts'
import { findShell, withFile, withShell, type Desk, type Files, type ShellState } from './desk.ts'
import type { Stage } from './running/job.ts'
import type { Outside } from './running/surroundings.ts'
import { changeStage, runningStages } from './running/waiting.ts'
import { settle } from './run-shells.ts'

/** A text that somebody is to edit. */
export interface EditRequest {
  /** `daemonsets/agent`, or the name of a file. */
  readonly title: string
  readonly text: string
  /** A file of the working directory; else an object of the cluster, sent when it is saved. */
  readonly file: string | undefined
}

/** The text that the shell waits for; undefined where it waits for none. */
export function editRequestOf({ job }: ShellState, files: Files): EditRequest | undefined {
  for (const { work } of job ? runningStages(job) : []) {
    if (work.kind === 'program' && work.edit) return { title: work.edit.file, text: Object.hasOwn(files, work.edit.file) ? files[work.edit.file]! : '', file: work.edit.file }
    const edit = work.kind === 'kubectl' ? editOf(work.process) : undefined
    if (edit) return { title: `${edit.resource}/${edit.name}`, text: edit.text, file: undefined }
  }
  return undefined
}

/**
 * Goes on with the text as it was saved; undefined: the editor was left without saving. Where the API
 * server refuses the text, the shell waits for it again, with the errors as comments.
 */
export function finishEditing(cluster: Cluster, desk: Desk, id: string, text: string | undefined, observer: Outside = {}): [Cluster, Desk] {
  const shell = findShell(desk, id)
  const request = shell && editRequestOf(shell, desk.files)
  if (!shell?.job || !request) return [cluster, desk]
  let next = desk
  const events: WatchEvent[] = []
  const onWatchEvent = (event: WatchEvent) => {
    observer.onWatchEvent?.(event)
    events.push(event)
  }
  const job = changeStage(shell.job, (stage): Stage | undefined => {
    const { work } = stage
    if (work.kind === 'program' && work.edit) {
      if (text !== undefined) next = withFile(next, work.edit.file, text)
      const { edit: _, ...rest } = work
      return { ...stage, work: { ...rest, wakeAtMs: cluster.nowMs } }
    }
    const edit = work.kind === 'kubectl' ? editOf(work.process) : undefined
    if (work.kind !== 'kubectl' || !edit) return undefined
    const [after, process] = perform(cluster, 'kubectl', (draft) => finishEdit(draft, edit, text ?? edit.text), { onWatchEvent, onRefused: observer.onRefused }, observer.cause)
    cluster = after
    return { ...stage, work: { kind: 'kubectl', process, seenUpTo: cluster.resourceVersion } }
  })
  next = withShell(next, { ...shell, job })
  return settle(cluster, { ...next, unheard: [...next.unheard, ...events] }, observer)
}
