/** `kubectl apply set-last-applied`: writes a file into the annotation that apply compares with, and changes nothing else. */
import { isStatus } from '#apis/status'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Command } from '../command.ts'
import type { CommandError } from '../command-error.ts'
import { IOStreams } from '../io-streams.ts'
import { lastAppliedAnnotation, withLastApplied } from '../last-applied.ts'
import { filenameFlags, readManifestFiles } from '../manifest-files.ts'
import { dryRunOf, resultPrinter, writeFlags } from '../print-result.ts'
import { missingResource } from '../resource-builder.ts'

export const setLastApplied: Command = {
  about: 'Say of an object what was applied last, and change nothing else',
  usage: 'apply set-last-applied -f FILENAME',
  examples: ['kubectl apply set-last-applied -f manifest.yaml', 'kubectl apply set-last-applied -f manifest.yaml --create-annotation=true'],
  flags: [
    ...filenameFlags.filter(({ name }) => name === 'filename'), ...writeFlags.filter(({ name }) => name !== 'field-manager'),
    { name: 'create-annotation', type: 'boolean', about: 'also of objects that were never applied' },
  ],
  start: (invocation) => {
    const { flags, draft } = invocation
    const streams = new IOStreams()
    const dryRun = dryRunOf(flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    const print = resultPrinter(streams, flags, dryRun)
    if ('problem' in print) return streams.fail(print.problem)
    if (!flags.given('filename')) return streams.fail(missingResource)
    const { objects, errors: unread } = readManifestFiles(invocation, flags.list('filename'))
    const errors: CommandError[] = [...unread]
    for (const meant of objects) {
      const { type, namespace, name, source } = meant
      const current = handleRequest(draft, { verb: 'get', resource: type.resource, namespace, name })
      if (isStatus(current)) {
        errors.push(current)
        continue
      }
      if (current.metadata?.annotations?.[lastAppliedAnnotation] === undefined && !flags.on('create-annotation')) {
        errors.push(`no last-applied-configuration annotation found on resource: ${name}, to create the annotation, run the command with --create-annotation`)
        continue
      }
      const text = withLastApplied(meant.object).metadata!.annotations![lastAppliedAnnotation]!
      const patch = { metadata: { annotations: { [lastAppliedAnnotation]: text } } }
      const written = dryRun === 'client' ? current : handleRequest(draft, { verb: 'patch', resource: type.resource, namespace, name, patchType: 'merge', patch, dryRun: dryRun === 'server' })
      if (isStatus(written)) errors.push({ ...written, message: `${JSON.stringify(source)}: ${written.message}` })
      else print(type, written, 'configured')
    }
    return streams.end(errors)
  },
}
