/** The ReplicaSet of today's template, found or made, and its revision. Stands for getAllReplicaSetsAndSyncRevision, kubernetes/pkg/controller/deployment/sync.go. */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { isStatus } from '#apis/status'
import type { Draft } from '../../draft.ts'
import { equal } from '../../kube-apiserver/equal.ts'
import { keyOf } from '../../kube-apiserver/object-key.ts'
import { recordEvent } from '../../record-event.ts'
import { controllerRef } from '../claim.ts'
import { computeHash } from '../template-hash.ts'
import { setProgressing } from './deployment-progress.ts'
import { desiredAnnotation, historyAnnotation, maxAnnotation, revisionAnnotation, revisionOf, type OwnReplicaSets } from './own-replica-sets.ts'
import { maxSurgeOf, newReplicasOfNew } from './scale-replica-set.ts'
import { fieldOf } from '../../kube-apiserver/watch.ts'

const hashLabel = 'pod-template-hash'
/** What a ReplicaSet does not take over from its Deployment. */
const ownAnnotations = new Set([revisionAnnotation, historyAnnotation, desiredAnnotation, maxAnnotation, 'kubectl.kubernetes.io/last-applied-configuration', 'deprecated.deployment.rollback.to'])

function withoutHash({ metadata, ...template }: corev1.PodTemplateSpec): corev1.PodTemplateSpec {
  const { [hashLabel]: _, ...labels } = metadata?.labels ?? {}
  return { ...template, metadata: { ...metadata, labels } }
}

/** Finds the ReplicaSet of the template and gives it the highest revision; makes it where asked to. Undefined when the API server refused: try again. */
export function newReplicaSetOf(draft: Draft, deployment: appsv1.Deployment, claimed: readonly appsv1.ReplicaSet[], create: boolean): OwnReplicaSets | undefined {
  const template = withoutHash(deployment.spec!.template!)
  const found = claimed.find((each) => equal(withoutHash(each.spec!.template!), template))
  const old = claimed.filter((each) => each !== found)
  const revision = Math.max(0, ...old.map(revisionOf)) + 1
  if (found) return { current: renewed(draft, deployment, found, revision), old }
  if (!create) return { current: undefined, old }
  const current = createReplicaSet(draft, deployment, old, revision)
  return current && { current, old }
}

function renewed(draft: Draft, deployment: appsv1.Deployment, found: appsv1.ReplicaSet, revision: number): appsv1.ReplicaSet {
  const before = found.metadata?.annotations ?? {}
  const annotations: Record<string, string> = { ...before, ...inherited(deployment) }
  if (revisionOf(found) < revision) {
    annotations[revisionAnnotation] = String(revision)
    const history = [before[historyAnnotation], before[revisionAnnotation]].filter(Boolean).join(',')
    if (history) annotations[historyAnnotation] = history
  }
  const { minReadySeconds: _, ...spec } = found.spec!
  const minReadySeconds = deployment.spec?.minReadySeconds
  const written = draft.api.update('replicasets', { ...found, metadata: { ...found.metadata, annotations }, spec: { ...spec, ...(minReadySeconds && { minReadySeconds }) } }, { reason: { rule: 'deployment.renumber', revision } })
  const current = isStatus(written) ? found : written
  const known = deployment.status?.conditions?.some(({ type }) => type === 'Progressing')
  noteRevision(draft, deployment, annotations[revisionAnnotation]!, known ? undefined : ['FoundNewReplicaSet', `Found new replica set "${found.metadata!.name}"`])
  return current
}

const inherited = ({ metadata }: appsv1.Deployment) => Object.fromEntries(Object.entries(metadata?.annotations ?? {}).filter(([key]) => !ownAnnotations.has(key)))

function createReplicaSet(draft: Draft, deployment: appsv1.Deployment, old: readonly appsv1.ReplicaSet[], revision: number): appsv1.ReplicaSet | undefined {
  const { name, namespace } = deployment.metadata!
  const { template, selector, minReadySeconds, replicas: wanted = 1 } = deployment.spec!
  const hash = computeHash(template, deployment.status?.collisionCount)
  const labels = { ...template!.metadata?.labels, [hashLabel]: hash }
  const replicas = newReplicasOfNew(deployment, { current: { spec: { replicas: 0 } }, old })
  const annotations = { ...inherited(deployment), [desiredAnnotation]: String(wanted), [maxAnnotation]: String(wanted + maxSurgeOf(deployment)), [revisionAnnotation]: String(revision) }
  const metadata = { name: `${name}-${hash}`, namespace: namespace!, labels, annotations, ownerReferences: [controllerRef({ kind: 'Deployment', metadata: deployment.metadata! })] }
  const spec = {
    ...(minReadySeconds && { minReadySeconds }),
    replicas,
    selector: { ...selector, matchLabels: { ...selector?.matchLabels, [hashLabel]: hash } },
    template: { ...template, metadata: { ...template!.metadata, labels } },
  }
  const made = draft.api.create('replicasets', { metadata, spec }, { reason: { rule: 'deployment.create', revision, rests: [fieldOf('deployments', keyOf(deployment.metadata!), 'spec.template')] } })
  if (isStatus(made)) {
    refused(draft, deployment, `${namespace}/${name}-${hash}`, made.message!)
    return undefined
  }
  if (replicas > 0) recordEvent(draft, 'deployments', deployment, { type: 'Normal', reason: 'ScalingReplicaSet', message: `Scaled up replica set ${made.metadata!.name} from 0 to ${replicas}` })
  noteRevision(draft, deployment, String(revision), ['NewReplicaSetCreated', `Created new replica set "${made.metadata!.name}"`])
  return made
}

/** A name that is taken counts as a collision of hashes; anything else the Deployment tells of. */
function refused(draft: Draft, deployment: appsv1.Deployment, key: string, message: string): void {
  if (draft.api.get('replicasets', key)) {
    const status = { ...deployment.status, collisionCount: (deployment.status?.collisionCount ?? 0) + 1 }
    draft.api.updateStatus('deployments', { ...deployment, status }, { reason: { rule: 'deployment.collision' } })
    return
  }
  recordEvent(draft, 'deployments', deployment, { type: 'Warning', reason: 'ReplicaSetCreateError', message: `Failed to create new replica set "${key.split('/')[1]}": ${message}` })
  setProgressing(draft, deployment, 'False', 'ReplicaSetCreateError', `Failed to create new replica set "${key.split('/')[1]}": ${message}`)
}

/** The Deployment shows the revision of its template. */
function noteRevision(draft: Draft, deployment: appsv1.Deployment, revision: string, progress: readonly [reason: string, message: string] | undefined): void {
  const stored = draft.api.get('deployments', keyOf(deployment.metadata!))!
  const annotations = { ...stored.metadata!.annotations, [revisionAnnotation]: revision }
  draft.api.update('deployments', { ...stored, metadata: { ...stored.metadata, annotations } }, { reason: { rule: 'deployment.revision', revision } })
  if (progress && deployment.spec?.progressDeadlineSeconds !== undefined) setProgressing(draft, deployment, 'True', ...progress)
}
