/** `kubectl autoscale`: there is no autoscaler here, and a DaemonSet cannot have one anywhere. */
import type { Command } from '../command.ts'
import { IOStreams } from '../io-streams.ts'
import { filenameFlags } from '../manifest-files.ts'
import { dryRunOf, writeFlags } from '../print-result.ts'
import { findObjects, groupVersionResource } from '../resource-builder.ts'

export const autoscale: Command = {
  about: 'Not simulated: there is no autoscaler here',
  usage: 'autoscale (-f FILENAME | TYPE NAME) [--min=MINPODS] --max=MAXPODS',
  flags: [
    ...filenameFlags, ...writeFlags,
    { name: 'max', type: 'integer', required: true, about: 'at most so many pods' },
    { name: 'min', type: 'integer', about: 'at least so many pods' },
    { name: 'cpu', type: 'text', about: 'the load that is aimed at' },
    { name: 'cpu-percent', type: 'integer', about: 'the load that is aimed at' },
    { name: 'memory', type: 'text', about: 'the memory that is aimed at' },
    { name: 'name', type: 'text', about: 'the name of the autoscaler' },
    { name: 'save-config', type: 'boolean', about: 'keep the manifest in the annotation that apply uses' },
  ],
  start: (invocation) => {
    const streams = new IOStreams()
    const dryRun = dryRunOf(invocation.flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    const [min, max] = [invocation.flags.number('min') ?? -1, invocation.flags.number('max')!]
    if (max < 1) return streams.fail(`--max=MAXPODS is required and must be at least 1, max: ${max}`)
    if (max < min) return streams.fail(`--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`)
    const { objects, errors } = findObjects(invocation, invocation.args, { filenames: invocation.flags.list('filename') })
    if (errors.length > 0) return streams.fail(errors)
    const type = objects[0]?.type
    if (!type) return streams.fail('no objects passed to autoscale')
    if (type.resource === 'deployments' || type.resource === 'replicasets') {
      if (dryRun !== 'client' || invocation.flags.text('output')) return streams.fail('the lab does not simulate horizontal pod autoscalers')
      streams.line(`horizontalpodautoscaler.autoscaling/${invocation.flags.text('name') || objects[0]!.name} created (dry run)`)
      return streams.exit()
    }
    return streams.fail(`cannot autoscale a ${type.kind}: could not find scale subresource for ${groupVersionResource(type)} in discovery information`)
  },
}
