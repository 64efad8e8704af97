/** `kubectl get -w`: prints what there is, then each change of it. Stands for the watching half of kubectl/pkg/cmd/get. */
import { isStatus } from '#apis/status'
import type { Draft } from '#cluster/draft'
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import { asRead } from '#cluster/kube-apiserver/as-read'
import { selectionOf } from '#cluster/kube-apiserver/select-objects'
import type { Resource, WatchEvent } from '#cluster/kube-apiserver/watch'
import type { Invocation } from '../command.ts'
import { IOStreams } from '../io-streams.ts'
import { printTable } from '../printers/table.ts'
import type { Process, Waiting } from '../process.ts'
import { apiResource, type ApiResource } from '../resource-names.ts'
import { getFormats, isTable, outputFormat, type OutputFormat } from './output-format.ts'
import { newMemory, printObject, printWatchEvent, type PrinterMemory } from './print-object.ts'
import { optionsFor, tableWishes, wishedColumns, type TableWishes } from './print-tables.ts'
import { ask, wantedOf } from './requested.ts'

/** Where a watch stands. Plain data; it does not grow. */
interface WatchState {
  readonly resource: Resource
  /** Undefined: all namespaces. */
  readonly namespace?: string
  /** Undefined: the whole list. */
  readonly name?: string
  readonly labelSelector?: string
  readonly fieldSelector?: string
  /** Undefined: rows of a table. */
  readonly format?: OutputFormat
  readonly wishes: TableWishes
  readonly allNamespaces: boolean
  readonly outputEvents: boolean
  readonly memory: PrinterMemory
}

/** Prints the objects as they are, unless only changes are wanted, and goes on. */
export function startWatch(invocation: Invocation, streams: IOStreams): Process {
  const { draft, flags, input, namespace } = invocation
  const wanted = wantedOf(invocation)
  const asked = ask(invocation, { ...wanted, singleType: true })
  if ('refusal' in asked) return streams.fail(asked.refusal)
  const errors = flags.on('ignore-not-found') ? asked.errors.filter((error) => !isStatus(error) || error.reason !== 'NotFound') : asked.errors
  if (errors.length > 0) return streams.fail(errors)
  const [first, ...more] = asked.answers
  if (!first) return streams.exit()
  if (more.some(({ type }) => type !== first.type)) return streams.fail('watch is only supported on individual resources and resource collections - more than 1 resource was found')
  const format = isTable(flags) ? undefined : outputFormat(flags, input, getFormats)
  if (format && 'problem' in format) return streams.fail(format.problem)
  const { type, name } = first
  const state: WatchState = {
    resource: type.resource,
    ...(type.namespaced && !wanted.allNamespaces && { namespace: name === undefined ? namespace : (first.objects[0]!.metadata!.namespace ?? namespace) }),
    ...(name !== undefined && { name }),
    ...(wanted.labelSelector !== undefined && { labelSelector: wanted.labelSelector }),
    ...(wanted.fieldSelector !== undefined && { fieldSelector: wanted.fieldSelector }),
    ...(format && { format }),
    wishes: tableWishes(flags),
    allNamespaces: wanted.allNamespaces,
    outputEvents: flags.on('output-watch-events'),
    memory: newMemory(),
  }
  const objects = flags.on('watch-only') && !flags.on('watch') ? [] : asked.answers.flatMap((answer) => answer.objects)
  const problem = print(draft, streams, state, objects.map((object) => ({ type: 'ADDED', object })))
  if (problem !== undefined) return streams.fail(`unable to output the provided object: ${problem}`)
  if (more.length > 0) return streams.fail('you may only watch a single resource or type of resource at a time')
  return goOn(streams, state)
}

/** Prints the changes since. */
export function resumeWatch(draft: Draft, waiting: Waiting, events: readonly WatchEvent[]): Process {
  const before = waiting.state as WatchState
  const state: WatchState = { ...before, memory: { started: before.memory.started, widths: [...before.memory.widths] } }
  const streams = new IOStreams()
  for (const event of events) {
    const change = changeSeen(state, event)
    const problem = change && print(draft, streams, state, [change])
    if (problem !== undefined) return streams.fail(problem)
  }
  return goOn(streams, state)
}

const goOn = (streams: IOStreams, state: WatchState): Process => streams.wait({ command: 'get', watches: [state.resource], writes: false, state })

interface Change {
  readonly type: string
  readonly object: KubeObject
}

/** What the watcher is told: an object that begins to match is added to it, one that ceases to is deleted. */
function changeSeen({ resource, namespace, name, labelSelector, fieldSelector }: WatchState, event: WatchEvent): Change | undefined {
  const { metadata } = event.object
  if (event.resource !== resource || (namespace !== undefined && metadata!.namespace !== namespace) || (name !== undefined && metadata!.name !== name)) return undefined
  const selected = selectionOf(resource, { labelSelector, fieldSelector })
  if (isStatus(selected)) return undefined
  const isMeant = event.type !== 'DELETED' && selected(event.object)
  const wasMeant = event.type === 'DELETED' ? selected(event.object) : event.previous !== undefined && selected(event.previous)
  if (isMeant) return { type: wasMeant ? 'MODIFIED' : 'ADDED', object: event.object }
  return wasMeant ? { type: 'DELETED', object: event.type === 'DELETED' ? event.object : event.previous! } : undefined
}

/** Prints changes one below the other; the problem that ends it, if any. */
function print(draft: Draft, streams: IOStreams, state: WatchState, changes: readonly Change[]): string | undefined {
  const { format, memory, outputEvents } = state
  if (!format) {
    printRows(draft, streams, state, changes)
    return undefined
  }
  for (const { type, object: stored } of changes) {
    const object = asRead(stored)
    const { text, problem } = outputEvents ? printWatchEvent(format, type, object, memory) : printObject(format, object, memory)
    streams.out(text)
    if (problem !== undefined) return problem
  }
  return undefined
}

function printRows(draft: Draft, streams: IOStreams, { resource, wishes, allNamespaces, outputEvents, memory }: WatchState, changes: readonly Change[]): void {
  if (changes.length === 0) return
  const type: ApiResource = apiResource(resource)
  const options = { ...optionsFor(type, wishes, allNamespaces, false), noHeaders: wishes.noHeaders || memory.started }
  const eventTypes = outputEvents ? changes.map((change) => change.type) : undefined
  streams.out(printTable(wishedColumns(type, wishes), changes.map(({ object }) => object), draft.options.epochMs + draft.nowMs, { ...options, eventTypes }, memory.widths))
  memory.started = true
}
