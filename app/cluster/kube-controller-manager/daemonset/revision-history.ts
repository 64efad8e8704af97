/**
 * The templates that a DaemonSet had, as ControllerRevisions, and the hash that names each.
 * Stands for constructHistory and cleanupHistory, kubernetes/pkg/controller/daemon/update.go.
 */
import type * as appsv1 from '#apis/appsv1'
import { matchesSelector } from '#apis/labels'
import { isStatus } from '#apis/status'
import type { Draft } from '../../draft.ts'
import { equal } from '../../kube-apiserver/equal.ts'
import { keyOf } from '../../kube-apiserver/object-key.ts'
import { controllerUidOf } from '../../kube-apiserver/pod-index.ts'
import { adopt, controllerRef } from '../claim.ts'
import { computeHash } from '../template-hash.ts'
import { hashLabel } from './daemon-pod.ts'
import { fieldOf } from '../../kube-apiserver/watch.ts'

type Revision = appsv1.ControllerRevision

/** The revision of today's template and the ones before it, lowest number first. */
export interface History {
  readonly current: Revision
  readonly hash: string
  readonly old: readonly Revision[]
}

const dataOf = (daemonSet: appsv1.DaemonSet) => ({ spec: { template: { ...daemonSet.spec!.template, $patch: 'replace' } } })

/** Revisions follow from the template alone. */
const byTemplate = ({ metadata }: appsv1.DaemonSet) => ({ daemonSet: keyOf(metadata!), rests: [fieldOf('daemonsets', keyOf(metadata!), 'spec.template')] })

/** Finds or makes the current revision and gives it the highest number. Undefined after a hash collision: the sync must be tried again. */
export function constructHistory(draft: Draft, daemonSet: appsv1.DaemonSet): History | undefined {
  const known = ownRevisions(draft, daemonSet)
  const data = dataOf(daemonSet)
  const matching = known.filter((revision) => equal(revision.data, data))
  const old = known.filter((revision) => !matching.includes(revision))
  const next = Math.max(0, ...old.map((revision) => revision.revision!)) + 1
  let current = matching.at(-1)
  if (!current) {
    const made = createRevision(draft, daemonSet, data, next)
    if (!made) return undefined
    current = made
  }
  for (const duplicate of matching.slice(0, -1)) dropDuplicate(draft, daemonSet, duplicate, current)
  if (current.revision! < next) {
    const renumbered = draft.api.update('controllerrevisions', { ...current, revision: next }, { reason: { rule: 'history.renumber', revision: next, ...byTemplate(daemonSet) } })
    if (!isStatus(renumbered)) current = renumbered
  }
  return { current, hash: current.metadata!.labels![hashLabel]!, old }
}

/** Two revisions of one template, as two DaemonSets of one selector leave them: all pods get the hash of the one that is kept. */
function dropDuplicate(draft: Draft, daemonSet: appsv1.DaemonSet, { metadata }: Revision, kept: Revision): void {
  const hash = kept.metadata!.labels![hashLabel]!
  const others = [...draft.api.pods.controlledBy(daemonSet.metadata!.uid!).values()].filter((pod) => pod.metadata!.labels?.[hashLabel] !== hash)
  for (const pod of others) {
    draft.api.update('pods', { ...pod, metadata: { ...pod.metadata, labels: { ...pod.metadata!.labels, [hashLabel]: hash } } }, { reason: { rule: 'history.relabel' } })
  }
  draft.api.delete('controllerrevisions', `${metadata!.namespace}/${metadata!.name}`, { reason: { rule: 'history.duplicate', revision: kept.revision } })
}

/** Revisions that are the DaemonSet's own, by number; orphans that match its selector are adopted. */
function ownRevisions(draft: Draft, daemonSet: appsv1.DaemonSet): Revision[] {
  const { uid, namespace } = daemonSet.metadata!
  const own: Revision[] = []
  for (const revision of draft.api.list('controllerrevisions').values()) {
    if (revision.metadata!.namespace !== namespace) continue
    const owner = controllerUidOf(revision)
    if (owner === uid) own.push(revision)
    else if (owner === undefined && !revision.metadata!.deletionTimestamp && matchesSelector(daemonSet.spec!.selector, revision.metadata!.labels)) {
      const adopted = adopt(draft, 'controllerrevisions', { kind: 'DaemonSet', metadata: daemonSet.metadata! }, revision)
      if (!isStatus(adopted)) own.push(adopted)
    }
  }
  return own.sort((a, b) => a.revision! - b.revision!)
}

function createRevision(draft: Draft, daemonSet: appsv1.DaemonSet, data: unknown, revision: number): Revision | undefined {
  const { name, namespace, annotations } = daemonSet.metadata!
  const hash = computeHash(daemonSet.spec!.template, daemonSet.status?.collisionCount)
  const metadata = {
    name: `${name}-${hash}`,
    namespace: namespace!,
    labels: { ...daemonSet.spec!.template!.metadata?.labels, [hashLabel]: hash },
    ...(annotations && { annotations }),
    ownerReferences: [controllerRef({ kind: 'DaemonSet', metadata: daemonSet.metadata! })],
  }
  const made = draft.api.create('controllerrevisions', { metadata, data, revision }, { reason: { rule: 'history.create', revision, ...byTemplate(daemonSet) } })
  if (!isStatus(made)) return made
  // Left over from a DaemonSet of this name that was just deleted, and not collected yet: it will do until it is.
  const same = draft.api.get('controllerrevisions', keyOf(metadata))
  if (same && equal(same.data, data)) return same
  const collisionCount = (daemonSet.status?.collisionCount ?? 0) + 1
  draft.api.updateStatus('daemonsets', { ...daemonSet, status: { ...daemonSet.status, collisionCount } }, { reason: { rule: 'history.collision', ...byTemplate(daemonSet) } })
  return undefined
}

/** Deletes the oldest revisions beyond `revisionHistoryLimit` that no pod carries any more. */
export function cleanupHistory(draft: Draft, daemonSet: appsv1.DaemonSet, old: readonly Revision[]): void {
  let surplus = old.length - (daemonSet.spec?.revisionHistoryLimit ?? 10)
  if (surplus <= 0) return
  const live = new Set<string | undefined>()
  for (const pod of draft.api.pods.controlledBy(daemonSet.metadata!.uid!).values()) live.add(pod.metadata!.labels?.[hashLabel])
  for (const revision of old) {
    if (surplus <= 0) return
    if (live.has(revision.metadata!.labels?.[hashLabel])) continue
    draft.api.delete('controllerrevisions', `${revision.metadata!.namespace}/${revision.metadata!.name}`, { reason: { rule: 'history.cleanup', revision: revision.revision, limit: daemonSet.spec?.revisionHistoryLimit ?? 10, ...byTemplate(daemonSet) } })
    surplus--
  }
}
