/** `kubectl events`: what happened, oldest first. Stands for kubectl/pkg/cmd/events. */
import type { Event } from '#apis/event'
import type { Draft } from '#cluster/draft'
import { asRead } from '#cluster/kube-apiserver/as-read'
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import type { CommandError } from '../command-error.ts'
import type { Command, Invocation } from '../command.ts'
import { eventInterval, inOrder } from '../event-times.ts'
import { outputFormat, resultFormats, type OutputFormat } from '../get/output-format.ts'
import { newMemory, printObject, type PrinterMemory } from '../get/print-object.ts'
import { IOStreams } from '../io-streams.ts'
import { findResource, unknownResource } from '../resource-names.ts'
import { alignColumns, getColumns } from '../tab-writer.ts'

/** Which events are meant. */
interface Filter {
  /** Undefined: all namespaces. */
  readonly namespace: string | undefined
  readonly about?: { readonly kind: string; readonly name: string }
  /** In small letters; none: all. */
  readonly types: readonly string[]
}

/** A watch: what it shows, and what was printed so far. */
interface WatchState {
  readonly filter: Filter
  /** Absent: a table. */
  readonly format?: OutputFormat
  readonly memory: PrinterMemory
}

export const events: Command = {
  about: 'List what happened',
  usage: 'events [--for TYPE/NAME] [--types=Normal,Warning] [--watch]',
  examples: ['kubectl events', 'kubectl events --for ds/agent', 'kubectl events --types=Warning -A'],
  flags: [
    { name: 'for', type: 'text', about: 'only what happened to this object: ds/agent' },
    { name: 'types', type: 'list', about: 'Normal, Warning or both' },
    { name: 'all-namespaces', short: 'A', type: 'boolean', about: 'in all namespaces' },
    { name: 'watch', short: 'w', type: 'boolean', about: 'go on and print what happens' },
    { name: 'no-headers', type: 'boolean', about: 'without the first line' },
    { name: 'output', short: 'o', type: 'text', about: 'json, yaml, name, jsonpath=…' },
    { name: 'chunk-size', type: 'integer', about: 'accepted; lists are never cut' },
    { name: 'show-managed-fields', type: 'boolean', about: 'accepted' },
    { name: 'template', type: 'text', about: 'refused: Go templates are not simulated' },
    { name: 'allow-missing-template-keys', type: 'boolean', about: 'accepted' },
  ],
  start: (invocation) => {
    const { draft, flags, input } = invocation
    const streams = new IOStreams()
    const filter = filterOf(invocation)
    if ('problem' in filter) return streams.fail(filter.problem)
    const format = flags.text('output') || flags.text('template') ? outputFormat(flags, input, resultFormats) : undefined
    if (format && 'problem' in format) return streams.fail(format.problem)
    const found = inOrder([...draft.api.list('events').values()].filter((event) => isMeant(event, filter)))
    const header = flags.on('no-headers') ? '' : `${filter.namespace === undefined ? 'NAMESPACE\t' : ''}LAST SEEN\tTYPE\tREASON\tOBJECT\tMESSAGE\n`
    const memory = newMemory()
    const table = header + rows(draft, found, filter)
    if (flags.on('watch')) {
      if (found.length > 0) streams.out(format ? found.map((event) => printObject(format, asRead(event), memory).text).join('') : alignColumns(table, getColumns, memory.widths))
      return streams.wait({ command: 'events', watches: ['events'], writes: false, state: { filter, format, memory } satisfies WatchState })
    }
    if (found.length === 0) streams.err(filter.namespace === undefined ? 'No events found.\n' : `No events found in ${filter.namespace} namespace.\n`)
    else if (!format) streams.out(alignColumns(table, getColumns))
    else {
      const { text, problem } = printObject(format, { apiVersion: 'v1', items: found.map(asRead), kind: 'EventList', metadata: { resourceVersion: String(draft.api.resourceVersion) } } as KubeObject, memory)
      streams.out(text)
      if (problem !== undefined) return streams.fail(problem)
    }
    return streams.exit()
  },
  resume: (draft, waiting, changes) => {
    const { filter, format, memory } = waiting.state as WatchState
    const streams = new IOStreams()
    const next = { started: memory.started, widths: [...memory.widths] }
    for (const { type, object } of changes) {
      if (type === 'DELETED' || !isMeant(object as Event, filter)) continue
      streams.out(format ? printObject(format, asRead(object as Event), next).text : alignColumns(rows(draft, [object as Event], filter), getColumns, next.widths))
    }
    return streams.wait({ ...waiting, state: { filter, format, memory: next } satisfies WatchState })
  },
}

function filterOf({ flags, namespace }: Invocation): Filter | { readonly problem: CommandError } {
  const types = flags.list('types').map((type) => type.toLowerCase())
  if (types.some((type) => type !== 'normal' && type !== 'warning')) return { problem: 'valid --types are Normal or Warning' }
  const within = flags.on('all-namespaces') ? undefined : namespace
  const written = flags.text('for') ?? ''
  if (written === '') return { namespace: within, types }
  const parts = written.split('/')
  if (parts.length === 1) return { problem: '--for must be in resource/name form' }
  if (parts.length > 2) return { problem: 'arguments in resource/name form may not have more than one slash' }
  const type = findResource(parts[0]!)
  if (!type) return { problem: { plain: unknownResource(parts[0]!) } }
  return { namespace: within, types, about: { kind: type.kind, name: parts[1]! } }
}

function isMeant({ metadata, involvedObject, type }: Event, { namespace, about, types }: Filter): boolean {
  if (namespace !== undefined && metadata.namespace !== namespace) return false
  if (about && about.name !== '' && (involvedObject.kind !== about.kind || involvedObject.name !== about.name)) return false
  return types.length === 0 || types.includes(type.toLowerCase())
}

function rows(draft: Draft, all: readonly Event[], { namespace }: Filter): string {
  const nowUnixMs = draft.options.epochMs + draft.nowMs
  return all.map((event) => {
    const { metadata, type, reason, involvedObject, message } = event
    const cells = [eventInterval(event, nowUnixMs), type, reason, `${involvedObject.kind}/${involvedObject.name}`, oneLine(message.trim())]
    return `${[...(namespace === undefined ? [metadata.namespace ?? ''] : []), ...cells].join('\t')}\n`
  }).join('')
}

/** A row is one line: text is cut where its first line ends. */
function oneLine(text: string): string {
  const end = text.search(/[\f\n\r]/)
  return end < 0 ? text : `${text.slice(0, end)}...`
}
