/** The structure of events, which no manifest holds: for `kubectl explain`. As the API server publishes it. */
import type { Type } from './fields.ts'

const core = 'io.k8s.api.core.v1'
const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1'
const [text, count] = [{ type: 'string' }, { type: 'integer', format: 'int32' }]
const [time, microTime, about] = [{ type: `${meta}.Time` }, { type: `${meta}.MicroTime` }, { type: `${core}.ObjectReference` }]

/** The full name of the type. */
export const eventType = `${core}.Event`

export const eventTypes: Readonly<Record<string, Type>> = {
  [eventType]: {
    required: ['metadata', 'involvedObject'],
    fields: {
      action: text, apiVersion: text, count, eventTime: microTime, firstTimestamp: time, involvedObject: about, kind: text, lastTimestamp: time, message: text, metadata: { type: `${meta}.ObjectMeta` },
      reason: text, related: about, reportingComponent: text, reportingInstance: text, series: { type: `${core}.EventSeries` }, source: { type: `${core}.EventSource` }, type: text,
    },
  },
  [`${core}.EventSeries`]: { fields: { count, lastObservedTime: microTime } },
  [`${core}.EventSource`]: { fields: { component: text, host: text } },
  [about.type]: { fields: { apiVersion: text, fieldPath: text, kind: text, name: text, namespace: text, resourceVersion: text, uid: text } },
}
