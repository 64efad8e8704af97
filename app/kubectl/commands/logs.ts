/** `kubectl logs`: simulated containers write nothing, but why they do not is told as the real one tells it. Stands for kubectl/pkg/cmd/logs. */
import type * as corev1 from '#apis/corev1'
import { matchesSelector } from '#apis/labels'
import { badRequest, isStatus } from '#apis/status'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Command, Invocation } from '../command.ts'
import { usageError, type CommandError } from '../command-error.ts'
import { IOStreams } from '../io-streams.ts'
import { findResource, unknownResource } from '../resource-names.ts'

export const logs: Command = {
  about: 'Print what a container wrote (simulated containers write nothing)',
  usage: 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]',
  examples: ['kubectl logs ds/agent', 'kubectl logs -l app=agent'],
  flags: [
    { name: 'follow', short: 'f', type: 'boolean', about: 'accepted; there is nothing to follow' },
    { name: 'previous', short: 'p', type: 'boolean', about: 'of the container that ran before' },
    { name: 'container', short: 'c', type: 'text', about: 'which container' },
    { name: 'selector', short: 'l', type: 'text', about: 'pods with these labels' },
    { name: 'all-containers', type: 'boolean', about: 'of all containers' },
    { name: 'all-pods', type: 'boolean', about: 'of all pods of the object' },
    { name: 'prefix', type: 'boolean', about: 'accepted' },
    { name: 'timestamps', type: 'boolean', about: 'accepted' },
    { name: 'since', type: 'duration', about: 'accepted' },
    { name: 'since-time', type: 'text', about: 'accepted' },
    { name: 'tail', type: 'integer', about: 'accepted' },
    { name: 'limit-bytes', type: 'integer', about: 'accepted' },
    { name: 'max-log-requests', type: 'integer', about: 'accepted' },
    { name: 'ignore-errors', type: 'boolean', about: 'accepted' },
    { name: 'insecure-skip-tls-verify-backend', type: 'boolean', about: 'accepted' },
    { name: 'pod-running-timeout', type: 'duration', about: 'accepted' },
  ],
  start: (invocation) => {
    const { args, flags, path } = invocation
    const streams = new IOStreams()
    if (args.length > 2 || (args.length === 0 && !flags.text('selector'))) return streams.fail(usageError(path, "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command"))
    if (args.length === 1 && flags.text('selector')) return streams.fail(usageError(path, 'only a selector (-l) or a POD name is allowed'))
    const pods = podsMeant(invocation, streams)
    if (!Array.isArray(pods)) return streams.fail((pods as { readonly error: CommandError }).error)
    const problem = problemOf(invocation)
    if (problem !== undefined) return streams.fail(problem)
    for (const pod of pods as readonly corev1.Pod[]) {
      const error = readPod(invocation, pod, streams)
      if (error) return streams.fail(error)
    }
    return streams.exit()
  },
}

function podsMeant({ draft, namespace, args, flags }: Invocation, streams: IOStreams): readonly corev1.Pod[] | { readonly error: CommandError } {
  const selector = flags.text('selector')
  if (selector !== undefined) {
    const list = handleRequest(draft, { verb: 'list', resource: 'pods', namespace, labelSelector: selector })
    if (isStatus(list)) return { error: list }
    if (list.items.length === 0) streams.err(`No resources found in ${namespace} namespace.\n`)
    return list.items
  }
  const [written, name] = args[0]!.includes('/') ? (args[0]!.split('/') as [string, string]) : ['pods', args[0]!]
  const type = findResource(written)
  if (!type) return { error: unknownResource(written) }
  const object = handleRequest(draft, { verb: 'get', resource: type.resource, namespace: type.namespaced ? namespace : undefined, name })
  if (isStatus(object)) return { error: `error from server (${object.reason}): ${object.message} in namespace ${JSON.stringify(namespace)}` }
  if (type.resource === 'pods') return [object]
  const { selector: found } = (object as { spec?: { selector?: object } }).spec ?? {}
  const isService = type.resource === 'services'
  const owned = (isService ? { matchLabels: found } : found) as Parameters<typeof matchesSelector>[0]
  if (isService && !found) return { error: `cannot get the logs from *v1.Service: invalid service '${name}': Service is defined without a selector` }
  if (!['daemonsets', 'deployments', 'replicasets', 'services'].includes(type.resource)) return { error: `cannot get the logs from *v1.${type.kind}: selector for *v1.${type.kind} not implemented` }
  const pods = [...draft.api.list('pods').values()].filter((pod) => pod.metadata?.namespace === namespace && matchesSelector(owned, pod.metadata?.labels)).sort(mostTelling)
  if (pods.length === 0) return { error: 'timed out waiting for the condition' }
  if (pods.length > 1 && !flags.on('all-pods')) streams.err(`Found ${pods.length} pods, using pod/${pods[0]!.metadata!.name}\n`)
  return flags.on('all-pods') ? pods : pods.slice(0, 1)
}

/** What is wrong with the flags together. */
function problemOf({ args, flags }: Invocation): string | undefined {
  const container = args[1] ?? flags.text('container') ?? ''
  if (flags.text('since-time') && flags.number('since')) return 'at most one of `sinceTime` or `sinceSeconds` may be specified'
  if (flags.on('all-containers') && container !== '') return `--all-containers=true should not be specified with container name ${container}`
  if (flags.given('container') && args.length === 2) return 'only one of -c or an inline [CONTAINER] arg is allowed'
  if ((flags.number('limit-bytes') ?? 0) < 0) return '--limit-bytes must be greater than 0'
  if ((flags.number('since') ?? 0) < 0) return '--since must be greater than 0'
  return (flags.number('tail') ?? -1) < -1 ? '--tail must be greater than or equal to -1' : undefined
}

const defaultContainer = 'kubectl.kubernetes.io/default-container'

/** Reads the containers that are meant, one after another; the first refusal ends it. */
function readPod({ args, flags }: Invocation, pod: corev1.Pod, streams: IOStreams): CommandError | undefined {
  const { metadata, spec } = pod
  const [containers, initContainers] = [spec?.containers ?? [], spec?.initContainers ?? []]
  const names = [...containers, ...initContainers].map(({ name }) => name!)
  const all = [...containers.map(({ name }) => name!), ...initContainers.map(({ name }) => `${name} (init)`)].join(', ')
  if (flags.on('all-containers')) return firstRefusal(pod, [...initContainers, ...containers].map(({ name }) => name!), flags.on('previous'))
  const preset = metadata?.annotations?.[defaultContainer]
  const wanted = args[1] ?? (flags.text('container') || (preset && names.includes(preset) ? preset : undefined))
  if (wanted !== undefined && !names.includes(wanted)) return `container ${wanted} is not valid for pod ${metadata!.name} out of: ${all}`
  if (wanted === undefined && names.length > 1 && !flags.on('all-pods')) streams.err(`Defaulted container ${JSON.stringify(names[0])} out of: ${all}\n`)
  return firstRefusal(pod, [wanted ?? names[0]!], flags.on('previous'))
}

/** What the API server says where there is nothing to read, container by container. */
function firstRefusal({ metadata, spec, status }: corev1.Pod, containers: readonly string[], previous: boolean): CommandError | undefined {
  const pod = metadata!.name!
  if (!spec?.nodeName) return badRequest(`pod ${pod} does not have a host assigned`)
  for (const container of containers) {
    const reported = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])].find(({ name }) => name === container)
    if (previous && !reported?.lastState?.terminated) return badRequest(`previous terminated container ${JSON.stringify(container)} in pod ${JSON.stringify(pod)} not found`)
    const waiting = reported?.state?.waiting?.reason
    if (previous || !waiting || reported?.lastState?.terminated) continue
    const why = waiting === 'ImagePullBackOff' ? 'trying and failing to pull image' : waiting === 'ErrImagePull' ? "image can't be pulled" : waiting
    return badRequest(`container ${JSON.stringify(container)} in pod ${JSON.stringify(pod)} is waiting to start: ${why}`)
  }
  return undefined
}

const phases = ['Running', 'Unknown', 'Pending']

/** The pod whose logs say most comes first: on a node, running, ready, for longest, with most restarts, oldest. Stands for podutils.ByLogging. */
function mostTelling(a: corev1.Pod, b: corev1.Pod): number {
  const ready = ({ status }: corev1.Pod) => status?.conditions?.find(({ type, status: value }) => type === 'Ready' && value === 'True')?.lastTransitionTime
  const restarts = ({ status }: corev1.Pod) => Math.max(0, ...(status?.containerStatuses ?? []).map(({ restartCount = 0 }) => restartCount))
  const rank = (pod: corev1.Pod) => [pod.spec?.nodeName ? 0 : 1, phases.indexOf(pod.status?.phase ?? ''), ready(pod) ?? '~', -restarts(pod), pod.metadata!.creationTimestamp!, pod.metadata!.name!]
  const [left, right] = [rank(a), rank(b)]
  const at = left.findIndex((value, index) => value !== right[index])
  return at < 0 ? 0 : left[at]! < right[at]! ? -1 : 1
}
