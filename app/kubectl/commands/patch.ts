/** `kubectl patch`: changes fields of objects. Stands for kubectl/pkg/cmd/patch. */
import { readManifest } from '#apis/manifest'
import { isStatus } from '#apis/status'
import { handleRequest, type PatchRequest } from '#cluster/kube-apiserver/handle-request'
import { applyPatch, type PatchType } from '#cluster/kube-apiserver/patch'
import { typeOfKind } from '#apis/fields'
import { equal } from '#cluster/kube-apiserver/equal'
import { nothingThere } from '#cluster/kube-apiserver/scale'
import type { Command } from '../command.ts'
import type { CommandError } from '../command-error.ts'
import { IOStreams } from '../io-streams.ts'
import { filenameFlags } from '../manifest-files.ts'
import { dryRunOf, resultPrinter, writeFlags } from '../print-result.ts'
import { findObjects } from '../resource-builder.ts'

const types: readonly PatchType[] = ['json', 'merge', 'strategic']

export const patch: Command = {
  about: 'Change fields of an object',
  usage: 'patch (-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE] [--type TYPE]',
  examples: [`kubectl patch ds agent -p '{"spec":{"minReadySeconds":5}}'`, `kubectl patch ds agent --type=json -p '[{"op":"remove","path":"/spec/template/spec/nodeSelector"}]'`],
  flags: [
    ...filenameFlags, ...writeFlags,
    { name: 'patch', short: 'p', type: 'text', about: 'the patch, as JSON or YAML' },
    { name: 'patch-file', type: 'text', about: 'a file with the patch' },
    { name: 'type', type: 'text', about: 'json, merge or strategic (the default)' },
    { name: 'local', type: 'boolean', about: 'change what the file says and ask nothing of the server' },
    { name: 'subresource', type: 'text', about: 'status or scale' },
  ],
  start: (invocation) => {
    const { args, flags, draft, input } = invocation
    const streams = new IOStreams()
    const dryRun = dryRunOf(flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    if (flags.given('patch') && flags.given('patch-file')) return streams.fail('cannot specify --patch and --patch-file together')
    if (!flags.text('patch') && !flags.text('patch-file')) return streams.fail('must specify --patch or --patch-file containing the contents of the patch')
    const file = flags.text('patch-file')
    const text = flags.text('patch') ?? (file === '-' ? input.stdin : input.files?.[file!])
    if (text === undefined) return streams.fail(`unable to read patch file: open ${file}: no such file or directory`)
    const wanted = (flags.text('type') ?? 'strategic').toLowerCase()
    if (!types.includes(wanted as PatchType)) return streams.fail(`--type must be one of [json merge strategic], not ${JSON.stringify(flags.text('type'))}`)
    const subresource = flags.text('subresource')
    const read = readManifest(text)
    if (read.problem) return streams.fail(`unable to parse ${JSON.stringify(text)}: yaml: ${read.problem.message}`)
    const body = read.documents[0]?.value ?? null
    // What was done is known late, and kubectl then forgets to say that it was a dry run.
    const print = resultPrinter(streams, flags, 'none')
    if ('problem' in print) return streams.fail(print.problem)
    const { objects, errors: missing } = findObjects(invocation, args, { filenames: flags.list('filename'), local: flags.on('local') })
    const errors: CommandError[] = [...missing]
    if (objects.length === 0 && errors.length === 0) return streams.fail('no objects passed to patch')
    for (const { type, namespace, name, object } of objects) {
      const request: PatchRequest = { verb: 'patch', resource: type.resource, namespace, name, patchType: wanted as PatchType, patch: body, dryRun: dryRun === 'server', ...(subresource && { subresource: subresource as 'status' }) }
      if (subresource && subresource !== 'status' && subresource !== 'scale') {
        errors.push(nothingThere)
        continue
      }
      const isLocal = dryRun === 'client' || flags.on('local')
      const patched = isLocal ? applyPatch(object as Readonly<Record<string, unknown>>, body, request.patchType, typeOfKind(type.apiVersion, type.kind)) : handleRequest(draft, request, (warning) => streams.warn(warning))
      if (isStatus(patched)) errors.push(patched)
      else if (subresource === 'scale' && !flags.text('output')) streams.line(`scale.autoscaling/${name} ${equal(patched, object) ? 'patched (no change)' : 'patched'}`)
      else print(type, subresource === 'scale' ? object : patched, equal(patched, object) ? 'patched (no change)' : 'patched')
    }
    return streams.end(errors)
  },
}

