/** `kubectl apply view-last-applied`: the manifest that was applied last. */
import type { Command } from '../command.ts'
import { usageError } from '../command-error.ts'
import { IOStreams } from '../io-streams.ts'
import { lastApplied } from '../last-applied.ts'
import { filenameFlags } from '../manifest-files.ts'
import { findObjects } from '../resource-builder.ts'
import { writeJson, writeYaml } from '../write-object.ts'

export const viewLastApplied: Command = {
  about: 'Show the manifest that was applied last',
  usage: 'apply view-last-applied (TYPE NAME | TYPE/NAME | -f FILENAME)',
  flags: [
    ...filenameFlags,
    { name: 'output', short: 'o', type: 'text', about: 'yaml or json' },
    { name: 'all', type: 'boolean', about: 'all objects of a type' },
    { name: 'selector', short: 'l', type: 'text', about: 'objects with these labels' },
  ],
  start: (invocation) => {
    const { flags, args, path } = invocation
    const streams = new IOStreams()
    const format = flags.text('output') ?? 'yaml'
    if (format !== 'yaml' && format !== 'json') return streams.fail(usageError(path, `Unexpected -o output mode: ${format}, the flag 'output' must be one of yaml|json`))
    const { objects, errors } = findObjects(invocation, args, { filenames: flags.list('filename'), all: flags.on('all'), labelSelector: flags.text('selector') })
    if (errors.length > 0) return streams.fail(errors)
    for (const { object } of objects) {
      const manifest = lastApplied(object)
      // Of an object that was never applied nothing is printed, not even a mistake.
      if (manifest) streams.out(format === 'yaml' ? writeYaml(manifest) : writeJson(manifest))
    }
    return streams.exit()
  },
}
