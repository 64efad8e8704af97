/** `kubectl drain`: cordons nodes, evicts their pods and waits until they are gone. Stands for kubectl/pkg/cmd/drain. */
import { isStatus } from '#apis/status'
import { parseLabelSelector } from '#apis/label-requirements'
import type { Draft } from '#cluster/draft'
import { fromTimestamp } from '#cluster/timestamps'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Command } from '../command.ts'
import { IOStreams } from '../io-streams.ts'
import { podsToDrain, type DrainOptions } from '../pods-to-drain.ts'
import { dryRunOf } from '../print-result.ts'
import type { Process } from '../process.ts'
import { cordonNode, nodeFlags, nodesMeant } from './cordon.ts'

interface Evicting {
  readonly key: string
  readonly uid: string
  /** Was its eviction accepted? Else it is tried (again) at `retryAtMs`. */
  readonly evicted: boolean
  readonly retryAtMs: number
}

interface DrainState {
  /** Nodes still to do; the first is at work where `pods` is there. */
  readonly nodes: readonly string[]
  readonly pods?: readonly Evicting[]
  readonly options: DrainOptions
  /** Per node that could not be drained: what was in the way. */
  readonly fatal: readonly (readonly string[])[]
  readonly pending: readonly string[]
  readonly timeoutMs: number
  readonly deadlineMs?: number
  readonly dryRun: 'none' | 'client' | 'server'
}

const retryMs = 5_000

export const drain: Command = {
  about: 'Free a node of its pods, for maintenance',
  usage: 'drain NODE',
  examples: ['kubectl drain node-1 --ignore-daemonsets'],
  flags: [
    ...nodeFlags,
    { name: 'ignore-daemonsets', type: 'boolean', about: 'leave the pods of DaemonSets where they are' },
    { name: 'force', type: 'boolean', about: 'also pods that no controller would make again' },
    { name: 'delete-emptydir-data', type: 'boolean', about: 'also pods whose emptyDir would be lost' },
    { name: 'disable-eviction', type: 'boolean', about: 'delete instead of evicting: no disruption budget is asked' },
    { name: 'grace-period', type: 'integer', about: 'seconds that a pod has to end; negative: as it says itself' },
    { name: 'pod-selector', type: 'text', about: 'only pods with these labels' },
    { name: 'timeout', type: 'duration', about: 'how long to wait; 0: for ever' },
    { name: 'skip-wait-for-delete-timeout', type: 'integer', about: 'do not wait for pods that have been ending for longer than these seconds' },
    { name: 'chunk-size', type: 'integer', about: 'accepted; lists are never cut' },
  ],
  start: (invocation) => {
    const { flags, draft } = invocation
    const streams = new IOStreams()
    const dryRun = dryRunOf(flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    const podSelector = flags.text('pod-selector')
    if ('problem' in parseLabelSelector(podSelector ?? '')) return streams.fail('--pod-selector=<pod_selector> must be a valid label selector')
    const nodes = nodesMeant(invocation, 'drain')
    if ('error' in nodes) return streams.fail(nodes.error)
    for (const node of nodes) {
      const error = cordonNode(draft, streams, node, true, dryRun)
      if (error) return streams.fail(error)
    }
    const grace = flags.number('grace-period') ?? -1
    const options: DrainOptions = {
      ignoreDaemonSets: flags.on('ignore-daemonsets'), force: flags.on('force'), deleteEmptyDirData: flags.on('delete-emptydir-data'), disableEviction: flags.on('disable-eviction'),
      ...(grace >= 0 && { gracePeriodSeconds: grace }), podSelector, skipWaitSeconds: flags.number('skip-wait-for-delete-timeout') ?? 0,
    }
    return goOn(draft, streams, { nodes: nodes.map(({ metadata }) => metadata!.name!), options, fatal: [], pending: [], timeoutMs: flags.number('timeout') ?? 0, dryRun })
  },
  resume: (draft, waiting) => goOn(draft, new IOStreams(), waiting.state as DrainState),
}

/** Does what can be done now: of one node after another. */
function goOn(draft: Draft, streams: IOStreams, state: DrainState): Process {
  while (state.nodes.length > 0) {
    const node = state.nodes[0]!
    if (!state.pods) {
      const begun = begin(draft, streams, state, node)
      if (isErrors(begun)) {
        state = failed(streams, state, node, begun)
        continue
      }
      state = begun
    }
    const evicted = evictAll(draft, streams, state)
    if (typeof evicted === 'string') {
      state = failed(streams, state, node, [evicted])
      continue
    }
    state = evicted
    if (state.pods!.length > 0) return streams.wait({ command: 'drain', watches: ['pods'], writes: true, wakeAtMs: nextWakeAtMs(state), state })
    streams.line(`node/${node} drained${{ none: '', client: ' (dry run)', server: ' (server dry run)' }[state.dryRun]}`)
    state = { ...state, nodes: state.nodes.slice(1), pods: undefined, deadlineMs: undefined }
  }
  if (state.pending.length > 0) streams.err(`There are pending nodes to be drained:\n${state.pending.map((name) => ` ${name}\n`).join('')}`)
  const [first, ...more] = state.fatal
  if (!first) return streams.exit()
  return streams.fail((more.length > 0 ? state.fatal.map(inOne) : first).map((plain) => ({ plain })))
}

const isErrors = (value: DrainState | readonly string[]): value is readonly string[] => Array.isArray(value)
/** Several errors as Go prints them in one. */
const inOne = (errors: readonly string[]) => (errors.length === 1 ? errors[0]! : `[${errors.join(', ')}]`)

function failed(streams: IOStreams, state: DrainState, node: string, why: readonly string[]): DrainState {
  streams.err(`error: unable to drain node ${JSON.stringify(node)} due to error: ${inOne(why)}, continuing command...\n`)
  return { ...state, nodes: state.nodes.slice(1), pods: undefined, deadlineMs: undefined, fatal: [...state.fatal, why], pending: [...state.pending, node] }
}

const secondsSince = (draft: Draft) => (timestamp: string) => (draft.options.epochMs + draft.nowMs - (fromTimestamp(timestamp) ?? 0)) / 1_000

function begin(draft: Draft, streams: IOStreams, state: DrainState, node: string): DrainState | readonly string[] {
  const { pods, errors, warnings } = podsToDrain(draft, node, state.options, secondsSince(draft))
  if (errors.length > 0) return errors
  if (warnings) streams.warn(warnings)
  if (state.dryRun === 'client') for (const key of pods) streams.line(`evicting pod ${key} (dry run)`)
  const evicting = state.dryRun === 'client' ? [] : pods.map((key): Evicting => ({ key, uid: draft.api.get('pods', key)!.metadata!.uid!, evicted: false, retryAtMs: draft.nowMs }))
  return { ...state, pods: evicting, ...(state.timeoutMs > 0 && { deadlineMs: draft.nowMs + state.timeoutMs }) }
}

/** Evicts what is due and drops what is gone; a text is an error that ends the node. */
function evictAll(draft: Draft, streams: IOStreams, state: DrainState): DrainState | string {
  const left: Evicting[] = []
  for (const pod of state.pods!) {
    const stored = draft.api.get('pods', pod.key)
    const name = pod.key.split('/')[1]!
    if (stored?.metadata?.uid !== pod.uid) streams.line(`pod/${name} ${state.options.disableEviction ? 'deleted' : 'evicted'}`)
    else if (pod.evicted || pod.retryAtMs > draft.nowMs) left.push(pod)
    else {
      const after = evict(draft, streams, pod, state)
      if (typeof after === 'string') return after
      if (after) left.push(after)
    }
  }
  if (left.length > 0 && state.deadlineMs !== undefined && draft.nowMs >= state.deadlineMs) {
    const why = `error when waiting for pod ${JSON.stringify(left[0]!.key.split('/')[1])} in namespace ${JSON.stringify(left[0]!.key.split('/')[0])} to terminate: global timeout reached: ${state.timeoutMs / 1_000}s`
    streams.err(`There are pending pods in node ${JSON.stringify(state.nodes[0])} when an error occurred: ${why}\n${left.map(({ key }) => `pod/${key.split('/')[1]}\n`).join('')}`)
    return why
  }
  return { ...state, pods: left }
}

function evict(draft: Draft, streams: IOStreams, pod: Evicting, { options, dryRun }: DrainState): Evicting | string | undefined {
  const [namespace, name] = pod.key.split('/') as [string, string]
  const deleteOptions = { ...(options.gracePeriodSeconds !== undefined && { gracePeriodSeconds: options.gracePeriodSeconds }) }
  const suffix = dryRun === 'server' ? ' (server dry run)' : ''
  streams.line(`${options.disableEviction ? 'deleting' : 'evicting'} pod ${pod.key}${suffix}`)
  const target = { resource: 'pods', namespace, name, dryRun: dryRun === 'server' } as const
  const answer = options.disableEviction
    ? handleRequest(draft, { ...target, verb: 'delete', ...deleteOptions })
    : handleRequest(draft, { ...target, verb: 'create', subresource: 'eviction', object: { metadata: { name, namespace }, deleteOptions } })
  if (!isStatus(answer)) {
    if (dryRun === 'server') return undefined
    if (draft.api.get('pods', pod.key)?.metadata?.uid === pod.uid) return { ...pod, evicted: true }
    streams.line(`pod/${name} ${options.disableEviction ? 'deleted' : 'evicted'}`)
    return undefined
  }
  if (answer.reason === 'NotFound') return undefined
  if (answer.reason !== 'TooManyRequests') return `error when evicting pods/${JSON.stringify(name)} -n ${JSON.stringify(namespace)}: ${answer.message}`
  streams.err(`error when evicting pods/${JSON.stringify(name)} -n ${JSON.stringify(namespace)} (will retry after 5s): ${answer.message}\n`)
  return { ...pod, retryAtMs: draft.nowMs + retryMs }
}

function nextWakeAtMs({ pods, deadlineMs }: DrainState): number | undefined {
  const next = Math.min(deadlineMs ?? Infinity, ...pods!.filter(({ evicted }) => !evicted).map(({ retryAtMs }) => retryAtMs))
  return next === Infinity ? undefined : next
}
