/**
 * Objects as clients read them: with what follows from the rest of an object and is not stored, and
 * with the fields that Go writes though they are empty.
 */
import type * as corev1 from '#apis/corev1'
import type { KubeObject } from '#apis/decode-object'
import type { Event } from '#apis/event'
import { withToken } from './service-account-token.ts'

const read = new WeakMap<KubeObject, KubeObject>()

/** The same object gives the same reading. */
export function asRead(object: KubeObject): KubeObject {
  if (object.kind !== 'Pod' && object.kind !== 'Event') return object
  const known = read.get(object)
  if (known) return known
  const shown = object.kind === 'Pod' ? withProbeTimes(withToken(object)) : withReporter(object as Event)
  read.set(object, shown)
  return shown
}

function withProbeTimes(pod: corev1.Pod): corev1.Pod {
  const conditions = pod.status?.conditions
  return conditions ? { ...pod, status: { ...pod.status, conditions: conditions.map((condition) => ({ lastProbeTime: null, ...condition })) as readonly corev1.PodCondition[] } } : pod
}

const withReporter = (event: Event): KubeObject => ({ eventTime: null, reportingComponent: event.source.component, reportingInstance: event.source.host ?? '', ...event }) as KubeObject
