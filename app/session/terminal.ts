/** The terminal's shells: what can be done at them, and how the page sees them. */
import type { Cluster } from '#cluster/cluster'
import { outputSince } from '#kubectl/shell/chunk'
import { complete, type Completion } from '#kubectl/shell/completion/complete'
import { findShell, promptOf, type Desk } from '#kubectl/shell/desk'
import { editRequestOf, type EditRequest } from '#kubectl/shell/edit-request'
import { append, emptyTranscript, type Transcript } from './transcript.ts'
import type { SceneNode } from '#scene/node-picture'

export type { Completion } from '#kubectl/shell/completion/complete'
export { searchHistory } from '#kubectl/shell/history'

/** One shell as the page sees it. */
export interface ShellView {
  readonly id: string
  /** A number. */
  readonly name: string
  /** Nothing while something runs. */
  readonly prompt: string
  readonly history: readonly string[]
  readonly transcript: Transcript
  /** All that the shell had printed when this was made: where the transcript ends. */
  readonly printed: number
  /** A text that the shell waits for. */
  readonly editing: EditRequest | undefined
}

/**
 * The open shells of a desk. What has been printed since is added to the pages as they were; where
 * time was turned back or another line is played (`anew`), pages are made from what the shells keep.
 */
export function shellViews({ shells, files }: Desk, before: readonly ShellView[], anew: boolean): readonly ShellView[] {
  const views = shells.filter(({ closed }) => !closed).map((shell): ShellView => {
    const known = before.find(({ id }) => id === shell.id)
    const from = anew ? undefined : known
    const prompt = promptOf(shell)
    if (from && from.printed === shell.printed && from.prompt === prompt && from.history === shell.settings.history && !from.editing === !shell.job) return from
    const { chunks } = outputSince(shell, from?.printed ?? 0)
    return {
      id: shell.id, name: shell.id.replace('shell-', ''), prompt, history: shell.settings.history,
      transcript: append(from?.transcript ?? emptyTranscript, chunks), printed: shell.printed, editing: editRequestOf(shell, files),
    }
  })
  return views.length === before.length && views.every((view, at) => view === before[at]) ? before : views
}

/** What Tab offers at a place of a line. */
export function completeLine(desk: Desk, cluster: Cluster, id: string, line: string, cursor: number): Completion {
  const shell = findShell(desk, id)
  return shell ? complete(shell, desk, cluster, line, cursor) : { replaceFrom: cursor, candidates: [], prefix: '', blank: false }
}

/** The page without what stands on it. */
export const cleared = (view: ShellView): ShellView => ({ ...view, transcript: append(view.transcript, [{ kind: 'clear' }]) })

/** The node that a name in kubectl's output leads to: the node itself, or the one on which a pod is. */
export function nodeNamed(name: string, nodes: ReadonlyMap<string, SceneNode>, pods: Cluster['objects']['pods']): string | undefined {
  if (nodes.has(name)) return name
  const node = pods.get(`default/${name}`)?.spec?.nodeName
  return node !== undefined && nodes.has(node) ? node : undefined
}
