/** `kubectl replace`: an object becomes what the file says, entirely. Stands for kubectl/pkg/cmd/replace. */
import { isStatus } from '#apis/status'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Draft } from '#cluster/draft'
import { keyOf } from '#cluster/kube-apiserver/object-key'
import type { Command, Invocation } from '../command.ts'
import { whileDoing, type CommandError } from '../command-error.ts'
import { parseFlags } from '../flags.ts'
import { fieldValidationOf, validateFlag } from '../field-validation.ts'
import { IOStreams } from '../io-streams.ts'
import { withLastApplied } from '../last-applied.ts'
import { filenameFlags, readManifestFiles } from '../manifest-files.ts'
import type { Meant } from '../meant.ts'
import { missingFiles } from '../missing-files.ts'
import { dryRunOf, resultPrinter, writeFlags } from '../print-result.ts'
import type { Process } from '../process.ts'
import { printName } from '../resource-names.ts'
import { deadline, isOver, waitOn } from '../wait-until.ts'

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
    validateFlag,
    { name: 'raw', type: 'text', about: 'refused' },
  ],
  start: (invocation) => {
    const { flags, args, path, draft } = invocation
    const streams = new IOStreams()
    const refusal = missingFiles(flags, flags.given('filename') ? args : [], path)
    if (refusal) return streams.fail(refusal)
    const cascade = flags.text('cascade') ?? 'background'
    if (!['background', 'foreground', 'orphan'].includes(cascade)) return streams.fail(`invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`)
    const dryRun = dryRunOf(flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    const print = resultPrinter(streams, flags, dryRun)
    if ('problem' in print) return streams.fail(print.problem)
    const subresource = flags.text('subresource')
    if (subresource !== undefined && subresource !== 'status' && subresource !== 'scale') return streams.fail(`invalid subresource value: ${JSON.stringify(subresource)}. Must be one of [resize scale status]`)
    const fieldValidation = fieldValidationOf(flags)
    if (typeof fieldValidation !== 'string') return streams.fail(fieldValidation.problem)
    const { objects, errors: unread } = readManifestFiles(invocation, flags.list('filename'), { validates: fieldValidation !== 'Ignore' })
    const errors: CommandError[] = [...unread]
    if (flags.on('force') && dryRun === 'none' && errors.length === 0) return forceReplace(invocation, streams, objects)
    for (const { type, namespace, name, object: written, source } of objects) {
      const object = flags.on('save-config') ? withLastApplied(written) : written
      const target = { resource: type.resource, namespace, dryRun: dryRun === 'server', fieldValidation } as const
      const warn = (warning: string) => streams.warn(warning)
      const replaced = dryRun === 'client' ? object : handleRequest(draft, { ...target, verb: 'update', name, object, ...(subresource && { subresource }) }, warn)
      if (isStatus(replaced)) errors.push(whileDoing(`error when replacing ${JSON.stringify(source)}`, replaced))
      else print(type, replaced, 'replaced')
    }
    return streams.end(errors)
  },
  resume: (draft, waiting) => createAgain(draft, new IOStreams(), waiting.state as Replacing),
}

/** Objects that are made again once those before them are gone. */
interface Replacing {
  readonly objects: readonly Meant[]
  /** The uid of each object that is to go first; absent where there was none. */
  readonly uids: readonly (string | undefined)[]
  /** `-o` and `--template` as they were written. */
  readonly output: readonly string[]
  readonly deadlineMs?: number
}

/** Deletes all objects, waits until they are gone, and then makes them. */
function forceReplace({ draft, flags }: Invocation, streams: IOStreams, meant: readonly Meant[]): Process {
  const grace = flags.number('grace-period') ?? -1
  const uids = meant.map(({ type, namespace, name }) => {
    const before = draft.api.get(type.resource, keyOf({ name, ...(namespace !== undefined && { namespace }) }))
    const deleted = handleRequest(draft, { verb: 'delete', resource: type.resource, namespace, name, ...(grace >= 0 && { gracePeriodSeconds: grace }) })
    if (!isStatus(deleted)) streams.line(`${printName(type.resource, name).replace('/', ' "')}" deleted${namespace === undefined ? '' : ` from ${namespace} namespace`}`)
    return before?.metadata?.uid
  })
  const objects = flags.on('save-config') ? meant.map((each) => ({ ...each, object: withLastApplied(each.object) })) : meant
  const output = ['output', 'template'].filter((name) => flags.given(name)).map((name) => `--${name}=${flags.text(name)}`)
  return createAgain(draft, streams, { objects, uids, output, deadlineMs: deadline(draft, flags.number('timeout') || fiveMinutesMs) })
}

const fiveMinutesMs = 300_000

function createAgain(draft: Draft, streams: IOStreams, state: Replacing): Process {
  const { objects, uids, output } = state
  const isThere = ({ type, namespace, name }: Meant, index: number) => uids[index] !== undefined && draft.api.get(type.resource, keyOf({ name, ...(namespace !== undefined && { namespace }) }))?.metadata?.uid === uids[index]
  if (objects.some(isThere)) {
    if (isOver(draft, state.deadlineMs)) return streams.fail('timed out waiting for the condition')
    return waitOn(streams, 'replace', [...new Set(objects.map(({ type }) => type.resource))], state, true)
  }
  const written = parseFlags(output, writeFlags)
  const print = 'problem' in written ? written : resultPrinter(streams, written.flags, 'none')
  if ('problem' in print) return streams.fail(print.problem)
  const errors: CommandError[] = []
  for (const { type, namespace, object } of objects) {
    const made = handleRequest(draft, { verb: 'create', resource: type.resource, namespace, object }, (warning) => streams.warn(warning))
    if (isStatus(made)) errors.push(made)
    else print(type, made, 'replaced')
  }
  return streams.end(errors)
}
