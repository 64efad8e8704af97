/** `kubectl create`: new objects from files, and a few written by kubectl itself. Stands for kubectl/pkg/cmd/create. */
import { isStatus } from '#apis/status'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Command } from '../command.ts'
import { whileDoing, type CommandError } from '../command-error.ts'
import { fieldValidationOf, validateFlag } from '../field-validation.ts'
import { IOStreams } from '../io-streams.ts'
import { withLastApplied } from '../last-applied.ts'
import { filenameFlags, readManifestFiles } from '../manifest-files.ts'
import { missingFiles } from '../missing-files.ts'
import { dryRunOf, resultPrinter, writeFlags } from '../print-result.ts'
import { generators } from './create-generators.ts'

export const create: Command = {
  about: 'Create objects from a file or by name',
  usage: 'create -f FILENAME',
  examples: ['kubectl create -f manifest.yaml', 'kubectl create namespace team-a', 'kubectl create deployment web --image=nginx:1.27 --replicas=3'],
  flags: [
    ...filenameFlags, ...writeFlags,
    { name: 'save-config', type: 'boolean', about: 'keep the manifest in the annotation that apply uses' },
    { name: 'selector', short: 'l', type: 'text', about: 'only objects of the files with these labels' },
    validateFlag,
    { name: 'edit', type: 'boolean', about: 'refused: edit the file instead' },
    { name: 'raw', type: 'text', about: 'refused' },
    { name: 'windows-line-endings', type: 'boolean', about: 'accepted' },
  ],
  subcommands: generators,
  start: (invocation) => {
    const { flags, args, path, draft } = invocation
    const streams = new IOStreams()
    const refusal = missingFiles(flags, args, path)
    if (refusal) return streams.fail(refusal)
    const dryRun = dryRunOf(flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    const print = resultPrinter(streams, flags, dryRun)
    if ('problem' in print) return streams.fail(print.problem)
    const fieldValidation = fieldValidationOf(flags)
    if (typeof fieldValidation !== 'string') return streams.fail(fieldValidation.problem)
    const { objects, errors: unread } = readManifestFiles(invocation, flags.list('filename'), { validates: fieldValidation !== 'Ignore', labelSelector: flags.text('selector') })
    const errors: CommandError[] = [...unread]
    if (objects.length === 0 && errors.length === 0) return streams.fail('no objects passed to create')
    for (const { type, namespace, object: written, source } of objects) {
      const object = flags.on('save-config') ? withLastApplied(written) : written
      const created = dryRun === 'client' ? object : handleRequest(draft, { verb: 'create', resource: type.resource, namespace, object, dryRun: dryRun === 'server', fieldValidation }, (warning) => streams.warn(warning))
      if (isStatus(created)) errors.push(whileDoing(`error when creating ${JSON.stringify(source)}`, created))
      else print(type, created, 'created')
    }
    return streams.end(errors)
  },
}
