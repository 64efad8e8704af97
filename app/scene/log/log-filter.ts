/** Which entries of the log are wanted: of one component, about one node, pod or DaemonSet. */
import type { ComponentName } from '#cluster/component-name'

export interface LogFilter {
  /** Undefined: all of them. */
  readonly component: ComponentName | undefined
  /** A name, or the beginning of one: of a node, a pod, a DaemonSet, any object; '' for all. */
  readonly about: string
}

export const everything: LogFilter = Object.freeze({ component: undefined, about: '' })

/** What of an entry a filter asks for. */
export interface Filtered {
  readonly component: ComponentName
  readonly key: string
  readonly node: string | undefined
}

/** `node-1` means no `node-10`, but pods of DaemonSet `agent` begin with its name, and so do events of an object. */
export function isWanted({ component, about }: LogFilter, { component: by, key, node }: Filtered): boolean {
  if (component !== undefined && by !== component) return false
  return about === '' || begins(key.slice(key.indexOf('/') + 1), about) || (node !== undefined && begins(node, about)) || key === about
}

const begins = (name: string, about: string): boolean => name.startsWith(about) && !(/\d$/.test(about) && /^\d/.test(name.slice(about.length)))
