/**
 * What a person does at a terminal, as data: with these acts and their times a session's shells can
 * be played again to the letter, waiting commands included. Files that the editor wrote are acts as
 * well, for a command may read them at any time.
 */
import type { Cluster } from '#cluster/cluster'
import { closeShell, openShell, withFile, type Desk } from './desk.ts'
import { finishEditing } from './edit-request.ts'
import { endInput, enterLine, interruptShell, settle } from './run-shells.ts'
import type { Outside } from './running/surroundings.ts'

/**
 * - `line`: entered into a shell, which is opened by its first line; `files` are those that an editor has written by then.
 * - `press`: Ctrl-C, Ctrl-D, the shell opened, or closed with what runs in it.
 * - `edited`: the text that came back from the editor; null: it was left without saving.
 * - `file`: a file of the working directory was written by something other than a shell; null: removed.
 */
export type ShellAct =
  | { readonly shell: string; readonly line: string; readonly files?: Readonly<Record<string, string>> }
  | { readonly shell: string; readonly press: 'Ctrl-C' | 'Ctrl-D' | 'open' | 'close' }
  | { readonly shell: string; readonly edited: string | null }
  | { readonly file: string; readonly text: string | null }

/** Does it, at the cluster's present time. */
export function performShellAct(cluster: Cluster, desk: Desk, act: ShellAct, observer: Outside = {}): [Cluster, Desk] {
  if ('file' in act) return [cluster, withFile(desk, act.file, act.text ?? undefined)]
  const { shell } = act
  if ('line' in act) {
    const withFiles = Object.entries(act.files ?? {}).reduce((next, [name, text]) => withFile(next, name, text), desk)
    return enterLine(cluster, openShell(withFiles, shell), shell, act.line, observer)
  }
  if ('edited' in act) return finishEditing(cluster, desk, shell, act.edited ?? undefined, observer)
  if (act.press === 'open') return [cluster, openShell(desk, shell)]
  if (act.press === 'close') return [cluster, closeShell(desk, shell)]
  return act.press === 'Ctrl-C' ? settle(cluster, interruptShell(desk, shell), observer) : endInput(cluster, openShell(desk, shell), shell, observer)
}
