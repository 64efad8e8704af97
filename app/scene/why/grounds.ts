/** Since when what a step rests on was so: the latest change of one of its grounds. */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { changesField, facets, facetsOfField } from '#cluster/journal/facets'
import type { Entry } from '#cluster/journal/journal'
import { hashLabel } from '#cluster/kube-controller-manager/daemonset/daemon-pod'
import { nodeShouldRunDaemonPod } from '#cluster/kube-controller-manager/daemonset/node-should-run-daemon-pod'
import type { Ground, WatchEvent } from '#cluster/kube-apiserver/watch'
import type { Past } from './past.ts'

/** How many changes are brought back at once when the one that is meant is looked for, and how many at most. */
const together = 8
const mostLookedAt = 400

/** The latest of these entries for which `isIt` holds of the change itself. */
export function latestWhere(past: Past, entries: Iterable<Entry>, isIt: (event: WatchEvent) => boolean): WatchEvent | undefined {
  let waiting: Entry[] = []
  let looked = 0
  const search = (): WatchEvent | undefined => {
    const events = past.recall(waiting.map(({ id }) => id))
    for (const { id } of waiting) {
      const event = events.get(id)
      if (event && isIt(event)) return event
    }
    looked += waiting.length
    waiting = []
    return undefined
  }
  for (const entry of entries) {
    if (waiting.push(entry) < together) continue
    const found = search()
    if (found) return found
    if (looked >= mostLookedAt) return undefined
  }
  return search()
}

/** The change since which the ground is as it was when the change `before` was made; undefined: from the beginning. */
export function latestOf(past: Past, ground: Ground, before: Pick<WatchEvent, 'id' | 'atMs' | 'reason'>): WatchEvent | undefined {
  const { journal } = past
  switch (ground.what) {
    case 'field':
      return latestWhere(past, journal.backOf(ground.resource, ground.key, facetsOfField(ground.field), before.id), (event) => changesField(event, ground))
    case 'verdict':
      return latestVerdict(past, ground.node, ground.daemonSet, before.id)
    case 'gone':
      return latestWhere(past, only(journal.back(facets.cameOrWent, before.id), ({ resource, type, node, owner }) =>
        resource === 'pods' && type === 'DELETED' && (ground.node === undefined || node === ground.node) && (ground.owner === undefined || owner === ground.owner)), () => true)
    case 'ready': {
      const hash = before.reason?.['hash']
      const readyForLong = (atMs: number) => Math.floor(atMs / 1_000) * 1_000 + ground.forSeconds * 1_000 <= before.atMs
      return latestWhere(past, only(journal.back(facets.wentReady, before.id), ({ resource, owner, atMs }) => resource === 'pods' && owner === ground.owner && (ground.forSeconds === 0 || readyForLong(atMs))),
        ({ object }) => hash === undefined || object.metadata?.labels?.[hashLabel] === hash)
    }
  }
}

export function* only(entries: Iterable<Entry>, wanted: (entry: Entry) => boolean): Iterable<Entry> {
  for (const entry of entries) if (wanted(entry)) yield entry
}

/** The DaemonSet as it stood before this change: after its latest change of spec. */
export function daemonSetBefore(past: Past, key: string, beforeId: number): appsv1.DaemonSet | undefined {
  const found = latestWhere(past, past.journal.backOf('daemonsets', key, facets.cameOrWent | facets.spec, beforeId), ({ type }) => type !== 'DELETED')
  return found?.object as appsv1.DaemonSet | undefined
}

/** The change of a node that changed the controller's verdict on it. */
export function latestVerdict(past: Past, node: string, daemonSetKey: string, beforeId: number): WatchEvent | undefined {
  const daemonSet = daemonSetBefore(past, daemonSetKey, beforeId)
  if (!daemonSet) return undefined
  return latestWhere(past, past.journal.backOf('nodes', node, facets.cameOrWent | facets.labels | facets.spec, beforeId), (event) => changesVerdict(event as WatchEvent<'nodes'>, daemonSet))
}

/** Does the controller answer otherwise since this change of a node? */
export function changesVerdict({ type, object, previous }: WatchEvent<'nodes'>, daemonSet: appsv1.DaemonSet): boolean {
  const verdictOn = (node: corev1.Node | undefined) => {
    const { shouldRun, shouldContinueRunning } = node ? nodeShouldRunDaemonPod(node, daemonSet) : { shouldRun: undefined, shouldContinueRunning: undefined }
    return `${shouldRun}/${shouldContinueRunning}`
  }
  return verdictOn(previous) !== verdictOn(type === 'DELETED' ? undefined : object)
}
