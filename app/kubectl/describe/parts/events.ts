/** Events of an object, below its description. Stands for DescribeEvents and searchEvents of kubectl/pkg/describe. */
import { eventInterval, inOrder } from '../../event-times.ts'
import type { DescribeContext } from '../context.ts'
import type { Description } from '../description.ts'

/** Whose events are meant; what is left out is not looked at. */
export interface InvolvedObject {
  readonly name: string
  readonly namespace: string | undefined
  readonly kind?: string
  readonly uids: readonly string[]
}

/** The events of an object, oldest first; nothing where they are not wanted. */
export function describeEvents(text: Description, { eventsAbout, showEvents, nowUnixMs }: DescribeContext, { name, namespace, kind, uids }: InvolvedObject): void {
  if (!showEvents) return
  const events = eventsAbout(name).filter(({ involvedObject: about }) => about.namespace === namespace && (kind === undefined || about.kind === kind) && uids.includes(about.uid ?? ''))
  if (events.length === 0) {
    text.line(0, 'Events:', '<none>')
    return
  }
  text.flush()
  text.line(0, 'Events:')
  text.line(1, 'Type', 'Reason', 'Age', 'From', 'Message')
  text.line(1, '----', '------', '----', '----', '-------')
  for (const event of inOrder(events)) {
    const { fieldPath } = event.involvedObject
    text.line(1, event.type, event.reason, eventInterval(event, nowUnixMs), event.source.component, `${fieldPath ? `${fieldPath}: ` : ''}${event.message.trim()}`)
  }
}
