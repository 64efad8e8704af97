/** `kubectl apply`: makes the cluster hold what the files say. Stands for kubectl/pkg/cmd/apply. */
import { typeOfKind } from '#apis/fields'
import { isStatus } from '#apis/status'
import { handleRequest, type KubeObject } from '#cluster/kube-apiserver/handle-request'
import type { Command, Invocation } from '../command.ts'
import { whileDoing, type CommandError } from '../command-error.ts'
import { IOStreams } from '../io-streams.ts'
import { lastApplied, lastAppliedAnnotation, withLastApplied } from '../last-applied.ts'
import { filenameFlags, readManifestFiles } from '../manifest-files.ts'
import type { Meant } from '../meant.ts'
import { dryRunOf, resultPrinter, writeFlags, type DryRun, type ResultPrinter } from '../print-result.ts'
import { missingFiles } from '../missing-files.ts'
import { groupVersionResource } from '../resource-builder.ts'
import { threeWayMergePatch } from '../three-way-merge.ts'
import { goJson } from '../write-object.ts'
import { viewLastApplied } from './apply-view-last-applied.ts'

/** What one object needs of the call. */
interface Applying {
  readonly invocation: Invocation
  readonly streams: IOStreams
  readonly dryRun: DryRun
  readonly print: ResultPrinter
}

export const apply: Command = {
  about: 'Make the cluster hold what a manifest says',
  usage: 'apply -f FILENAME [flags]',
  examples: ['kubectl apply -f manifest.yaml', 'cat manifest.yaml | kubectl apply -f -'],
  flags: [
    ...filenameFlags,
    ...writeFlags,
    { name: 'selector', short: 'l', type: 'text', about: 'only objects of the files with these labels' },
    { name: 'server-side', type: 'boolean', about: 'let the server merge' },
    { name: 'force-conflicts', type: 'boolean', about: 'with --server-side: take over fields that others manage' },
    { name: 'prune', type: 'boolean', about: 'refused: the lab does not delete what is missing in the files' },
    { name: 'all', type: 'boolean', about: 'belongs to --prune' },
    { name: 'overwrite', type: 'boolean', about: 'accepted; what the manifest says always wins' },
    { name: 'force', type: 'boolean', about: 'delete and create again what cannot be changed' },
    { name: 'validate', type: 'text', bare: 'strict', about: 'accepted; the server always checks strictly' },
    { name: 'wait', type: 'boolean', about: 'belongs to --prune and --force' },
    { name: 'timeout', type: 'duration', about: 'belongs to --prune and --force' },
    { name: 'cascade', type: 'text', bare: 'background', about: 'belongs to --prune and --force' },
    { name: 'grace-period', type: 'integer', about: 'belongs to --prune and --force' },
    { name: 'openapi-patch', type: 'boolean', about: 'accepted' },
    { name: 'subresource', type: 'text', about: 'refused: only whole objects are applied' },
  ],
  subcommands: { 'view-last-applied': viewLastApplied },
  start: (invocation) => {
    const { flags, args, path } = invocation
    const streams = new IOStreams()
    const refusal = missingFiles(flags, args, path)
    if (refusal) return streams.fail(refusal)
    const dryRun = dryRunOf(flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    if (flags.on('server-side') && dryRun === 'client') return streams.fail('--dry-run=client doesn\'t work with --server-side (did you mean --dry-run=server instead?)')
    if (flags.on('force-conflicts') && !flags.on('server-side')) return streams.fail('--force-conflicts only works with --server-side')
    if (flags.on('prune')) return streams.fail('the lab does not simulate apply --prune; delete what is no longer wanted with kubectl delete')
    const print = resultPrinter(streams, flags, dryRun)
    if ('problem' in print) return streams.fail(print.problem)
    const { objects, errors: unread } = readManifestFiles(invocation, flags.list('filename'))
    const errors: CommandError[] = [...unread]
    if (objects.length === 0 && errors.length === 0) return streams.fail('no objects passed to apply')
    for (const meant of objects) {
      const error = applyOne({ invocation, streams, dryRun, print }, meant)
      if (error) errors.push(error)
    }
    return streams.end(errors)
  },
}

function applyOne(applying: Applying, meant: Meant): CommandError | undefined {
  const { invocation, streams, dryRun } = applying
  const { type, namespace, name, source } = meant
  if (!name) return meant.object.metadata?.generateName ? `error when retrieving current configuration of:\nResource: ${JSON.stringify(groupVersionResource(type))}, GroupVersionKind: "${type.apiVersion}, Kind=${type.kind}"\nName: "", Namespace: ${JSON.stringify(namespace ?? '')}\nfrom server for: ${JSON.stringify(source)}: resource name may not be empty` : create(applying, meant)
  const current = handleRequest(invocation.draft, { verb: 'get', resource: type.resource, namespace, name })
  if (isStatus(current)) return create(applying, meant)
  if (current.metadata?.annotations?.[lastAppliedAnnotation] === undefined && !invocation.flags.on('server-side') && dryRun !== 'client') {
    streams.warn(`resource ${type.resource}/${name} is missing the ${lastAppliedAnnotation} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.`)
  }
  return dryRun === 'client' ? void applying.print(type, current, 'configured') : change(applying, meant, current)
}

/** What apply adds to the manifest: server-side it keeps no annotation. */
const manifestOf = ({ invocation }: Applying, { object }: Meant) => (invocation.flags.on('server-side') ? object : withLastApplied(object))
const done = ({ invocation }: Applying, operation: string) => (invocation.flags.on('server-side') ? 'serverside-applied' : operation)

function create(applying: Applying, meant: Meant): CommandError | undefined {
  const { invocation, dryRun, print, streams } = applying
  const { type, namespace, source } = meant
  const object = manifestOf(applying, meant)
  if (dryRun === 'client') return void print(type, object, 'created')
  const created = handleRequest(invocation.draft, { verb: 'create', resource: type.resource, namespace, object, dryRun: dryRun === 'server' }, (warning) => streams.warn(warning))
  if (isStatus(created)) return whileDoing(`error when creating ${JSON.stringify(source)}`, created)
  return void print(type, created, done(applying, 'created'))
}

function change(applying: Applying, meant: Meant, current: KubeObject): CommandError | undefined {
  const { invocation, dryRun, print, streams } = applying
  const { type, namespace, name, source } = meant
  const manifest = manifestOf(applying, meant) as Readonly<Record<string, unknown>>
  const patch = threeWayMergePatch(lastApplied(current), manifest, current as Readonly<Record<string, unknown>>, typeOfKind(type.apiVersion, type.kind))
  const isEmpty = Object.keys(patch).length === 0
  if (!isEmpty && current.metadata?.deletionTimestamp) streams.warn(`Detected changes to resource ${name} which is currently being deleted.`)
  const request = { verb: 'patch', resource: type.resource, namespace, name, patchType: 'strategic', patch, dryRun: dryRun === 'server' } as const
  const patched = isEmpty ? current : handleRequest(invocation.draft, request, (warning) => streams.warn(warning))
  if (!isStatus(patched)) return void print(type, patched, done(applying, isEmpty ? 'unchanged' : 'configured'))
  if (patched.reason === 'Invalid' && invocation.flags.on('force')) return recreate(applying, meant)
  const info = `Resource: ${JSON.stringify(groupVersionResource(type))}, GroupVersionKind: "${type.apiVersion}, Kind=${type.kind}"\nName: ${JSON.stringify(name)}, Namespace: ${JSON.stringify(namespace ?? '')}`
  return whileDoing(`error when applying patch:\n${goJson(patch)}\nto:\n${info}\nfor: ${JSON.stringify(source)}: error when patching ${JSON.stringify(source)}`, patched)
}

/** `--force`: the object goes and comes again. */
function recreate(applying: Applying, meant: Meant): CommandError | undefined {
  const { type, namespace, name } = meant
  const deleted = handleRequest(applying.invocation.draft, { verb: 'delete', resource: type.resource, namespace, name, dryRun: applying.dryRun === 'server' })
  if (isStatus(deleted)) return deleted
  const created = handleRequest(applying.invocation.draft, { verb: 'create', resource: type.resource, namespace, object: manifestOf(applying, meant) })
  return isStatus(created) ? created : void applying.print(type, created, 'configured')
}
