/** What there is to walk back through: asked of the timeline, or of a recording that was played. */
import type { Journal } from '#cluster/journal/journal'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'

/** An act in words. */
export interface ActWords {
  readonly atMs: number
  /** "taint node-3 gpu=yes:NoSchedule". */
  readonly text: string
}

/** The past of a line. */
export interface Past {
  readonly journal: Journal
  /** Changes with their objects; those that nobody can bring back are missing. */
  recall(ids: readonly number[]): ReadonlyMap<number, WatchEvent>
  /** The act at this place of the line. */
  act(place: number): ActWords | undefined
}
