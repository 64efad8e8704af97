/** `corev1.Event`: what a component tells about an object, with repeats counted. */
import type * as metav1 from './metav1.ts'

/** The object that an event is about. */
export interface ObjectReference {
  readonly kind: string
  readonly namespace?: string
  readonly name: string
  readonly uid?: string
  readonly apiVersion?: string
  readonly fieldPath?: string
}

export interface Event {
  readonly apiVersion: 'v1'
  readonly kind: 'Event'
  readonly metadata: metav1.ObjectMeta
  readonly involvedObject: ObjectReference
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  readonly source: { readonly component: string; readonly host?: string }
  readonly firstTimestamp: string
  readonly lastTimestamp: string
  readonly count: number
}
