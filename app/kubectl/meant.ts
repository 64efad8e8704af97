/** An object that a command line means. */
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import type { ApiResource } from './resource-names.ts'

/** One object that is meant. Read from a file it may not exist yet. */
export interface Meant {
  readonly type: ApiResource
  readonly namespace: string | undefined
  readonly name: string
  /** As stored, where it was asked for; as written, where it stands in a file. */
  readonly object: KubeObject
  /** The file it was read from: its name, or `STDIN`. */
  readonly source?: string
}
