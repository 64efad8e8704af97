/** What the open lesson leaves out, for whoever offers it: told before it is tried. The cluster itself keeps to it. */
import { machineRefusal, verbRefusal, type MachineAct, type Rules } from '#cluster/rules'
import { session } from './session.ts'

export type { MachineAct } from '#cluster/rules'

/** What a button stands for: a verb of kubectl, or what befalls a machine. */
export type Wanted = { readonly verb: string } | { readonly machine: MachineAct }

/** Why it is left out, as a sentence; undefined where it is not. */
export function whyLeftOut(rules: Rules | undefined, wanted: Wanted): string | undefined {
  const words = rules && ('verb' in wanted ? verbRefusal(rules, wanted.verb) : machineRefusal(rules, wanted.machine))
  return words && `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

/** Answers who has pressed something that is left out. */
export const sayLeftOut = (sentence: string): void => session.setState({ answer: { text: sentence, refused: true, command: '' } })

/** Paths of the manifest that are locked now. */
export function lockedPaths(rules: Rules | undefined): readonly string[] {
  const paths = rules?.locked?.map(({ path }) => path)
  return paths ? [...new Set(paths)] : none
}
const none: readonly string[] = Object.freeze([])

export type { LockedPart } from '#apis/editing/locked-lines'

/** What tells locked parts of a text; fetched where something is locked. */
export const fetchLocks = () => import('#apis/editing/locked-lines')
