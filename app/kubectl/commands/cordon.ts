/** `kubectl cordon` and `uncordon`: whether nodes take new pods. Stands for kubectl/pkg/drain/cordon.go. */
import type * as corev1 from '#apis/corev1'
import { isStatus } from '#apis/status'
import type { Draft } from '#cluster/draft'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Command, Invocation } from '../command.ts'
import { usageError, type CommandError } from '../command-error.ts'
import type { FlagSpec } from '../flags.ts'
import { IOStreams } from '../io-streams.ts'
import { dryRunOf, type DryRun } from '../print-result.ts'
import { findObjects, groupVersionResource } from '../resource-builder.ts'

export const nodeFlags: readonly FlagSpec[] = [
  { name: 'dry-run', type: 'text', bare: 'unchanged', about: 'none, server or client' },
  { name: 'selector', short: 'l', type: 'text', about: 'nodes with these labels' },
]

/** The nodes that a line names or selects; one that is missing ends everything before it begins. */
export function nodesMeant(invocation: Invocation, verb: string): readonly corev1.Node[] | { readonly error: CommandError } {
  const { args, flags, path } = invocation
  const selector = flags.text('selector')
  if (args.length === 0 && !flags.given('selector')) return { error: usageError(path, `USAGE: ${verb} NODE [flags]`) }
  if (args.length > 0 && selector) return { error: usageError(path, 'error: cannot specify both a node name and a --selector option') }
  const words = selector ? ['nodes'] : args.map((name) => (name.includes('/') ? name : `nodes/${name}`))
  const { objects, errors } = findObjects(invocation, words, { labelSelector: selector || undefined })
  if (errors.length > 0) return { error: errors[0]! }
  const other = objects.find(({ type }) => type.resource !== 'nodes')
  if (other) return { error: `error: expected resource of type node, got ${JSON.stringify(groupVersionResource(other.type))}` }
  return objects.map(({ object }) => object)
}

/** Marks one node, judged by how it was found; says what was done. */
export function cordonNode(draft: Draft, streams: IOStreams, node: corev1.Node, on: boolean, dryRun: DryRun): CommandError | undefined {
  const word = on ? 'cordoned' : 'uncordoned'
  const suffix = { none: '', client: ' (dry run)', server: ' (server dry run)' }[dryRun]
  const name = node.metadata!.name!
  if (Boolean(node.spec?.unschedulable) === on) {
    streams.line(`node/${name} already ${word}${suffix}`)
    return undefined
  }
  if (dryRun !== 'client') {
    const patch = { spec: { unschedulable: on ? true : null } }
    const written = handleRequest(draft, { verb: 'patch', resource: 'nodes', name, patchType: 'strategic', patch, dryRun: dryRun === 'server' })
    if (isStatus(written)) return `unable to ${on ? 'cordon' : 'uncordon'} node ${JSON.stringify(name)}: ${written.message}`
  }
  streams.line(`node/${name} ${word}${suffix}`)
  return undefined
}

const cordoning = (verb: 'cordon' | 'uncordon', about: string): Command => ({
  about,
  usage: `${verb} NODE`,
  examples: [`kubectl ${verb} node-1`],
  flags: nodeFlags,
  start: (invocation) => {
    const streams = new IOStreams()
    const nodes = nodesMeant(invocation, verb)
    if ('error' in nodes) return streams.fail(nodes.error)
    const dryRun = dryRunOf(invocation.flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    const errors = nodes.map((node) => cordonNode(invocation.draft, streams, node, verb === 'cordon', dryRun)).filter((error) => error !== undefined)
    return streams.end(errors)
  },
})

export const cordon = cordoning('cordon', 'Let a node take no new pods')
export const uncordon = cordoning('uncordon', 'Let a node take new pods again')
