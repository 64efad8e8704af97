/** What the API server stores, by resource, and what it tells its watchers about each change. */
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import type { Event } from '#apis/event'
import type * as policyv1 from '#apis/policyv1'
import type * as schedulingv1 from '#apis/schedulingv1'
import type { Status } from '#apis/status'
import type { Cause } from '../cause.ts'
import type { ComponentName } from '../component-name.ts'

/** Every resource of the simulated API, by its plural name. */
export interface ObjectByResource {
  readonly namespaces: corev1.Namespace
  readonly nodes: corev1.Node
  readonly pods: corev1.Pod
  readonly events: Event
  readonly services: corev1.Service
  readonly configmaps: corev1.ConfigMap
  readonly resourcequotas: corev1.ResourceQuota
  readonly daemonsets: appsv1.DaemonSet
  readonly controllerrevisions: appsv1.ControllerRevision
  readonly deployments: appsv1.Deployment
  readonly replicasets: appsv1.ReplicaSet
  readonly priorityclasses: schedulingv1.PriorityClass
  readonly poddisruptionbudgets: policyv1.PodDisruptionBudget
}

export type Resource = keyof ObjectByResource

/**
 * Something that a decision rests on, as it stood when the decision was made. The one that changed
 * last is what led to the step: what a component is woken by need not be, for one sync answers to
 * all that happened since the last.
 */
export type Ground =
  /** A field of an object, by its path; '' is the object itself: that it is there, or is not. */
  | { readonly what: 'field'; readonly resource: Resource; readonly key: string; readonly field: string }
  /** The DaemonSet controller's verdict on a node. */
  | { readonly what: 'verdict'; readonly node: string; readonly daemonSet: string }
  /** A pod that was there and is no more: of this owner (uid), on this node. */
  | { readonly what: 'gone'; readonly owner?: string; readonly node?: string }
  /** A pod of this owner (uid) that was ready, `forSeconds` ago at the latest. */
  | { readonly what: 'ready'; readonly owner: string; readonly forSeconds: number }

/** A ground: a field of an object. */
export const fieldOf = (resource: Resource, key: string, field: string): Ground => ({ what: 'field', resource, key, field })

/** Why a component did what it did, as data: words are made where they are shown. */
export interface Reason {
  /** The rule, in upstream's terms: `manage.create`, `rollingUpdate.delete`, `taint-eviction`. */
  readonly rule: string
  /** What it rests on; absent where what woke the component says it all. */
  readonly rests?: readonly Ground[]
  /** What the rule looked at. Plain data. */
  readonly [looked: string]: unknown
}

/** One change of one object, with who made it and what led to it. */
export interface WatchEvent<R extends Resource = Resource> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly resource: R
  /** `namespace/name`, or `name` alone: made once for all who hear of it. */
  readonly key: string
  readonly object: ObjectByResource[R]
  /** The object before; absent when it was added. */
  readonly previous: ObjectByResource[R] | undefined
  /** Which part of the object was written. */
  readonly subresource: 'status' | 'binding' | 'eviction' | undefined
  /** The new resource version: grows by one with each change in the cluster, so it orders and names them. */
  readonly id: number
  /** Virtual ms. */
  readonly atMs: number
  readonly component: ComponentName
  /** What set the component to work; what the step rests on stands in its reason. */
  readonly cause: Cause
  readonly reason: Reason | undefined
}

/** A write that the API server refused: it changed nothing, so no watcher hears of it. */
export interface RefusedRequest {
  readonly verb: 'create' | 'update' | 'patch' | 'delete'
  readonly resource: Resource
  /** Of the object that was meant; of one to be named by the server up to where the name would go on. */
  readonly key: string
  readonly subresource: string | undefined
  readonly status: Status
  /** Id of the last change before it. */
  readonly afterId: number
  /** Virtual ms. */
  readonly atMs: number
  readonly component: ComponentName
  /** What set the component to work. */
  readonly cause: Cause
}
