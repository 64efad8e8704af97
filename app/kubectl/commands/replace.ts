/** `kubectl replace`: an object becomes what the file says, entirely. Stands for kubectl/pkg/cmd/replace. */
import { isStatus } from '#apis/status'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Command } from '../command.ts'
import { whileDoing, type CommandError } from '../command-error.ts'
import { IOStreams } from '../io-streams.ts'
import { withLastApplied } from '../last-applied.ts'
import { filenameFlags, readManifestFiles } from '../manifest-files.ts'
import { missingFiles } from '../missing-files.ts'
import { dryRunOf, resultPrinter, writeFlags } from '../print-result.ts'
import { printName } from '../resource-names.ts'

export const replace: Command = {
  about: 'Replace objects by what a file says',
  usage: 'replace -f FILENAME',
  examples: ['kubectl replace -f manifest.yaml', 'kubectl replace --force -f manifest.yaml'],
  flags: [
    ...filenameFlags, ...writeFlags,
    { name: 'force', type: 'boolean', about: 'delete the object first' },
    { name: 'grace-period', type: 'integer', about: 'seconds that a pod has to end' },
    { name: 'cascade', type: 'text', bare: 'background', about: 'with --force: what becomes of what the object owns' },
    { name: 'timeout', type: 'duration', about: 'accepted' },
    { name: 'wait', type: 'boolean', about: 'accepted' },
    { name: 'save-config', type: 'boolean', about: 'keep the manifest in the annotation that apply uses' },
    { name: 'subresource', type: 'text', about: 'status or scale' },
    { name: 'validate', type: 'text', bare: 'strict', about: 'accepted; the server always checks strictly' },
    { name: 'raw', type: 'text', about: 'refused' },
  ],
  start: (invocation) => {
    const { flags, args, path, draft } = invocation
    const streams = new IOStreams()
    const refusal = missingFiles(flags, args, path)
    if (refusal) return streams.fail(refusal)
    const dryRun = dryRunOf(flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    const print = resultPrinter(streams, flags, dryRun)
    if ('problem' in print) return streams.fail(print.problem)
    const subresource = flags.text('subresource')
    if (subresource !== undefined && subresource !== 'status' && subresource !== 'scale') return streams.fail(`invalid subresource value: ${JSON.stringify(subresource)}. Must be one of [resize scale status]`)
    const { objects, errors: unread } = readManifestFiles(invocation, flags.list('filename'))
    const errors: CommandError[] = [...unread]
    if (objects.length === 0 && errors.length === 0) return streams.fail('no objects passed to replace')
    for (const { type, namespace, name, object: written, source } of objects) {
      const object = flags.on('save-config') ? withLastApplied(written) : written
      const target = { resource: type.resource, namespace, dryRun: dryRun === 'server' } as const
      const warn = (warning: string) => streams.warn(warning)
      if (flags.on('force') && dryRun !== 'client') {
        const deleted = handleRequest(draft, { ...target, verb: 'delete', name, ...((flags.number('grace-period') ?? -1) >= 0 && { gracePeriodSeconds: flags.number('grace-period') }) })
        if (!isStatus(deleted)) streams.line(`${printName(type.resource, name).replace('/', ' "')}" deleted${namespace === undefined ? '' : ` from ${namespace} namespace`}`)
        else if (deleted.reason !== 'NotFound') errors.push(deleted)
      }
      const replaced = dryRun === 'client' ? object : flags.on('force') ? handleRequest(draft, { ...target, verb: 'create', object }, warn) : handleRequest(draft, { ...target, verb: 'update', name, object, ...(subresource && { subresource }) }, warn)
      if (isStatus(replaced)) errors.push(whileDoing(`error when replacing ${JSON.stringify(source)}`, replaced))
      else print(type, replaced, 'replaced')
    }
    return streams.end(errors)
  },
}
