/** The kubectl lines that the forms of the toolbar run. Words with blanks or signs of a shell are quoted. */

const plain = /^[A-Za-z0-9_@%+=:,./-]+$/

/** One word of a command line. */
export function shellWord(word: string): string {
  return plain.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

const line = (...words: readonly string[]): string => ['kubectl', ...words.map(shellWord)].join(' ')

export type TaintEffect = 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute'

/** A taint as one types it. */
export interface TaintInput {
  readonly key: string
  readonly value: string
  readonly effect: TaintEffect
}

export const cordonLine = (node: string): string => line('cordon', node)
export const uncordonLine = (node: string): string => line('uncordon', node)
export const removeNodeLine = (node: string): string => line('delete', 'node', node)

/** What a drain may pass over. */
export interface DrainChoices {
  readonly ignoreDaemonSets: boolean
  readonly force: boolean
}

export const drainLine = (node: string, { ignoreDaemonSets, force }: DrainChoices): string =>
  line('drain', node, ...(ignoreDaemonSets ? ['--ignore-daemonsets'] : []), ...(force ? ['--force'] : []))

export const taintLine = (node: string, { key, value, effect }: TaintInput): string =>
  line('taint', 'nodes', node, `${key.trim()}${value.trim() ? `=${value.trim()}` : ''}:${effect}`, '--overwrite')

export const untaintLine = (node: string, key: string, effect: string): string => line('taint', 'nodes', node, `${key}:${effect}-`)

export const labelLine = (node: string, key: string, value: string): string => line('label', 'nodes', node, `${key.trim()}=${value.trim()}`, '--overwrite')

export const unlabelLine = (node: string, key: string): string => line('label', 'nodes', node, `${key}-`)

export const deletePodLine = (namespace: string, pod: string): string => line('delete', 'pod', pod, ...inNamespace(namespace), '--wait=false')

const inNamespace = (namespace: string): readonly string[] => (namespace === 'default' ? [] : ['-n', namespace])
