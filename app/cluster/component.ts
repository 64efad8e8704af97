/**
 * What the parts of a control plane have in common: each learns of changes from the API server,
 * remembers what it has to do, and does it when its own timer is due.
 */
import type { ComponentName } from './component-name.ts'
import type { Draft } from './draft.ts'
import type { Resource, WatchEvent } from './kube-apiserver/watch.ts'
import type { Timer } from './timers.ts'

/**
 * One part of the control plane. Level-triggered: a watch event only says that something may have
 * to be done; what is done rests on the state when the timer is due. Both must be deterministic.
 */
export interface Component {
  readonly name: ComponentName
  /** Cheap: note what changed, set timers. Never writes to the API server. */
  readonly onWatchEvent?: { readonly [R in Resource]?: (draft: Draft, event: WatchEvent<R>) => void }
  /** Does the work. May read and write through `draft.api` and set further timers. */
  readonly onTimer?: (draft: Draft, timer: Timer) => void
}
