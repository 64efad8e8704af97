/** `kubectl wait`: until a condition holds. Stands for kubectl/pkg/cmd/wait. */
import type * as metav1 from '#apis/metav1'
import { isStatus, notFound } from '#apis/status'
import type { Draft } from '#cluster/draft'
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import { keyOf } from '#cluster/kube-apiserver/object-key'
import type { Resource } from '#cluster/kube-apiserver/watch'
import type { Command } from '../command.ts'
import type { CommandError } from '../command-error.ts'
import { valuesAt } from '../field-path.ts'
import { IOStreams } from '../io-streams.ts'
import { filenameFlags } from '../manifest-files.ts'
import type { Process } from '../process.ts'
import { findObjects } from '../resource-builder.ts'
import { apiResource, findResource, printName } from '../resource-names.ts'
import { selectionFlags } from '../selection-flags.ts'
import { isOver, waitOn } from '../wait-until.ts'

/** What is waited for, as plain data. */
type Condition =
  | { readonly kind: 'delete' }
  | { readonly kind: 'create' }
  | { readonly kind: 'condition'; readonly type: string; readonly status: string }
  | { readonly kind: 'jsonpath'; readonly path: string; readonly value?: string }

interface WaitState {
  readonly condition: Condition
  /** `name`: only the name of what meets it. */
  readonly print: 'operation' | 'name'
  /** In order; those before are done. */
  readonly objects: readonly { readonly resource: Resource; readonly key: string; readonly uid?: string }[]
  readonly errors: readonly CommandError[]
  readonly deadlineMs: number
}

const weekMs = 7 * 24 * 3_600_000

export const wait: Command = {
  about: 'Wait until a condition holds',
  usage: 'wait ([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=…]',
  examples: ['kubectl wait --for=condition=Ready pod -l app=agent --timeout=30s', 'kubectl wait --for=delete pod/agent-x', "kubectl wait --for=jsonpath='{.status.numberReady}'=3 ds/agent"],
  flags: [
    ...filenameFlags, ...selectionFlags,
    { name: 'for', type: 'text', about: 'delete, create, condition=NAME[=VALUE] or jsonpath={PATH}[=VALUE]' },
    { name: 'timeout', type: 'duration', about: 'how long (30s); 0: look once; negative: a week' },
    { name: 'output', short: 'o', type: 'text', about: 'name: print only TYPE/NAME' },
    { name: 'local', type: 'boolean', about: 'refused' },
  ],
  start: (invocation) => {
    const { flags, args, draft } = invocation
    const streams = new IOStreams()
    const condition = parseCondition(flags.text('for') ?? '')
    if ('problem' in condition) return streams.fail(condition.problem)
    const print: WaitState['print'] = flags.text('output') === 'name' ? 'name' : 'operation'
    const found = findObjects(invocation, args, { filenames: flags.list('filename'), labelSelector: flags.text('selector'), fieldSelector: flags.text('field-selector'), all: flags.on('all') && !flags.text('selector'), allNamespaces: flags.on('all-namespaces') })
    const missing = (error: CommandError) => typeof error !== 'string' && isStatus(error) && error.reason === 'NotFound'
    if (condition.kind === 'create') return startCreate(invocation.namespace, draft, streams, args, { condition, print, errors: [], deadlineMs: deadlineOf(draft, flags.number('timeout')) })
    const errors = condition.kind === 'delete' ? found.errors.filter((error) => !missing(error)) : found.errors
    if (found.objects.length === 0 && errors.length === 0) return condition.kind === 'delete' ? streams.exit() : streams.fail('no matching resources found')
    const objects = found.objects.map(({ type, object }) => ({ resource: type.resource, key: keyOf(object.metadata!), uid: object.metadata!.uid! }))
    return goOn(draft, streams, { condition, print, objects, errors, deadlineMs: deadlineOf(draft, flags.number('timeout')) })
  },
  resume: (draft, waiting) => goOn(draft, new IOStreams(), waiting.state as WaitState),
}

const deadlineOf = (draft: Draft, timeoutMs = 30_000) => draft.nowMs + (timeoutMs < 0 ? weekMs : timeoutMs)

function startCreate(namespace: string, draft: Draft, streams: IOStreams, args: readonly string[], state: Omit<WaitState, 'objects'>): Process {
  const pairs = args[0]?.includes('/') ? args.map((arg) => arg.split('/') as [string, string]) : args.slice(1).map((name) => [args[0]!, name] as const)
  const objects = pairs.flatMap(([written, name]) => {
    const type = findResource(written)
    return type ? [{ resource: type.resource, key: type.namespaced ? `${namespace}/${name}` : name }] : []
  })
  if (objects.length === 0) return streams.fail('no matching resources found')
  return goOn(draft, streams, { ...state, objects })
}

function parseCondition(text: string): Condition | { readonly problem: string } {
  const lower = text.toLowerCase()
  if (lower === 'delete' || lower === 'create') return { kind: lower }
  if (text.startsWith('condition=')) {
    const [type, status] = text.slice('condition='.length).split('=') as [string, string?]
    return { kind: 'condition', type, status: status ?? 'true' }
  }
  if (!text.startsWith('jsonpath=')) return { problem: `unrecognized condition: ${JSON.stringify(text)}` }
  const parts = splitAtEquals(text.slice('jsonpath='.length).replace(/^'(.*)'/, '$1'))
  if (parts.length > 2) return { problem: "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'" }
  const [path, value] = [parts[0]!, parts[1]?.replace(/^['"]+|['"]+$/g, '')]
  if (value === '') return { problem: "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3" }
  if (path === '') return { problem: 'jsonpath expression cannot be empty' }
  const read = valuesAt(path, {})
  return 'problem' in read ? read : { kind: 'jsonpath', path, ...(value !== undefined && { value }) }
}

/** The text cut at every single `=`; a double one belongs to an expression. */
const splitAtEquals = (text: string): readonly string[] => text.replaceAll('==', '\u0000').split('=').map((part) => part.replaceAll('\u0000', '=='))

/** One object after another; what is over by then is judged as it is. */
function goOn(draft: Draft, streams: IOStreams, state: WaitState): Process {
  const errors = [...state.errors]
  for (let index = 0; index < state.objects.length; index++) {
    const { resource, key, uid } = state.objects[index]!
    const object: KubeObject | undefined = draft.api.get(resource, key)
    const name = key.split('/').at(-1)!
    const unfit = whyUnfit(state.condition, object)
    if (state.condition.kind !== 'create' && state.condition.kind !== 'delete' && !object) errors.push(notFound(apiResource(resource).qualified, name))
    else if (unfit !== undefined) errors.push(unfit)
    else if (holds(state.condition, object?.metadata?.uid === uid || uid === undefined ? object : undefined)) streams.line(`${printName(resource, name)}${state.print === 'name' ? '' : ' condition met'}`)
    else if (isOver(draft, state.deadlineMs)) errors.push(`timed out waiting for the condition${state.condition.kind === 'create' ? '' : ` on ${resource}/${name}`}`)
    else return waitOn(streams, 'wait', [resource], { ...state, errors, objects: state.objects.slice(index) })
  }
  return streams.end(errors)
}

/** Why what a path leads to cannot be compared; undefined where it can. */
function whyUnfit(condition: Condition, object: KubeObject | undefined): string | undefined {
  if (condition.kind !== 'jsonpath' || !object) return undefined
  const values = valuesAt(condition.path, object)
  if ('problem' in values) return values.problem
  if (values.length > 1) return 'given jsonpath expression matches more than one value'
  return condition.value !== undefined && typeof values[0] === 'object' && values[0] !== null ? 'jsonpath leads to a nested object or list which is not supported' : undefined
}

function holds(condition: Condition, object: KubeObject | undefined): boolean {
  if (condition.kind === 'delete') return object === undefined
  if (!object) return false
  if (condition.kind === 'create') return true
  if (condition.kind === 'jsonpath') {
    const values = valuesAt(condition.path, object)
    if ('problem' in values || values.length === 0) return false
    return condition.value === undefined || String(values[0]).trim() === condition.value.trim()
  }
  const { conditions = [] } = ((object as { status?: { conditions?: readonly metav1.Condition[] } }).status ?? {})
  const found = conditions.find(({ type }) => type!.toLowerCase() === condition.type.toLowerCase())
  if (!found || (found.observedGeneration ?? object.metadata!.generation ?? 0) < (object.metadata!.generation ?? 0)) return false
  return found.status!.toLowerCase() === condition.status.toLowerCase()
}
