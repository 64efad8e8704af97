/** `kubectl apply --prune`: deletes what was applied before and is no longer in the files. Stands for kubectl/pkg/cmd/apply/prune.go. */
import { matchesRequirements, parseLabelSelector } from '#apis/label-requirements'
import { isStatus } from '#apis/status'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Invocation } from '../command.ts'
import type { Flags } from '../flags.ts'
import type { IOStreams } from '../io-streams.ts'
import { lastAppliedAnnotation } from '../last-applied.ts'
import type { Meant } from '../meant.ts'
import type { DryRun } from '../print-result.ts'
import { apiResource, apiResources, printName } from '../resource-names.ts'

/** Kinds that are pruned unless others are asked for; those that only this one names are not simulated. */
const pruned = ['configmaps', 'namespaces', 'pods', 'services', 'daemonsets', 'deployments', 'replicasets'] as const

/** What speaks against pruning on this line. */
export function pruneRefusal(flags: Flags): string | undefined {
  if (flags.on('force')) return '--force cannot be used with --prune'
  if (flags.on('all') && flags.text('selector')) return 'cannot set --all and --selector at the same time'
  if (flags.on('all') || flags.text('selector')) return undefined
  return 'all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector'
}

/** Deletes in the namespaces of the files; `kept` are the uids of what the files hold. */
export function prune({ draft, flags }: Invocation, streams: IOStreams, dryRun: DryRun, applied: readonly Meant[], kept: ReadonlySet<string>): void {
  const requirements = parseLabelSelector(flags.text('selector') ?? '')
  const allowed = flags.list('prune-allowlist')
  const types = allowed.length === 0 ? pruned.map(apiResource) : apiResources.filter(({ kind, group, apiVersion }) => allowed.includes(`${group || 'core'}/${apiVersion.split('/').at(-1)}/${kind}`))
  const namespaces = new Set(applied.map(({ namespace }) => namespace).filter((namespace) => namespace !== undefined))
  const suffix = { none: '', client: ' (dry run)', server: ' (server dry run)' }[dryRun]
  for (const type of [...types].sort((a, b) => Number(b.namespaced) - Number(a.namespaced))) {
    for (const namespace of type.namespaced ? namespaces : [undefined]) {
      const list = handleRequest(draft, { verb: 'list', resource: type.resource, namespace })
      for (const { metadata } of isStatus(list) ? [] : list.items) {
        if (metadata?.annotations?.[lastAppliedAnnotation] === undefined || kept.has(metadata.uid ?? '') || 'problem' in requirements || !matchesRequirements(requirements, metadata.labels)) continue
        const name = metadata.name!
        if (dryRun !== 'client') handleRequest(draft, { verb: 'delete', resource: type.resource, namespace, name, dryRun: dryRun === 'server' })
        streams.line(`${printName(type.resource, name)} pruned${suffix}`)
      }
    }
  }
}
