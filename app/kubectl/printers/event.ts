/** Columns of events. Stands for printEvent in kubernetes/pkg/printers/internalversion/printers.go. */
import type { Event } from '#apis/event'
import { printAge } from '../age.ts'
import type { Column } from './table.ts'

export const eventColumns: readonly Column<Event>[] = [
  { header: 'LAST SEEN', cell: (event, now) => printAge(event.lastTimestamp || event.firstTimestamp, now) },
  { header: 'TYPE', cell: ({ type }) => type },
  { header: 'REASON', cell: ({ reason }) => reason },
  { header: 'OBJECT', cell: ({ involvedObject: { kind, name } }) => `${kind.toLowerCase()}${name ? `/${name}` : ''}` },
  { header: 'SUBOBJECT', wide: true, cell: ({ involvedObject }) => involvedObject.fieldPath ?? '' },
  { header: 'SOURCE', wide: true, cell: ({ source }) => [source?.component, source?.host].filter(Boolean).join(', ') },
  { header: 'MESSAGE', cell: ({ message }) => message.trim() },
  { header: 'FIRST SEEN', wide: true, cell: ({ firstTimestamp }, now) => printAge(firstTimestamp, now) },
  { header: 'COUNT', wide: true, cell: ({ count }) => count || 1 },
  { header: 'NAME', wide: true, cell: ({ metadata }) => metadata.name! },
]
