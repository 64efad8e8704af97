/** All that a person can do in a session: to the cluster, at the terminal, and to a lesson that asks. */
import { fileNamed } from '#kubectl/shell/desk'
import type { ShellAct } from '#kubectl/shell/shell-act'
import type { Act } from './act.ts'
import { fieldsOf, limits, machineActs, oneOfActs, recordOf, textOf, wholeNumber, type Check } from './decode-act.ts'

/** An answer to a lesson's question: it changes nothing in the world, and what it means only the lesson knows. */
export interface AnswerAct {
  /** Id of the question's task, and of the option, or the text of the choice. */
  readonly answer: { readonly task: string; readonly choice: string }
}

/**
 * From here on this line is a replay that a lesson shows: what is open in Kubernetes falls out as
 * under that seed (absent: as it would anyway), nothing is left out, and nothing counts as done by the student.
 */
export interface WatchAct {
  /** What is shown. */
  readonly watch: string
  readonly seed?: number
}

export type LabAct = Act | ShellAct | AnswerAct | WatchAct

/** Does it belong to the terminal? */
export const isShellAct = (act: LabAct): act is ShellAct => 'shell' in act || 'file' in act

/** Is it an answer to a question? */
export const isAnswerAct = (act: LabAct): act is AnswerAct => 'answer' in act

/** Does a replay begin with it? */
export const isWatchAct = (act: LabAct): act is WatchAct => 'watch' in act

const name = textOf(limits.text)
const text = textOf(limits.manifest, true)
const textOrNull: Check = (value, where, problems) => void (value === null || text(value, where, problems))
const fileName: Check = (value, where, problems) => {
  if (typeof value !== 'string' || fileNamed(value) !== value) problems.push({ where, found: JSON.stringify(value) ?? 'nothing', expected: 'the name of a file, without folders' })
  else name(value, where, problems)
}
const press: Check = (value, where, problems) => {
  if (value !== 'Ctrl-C' && value !== 'Ctrl-D' && value !== 'open' && value !== 'close') problems.push({ where, found: JSON.stringify(value) ?? 'nothing', expected: 'Ctrl-C, Ctrl-D, open, close' })
}

/** Every act of the terminal by the field that tells it apart. */
const shellActs: Readonly<Record<'line' | 'press' | 'edited' | 'file', Check>> = {
  line: fieldsOf({ shell: name, line: text, 'files?': recordOf(text, fileName) }),
  press: fieldsOf({ shell: name, press }),
  edited: fieldsOf({ shell: name, edited: textOrNull }),
  file: fieldsOf({ file: fileName, text: textOrNull }),
}

const worldActs = { ...shellActs, ...machineActs }

/** Is this an act that the world feels, and nothing but an act? */
export const aWorldAct: Check = oneOfActs(worldActs)

/** Is this an act of any kind, and nothing but an act? */
export const aLabAct: Check = oneOfActs({ ...worldActs, answer: fieldsOf({ answer: fieldsOf({ task: name, choice: name }) }), watch: fieldsOf({ watch: name, 'seed?': wholeNumber(0, 2 ** 32 - 1) }) })
