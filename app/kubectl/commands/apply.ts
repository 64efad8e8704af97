/** `kubectl apply`: makes the cluster hold what the files say. Stands for kubectl/pkg/cmd/apply. */
import type { FieldValidation } from '#apis/decode-object'
import { isStatus } from '#apis/status'
import { handleRequest, type KubeObject } from '#cluster/kube-apiserver/handle-request'
import { changeApplied, createApplied, resourceInfo, type Applied, type ApplyOptions } from '../apply-object.ts'
import type { Command, Invocation } from '../command.ts'
import { whileDoing, type CommandError } from '../command-error.ts'
import { fieldValidationOf, validateFlag } from '../field-validation.ts'
import type { Flags } from '../flags.ts'
import { IOStreams } from '../io-streams.ts'
import { lastAppliedAnnotation, withLastApplied } from '../last-applied.ts'
import { filenameFlags, readManifestFiles } from '../manifest-files.ts'
import type { Meant } from '../meant.ts'
import { missingFiles } from '../missing-files.ts'
import { dryRunOf, resultPrinter, writeFlags, type DryRun, type ResultPrinter } from '../print-result.ts'
import { prune, pruneRefusal } from './apply-prune.ts'
import { setLastApplied } from './apply-set-last-applied.ts'
import { viewLastApplied } from './apply-view-last-applied.ts'

/** What one object needs of the call. */
interface Applying {
  readonly invocation: Invocation
  readonly streams: IOStreams
  readonly dryRun: DryRun
  readonly print: ResultPrinter
  readonly fieldValidation: FieldValidation
}

export const apply: Command = {
  about: 'Make the cluster hold what a manifest says',
  usage: 'apply -f FILENAME [flags]',
  examples: ['kubectl apply -f manifest.yaml', 'cat manifest.yaml | kubectl apply -f -', 'kubectl apply -f manifest.yaml --prune -l app=agent'],
  flags: [
    ...filenameFlags,
    ...writeFlags,
    { name: 'selector', short: 'l', type: 'text', about: 'only objects of the files with these labels' },
    { name: 'server-side', type: 'boolean', about: 'let the server merge' },
    { name: 'force-conflicts', type: 'boolean', about: 'with --server-side: take over fields that others manage' },
    { name: 'prune', type: 'boolean', about: 'delete what was applied before and is no longer in the files; with --all or -l' },
    { name: 'prune-allowlist', type: 'texts', about: 'only these kinds are pruned: core/v1/ConfigMap' },
    { name: 'all', type: 'boolean', about: 'with --prune: whatever labels it has' },
    { name: 'overwrite', type: 'boolean', about: 'accepted; what the manifest says always wins' },
    { name: 'force', type: 'boolean', about: 'delete and create again what cannot be changed' },
    validateFlag,
    { name: 'wait', type: 'boolean', about: 'belongs to --prune and --force' },
    { name: 'timeout', type: 'duration', about: 'belongs to --prune and --force' },
    { name: 'cascade', type: 'text', bare: 'background', about: 'belongs to --prune and --force' },
    { name: 'grace-period', type: 'integer', about: 'belongs to --prune and --force' },
    { name: 'openapi-patch', type: 'boolean', about: 'accepted' },
    { name: 'subresource', type: 'text', about: 'belongs to --server-side' },
  ],
  subcommands: { 'set-last-applied': setLastApplied, 'view-last-applied': viewLastApplied },
  start: (invocation) => {
    const { flags, args, path } = invocation
    const streams = new IOStreams()
    const refusal = missingFiles(flags, args, path)
    if (refusal) return streams.fail(refusal)
    const dryRun = dryRunOf(flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    const contradiction = contradictionIn(flags, dryRun)
    if (contradiction !== undefined) return streams.fail(contradiction)
    const fieldValidation = fieldValidationOf(flags)
    if (typeof fieldValidation !== 'string') return streams.fail(fieldValidation.problem)
    const print = resultPrinter(streams, flags, dryRun)
    if ('problem' in print) return streams.fail(print.problem)
    const { objects, errors: unread } = readManifestFiles(invocation, flags.list('filename'), { validates: fieldValidation !== 'Ignore', labelSelector: flags.text('selector') })
    const errors: CommandError[] = [...unread]
    if (objects.length === 0 && errors.length === 0) return streams.fail('no objects passed to apply')
    const kept = new Set<string>()
    for (const meant of objects) {
      const applied = applyOne({ invocation, streams, dryRun, print, fieldValidation }, meant)
      if (typeof applied === 'object' && 'kept' in applied) kept.add(applied.kept)
      else errors.push(applied)
    }
    if (flags.on('prune') && errors.length === 0) prune(invocation, streams, dryRun, objects, kept)
    return streams.end(errors)
  },
}

/** Flags that do not go together. */
function contradictionIn(flags: Flags, dryRun: DryRun): string | undefined {
  if (flags.on('server-side') && dryRun === 'client') return "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)"
  if (flags.on('force-conflicts') && !flags.on('server-side')) return '--force-conflicts only works with --server-side'
  if (flags.text('subresource') && !flags.on('server-side')) return '--subresource can only be specified for --server-side'
  return flags.on('prune') ? pruneRefusal(flags) : undefined
}

/** The uid of the object that is there now, or what went wrong. */
function applyOne(applying: Applying, meant: Meant): { readonly kept: string } | CommandError {
  const { invocation, streams, dryRun, print } = applying
  const { type, namespace, name, source } = meant
  const written = meant.object.metadata
  if (!name && written?.generateName) return `from ${written.generateName}: cannot use generate name with apply`
  if (!name) return `error when retrieving current configuration of:\n${resourceInfo(meant)}\nfrom server for: ${JSON.stringify(source)}: resource name may not be empty`
  const serverSide = invocation.flags.on('server-side')
  const options: ApplyOptions = { dryRun: dryRun === 'server', serverSide, fieldValidation: applying.fieldValidation, warn: (warning) => streams.warn(warning) }
  const current = handleRequest(invocation.draft, { verb: 'get', resource: type.resource, namespace, name })
  const finish = (applied: Applied): { readonly kept: string } | CommandError => {
    if ('refusal' in applied) return applied.refusal.reason === 'Invalid' && !isStatus(current) && invocation.flags.on('force') ? recreate(applying, meant, options) : whileDoing(applied.doing, applied.refusal)
    print(type, applied.object, applied.operation)
    return { kept: applied.object.metadata?.uid ?? '' }
  }
  if (isStatus(current)) return finish(dryRun === 'client' ? { object: withLastApplied(meant.object), operation: 'created' } : createApplied(invocation.draft, meant, options))
  if (current.metadata?.annotations?.[lastAppliedAnnotation] === undefined && !serverSide && dryRun !== 'client') {
    streams.warn(`resource ${type.resource}/${name} is missing the ${lastAppliedAnnotation} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.`)
  }
  return finish(dryRun === 'client' ? { object: current, operation: 'configured' } : changeApplied(invocation.draft, meant, current, options))
}

/** `--force`: the object goes and comes again. */
function recreate({ invocation, print }: Applying, meant: Meant, options: ApplyOptions): { readonly kept: string } | CommandError {
  const { type, namespace, name } = meant
  const deleted = handleRequest(invocation.draft, { verb: 'delete', resource: type.resource, namespace, name, dryRun: options.dryRun })
  if (isStatus(deleted)) return deleted
  const created: Applied = createApplied(invocation.draft, meant, { ...options, dryRun: false })
  if ('refusal' in created) return created.refusal
  print(type, created.object as KubeObject, 'configured')
  return { kept: created.object.metadata?.uid ?? '' }
}
