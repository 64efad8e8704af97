/** `kubectl scale`: how many pods a Deployment or ReplicaSet makes. Stands for kubectl/pkg/cmd/scale. */
import { isStatus } from '#apis/status'
import { handleRequest, type KubeObject } from '#cluster/kube-apiserver/handle-request'
import type { Scale } from '#cluster/kube-apiserver/scale'
import type { Command } from '../command.ts'
import type { CommandError } from '../command-error.ts'
import { IOStreams } from '../io-streams.ts'
import { filenameFlags } from '../manifest-files.ts'
import { dryRunOf, resultPrinter, writeFlags } from '../print-result.ts'
import { findObjects } from '../resource-builder.ts'
import { selectionFlags } from '../selection-flags.ts'

export const scale: Command = {
  about: 'Set how many pods a Deployment or ReplicaSet makes',
  usage: 'scale [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME)',
  examples: ['kubectl scale deploy/web --replicas=3'],
  flags: [
    ...filenameFlags, ...writeFlags.filter(({ name }) => name !== 'field-manager'), ...selectionFlags.filter(({ name }) => name === 'selector' || name === 'all'),
    { name: 'replicas', type: 'integer', required: true, about: 'how many' },
    { name: 'current-replicas', type: 'integer', about: 'only if there are this many now' },
    { name: 'resource-version', type: 'text', about: 'only if the object is still at this version' },
    { name: 'timeout', type: 'duration', about: 'accepted; nothing is waited for' },
  ],
  start: (invocation) => {
    const { args, flags, draft } = invocation
    const streams = new IOStreams()
    const replicas = flags.number('replicas')!
    if (replicas < 0) return streams.fail('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0')
    const dryRun = dryRunOf(flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    const print = resultPrinter(streams, flags, dryRun)
    if ('problem' in print) return streams.fail(print.problem)
    const { objects, errors: missing } = findObjects(invocation, args, { filenames: flags.list('filename'), labelSelector: flags.text('selector'), all: flags.on('all') && args.length > 0 })
    const version = flags.text('resource-version')
    if (version && objects.length > 1) return streams.fail('cannot use --resource-version with multiple resources')
    if (objects.length === 0) return streams.fail(missing.some((error) => typeof error === 'string') ? missing : nothingToScale(missing))
    const expected = flags.number('current-replicas') ?? -1
    if (expected < -1) return streams.fail('The --current-replicas must specify an integer of -1 or greater')
    for (const { type, namespace, name, object } of objects) {
      const target = { resource: type.resource, namespace, name, subresource: 'scale' } as const
      const now = dryRun === 'client' ? object : handleRequest(draft, { ...target, verb: 'get' })
      const refusal = isStatus(now) || dryRun === 'client' ? undefined : unexpected(now as Scale, expected, version)
      if (refusal) return streams.fail(refusal)
      const scaled = isStatus(now) || dryRun === 'client' ? now : handleRequest(draft, { ...target, verb: 'patch', patchType: 'merge', patch: { spec: { replicas } }, dryRun: dryRun === 'server' })
      if (isStatus(scaled)) return streams.fail(scaled)
      print(type, { ...object, spec: { ...(object as { readonly spec?: object }).spec, replicas } } as KubeObject, 'scaled')
    }
    return streams.end(missing)
  },
}

/** Nothing was found; what was asked for by name is told behind it. */
const nothingToScale = (missing: readonly CommandError[]) => ['no objects passed to scale', ...missing.map((error) => (isStatus(error) ? error.message : ''))].join(' ').trim()

/** What speaks against scaling: another size or version than the line expects. */
function unexpected({ spec, metadata }: Scale, replicas: number, version: string | undefined): string | undefined {
  if (replicas >= 0 && spec?.replicas !== replicas) return `Expected replicas to be ${replicas}, was ${spec?.replicas}`
  return version && metadata?.resourceVersion !== version ? `Expected resource version to be ${version}, was ${metadata?.resourceVersion}` : undefined
}
