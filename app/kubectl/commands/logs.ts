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
    if (args.length === 0 && !flags.given('selector')) return streams.fail(usageError(path, "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command"))
    if (args.length > 0 && flags.given('selector')) return streams.fail(usageError(path, 'only a selector (-l) or a POD name is allowed'))
    const pods = podsMeant(invocation, streams)
    if (!Array.isArray(pods)) return streams.fail((pods as { readonly error: CommandError }).error)
    const errors = (pods as readonly corev1.Pod[]).map((pod) => refusalOf(pod, flags.text('container') ?? args[1], streams)).filter((error) => error !== undefined)
    return streams.end(errors)
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
  const owned = (object as { spec?: { selector?: Parameters<typeof matchesSelector>[0] } }).spec?.selector
  if (!['daemonsets', 'deployments', 'replicasets'].includes(type.resource)) return { error: `cannot get the logs from *v1.${type.kind}: selector for *v1.${type.kind} not implemented` }
  const pods = [...draft.api.list('pods').values()].filter((pod) => pod.metadata?.namespace === namespace && matchesSelector(owned, pod.metadata?.labels)).sort((a, b) => (a.metadata!.name! < b.metadata!.name! ? -1 : 1))
  if (pods.length === 0) return { error: 'timed out waiting for the condition' }
  if (pods.length > 1 && !flags.on('all-pods')) streams.err(`Found ${pods.length} pods, using pod/${pods[0]!.metadata!.name}\n`)
  return flags.on('all-pods') ? pods : pods.slice(0, 1)
}

function refusalOf({ metadata, spec, status }: corev1.Pod, wanted: string | undefined, streams: IOStreams): CommandError | undefined {
  const names = (spec?.containers ?? []).map(({ name }) => name!)
  if (wanted !== undefined && !names.includes(wanted)) return `container ${wanted} is not valid for pod ${metadata!.name}`
  const container = wanted ?? names[0]!
  if (wanted === undefined && names.length > 1) streams.err(`Defaulted container ${JSON.stringify(container)} out of: ${names.join(', ')}\n`)
  if (!spec?.nodeName) return badRequest(`pod ${metadata!.name} does not have a host assigned`)
  const waiting = status?.containerStatuses?.find(({ name }) => name === container)?.state?.waiting?.reason
  if (!waiting || waiting === 'CrashLoopBackOff') return undefined
  const why = waiting === 'ImagePullBackOff' ? 'trying and failing to pull image' : waiting === 'ErrImagePull' ? "image can't be pulled" : waiting
  return badRequest(`container ${JSON.stringify(container)} in pod ${JSON.stringify(metadata!.name)} is waiting to start: ${why}`)
}
