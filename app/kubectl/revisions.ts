/** The revisions of a DaemonSet or Deployment, and what a rollback to one writes. Stands for kubectl/pkg/polymorphichelpers/{history,rollback}.go. */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import type { Draft } from '#cluster/draft'
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import { groupKind, type ApiResource } from './resource-names.ts'

/** One revision: its number, what was said about it, the pods it makes. */
export interface Revision {
  readonly number: number
  readonly changeCause: string | undefined
  /** What a rollback writes into the owner. */
  readonly template: corev1.PodTemplateSpec
  /** What is shown of it: a replica set's own template has its hash among the labels. */
  readonly shown: corev1.PodTemplateSpec
  /** The revision's or replica set's own object, as stored. */
  readonly object: KubeObject
}

export const changeCauseAnnotation = 'kubernetes.io/change-cause'
const revisionAnnotation = 'deployment.kubernetes.io/revision'

/** All revisions in ascending order; undefined for kinds that keep none. */
export function revisionsOf(draft: Draft, kind: string, owner: KubeObject): readonly Revision[] | undefined {
  const owned = <T extends KubeObject>(objects: ReadonlyMap<string, T>) => [...objects.values()].filter(({ metadata }) => metadata?.ownerReferences?.some(({ controller, uid }) => controller && uid === owner.metadata?.uid))
  const byNumber = (a: Revision, b: Revision) => a.number - b.number
  if (kind === 'DaemonSet') {
    return owned(draft.api.list('controllerrevisions'))
      .map((object) => ({ number: object.revision!, changeCause: object.metadata?.annotations?.[changeCauseAnnotation], template: templateOf(object), shown: templateOf(object), object }))
      .sort(byNumber)
  }
  if (kind !== 'Deployment') return undefined
  return owned(draft.api.list('replicasets'))
    .map((object) => ({ number: Number(object.metadata?.annotations?.[revisionAnnotation] ?? 0), changeCause: object.metadata?.annotations?.[changeCauseAnnotation], template: withoutHash(object), shown: object.spec?.template ?? {}, object }))
    .sort(byNumber)
}

function templateOf({ data }: appsv1.ControllerRevision): corev1.PodTemplateSpec {
  const { $patch: _, ...template } = (data as { spec: { template: corev1.PodTemplateSpec & { $patch?: string } } }).spec.template
  return template
}

/** The template of a ReplicaSet as its Deployment wrote it. */
export function withoutHash({ spec }: appsv1.ReplicaSet): corev1.PodTemplateSpec {
  const { 'pod-template-hash': _, ...labels } = spec?.template?.metadata?.labels ?? {}
  return { ...spec?.template, metadata: { ...spec?.template?.metadata, labels } }
}

/** The object that a revision stands for: a DaemonSet as it was then, or a Deployment's replica set. */
export function objectAt(kind: string, owner: KubeObject, { object, template }: Revision): KubeObject {
  return kind === 'DaemonSet' ? ({ ...owner, spec: { ...(owner as appsv1.DaemonSet).spec, template } } as KubeObject) : object
}

/** Workloads that kubectl knows, some of them without revisions. */
const workloads = ['Pod', 'ReplicaSet', 'Job', 'CronJob', 'ReplicationController']

/** Why there are none of a kind. `what` and `viewer` are what was to be had of them. */
export function noRevisionsOf(type: ApiResource, what: string, viewer: string): string {
  const { kind, group } = type
  return workloads.includes(kind) ? `no ${viewer} has been implemented for ${JSON.stringify(groupKind(type))}` : `error retrieving ${what} for ${JSON.stringify(groupKind(type))}, no visitor method exists for {${group} ${kind}}`
}
