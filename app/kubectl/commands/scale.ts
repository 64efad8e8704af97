/** `kubectl scale`: how many pods a Deployment or ReplicaSet makes. Stands for kubectl/pkg/cmd/scale. */
import { isStatus } from '#apis/status'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
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
    ...filenameFlags, ...writeFlags, ...selectionFlags.filter(({ name }) => name === 'selector' || name === 'all'),
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
    const { objects, errors: missing } = findObjects(invocation, args, { filenames: flags.list('filename'), labelSelector: flags.text('selector'), all: flags.on('all') })
    const errors: CommandError[] = [...missing]
    if (objects.length === 0 && errors.length === 0) return streams.fail('no objects passed to scale')
    const expected = flags.number('current-replicas') ?? -1
    for (const { type, namespace, name, object } of objects) {
      const target = { resource: type.resource, namespace, name, subresource: 'scale' } as const
      const now = handleRequest(draft, { ...target, verb: 'get' })
      if (!isStatus(now) && expected >= 0 && (now as Scale).spec?.replicas !== expected) {
        errors.push(`Expected replicas to be ${expected}, was ${(now as Scale).spec?.replicas}`)
        continue
      }
      const scaled = isStatus(now) || dryRun === 'client' ? now : handleRequest(draft, { ...target, verb: 'patch', patchType: 'merge', patch: { spec: { replicas } }, dryRun: dryRun === 'server' })
      if (isStatus(scaled)) errors.push(scaled)
      else print(type, object, 'scaled')
    }
    return streams.end(errors)
  },
}
