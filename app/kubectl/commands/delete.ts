/** `kubectl delete`: deletes objects and waits until they are gone. Stands for kubectl/pkg/cmd/delete. */
import { isStatus } from '#apis/status'
import type { Draft } from '#cluster/draft'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import { keyOf } from '#cluster/kube-apiserver/object-key'
import type { Resource } from '#cluster/kube-apiserver/watch'
import type { Command, Invocation } from '../command.ts'
import { whileDoing, type CommandError } from '../command-error.ts'
import { readGoBoolean, type Flags } from '../flags.ts'
import { IOStreams } from '../io-streams.ts'
import { filenameFlags } from '../manifest-files.ts'
import type { Meant } from '../meant.ts'
import { kustomizeRefusal } from '../missing-files.ts'
import { dryRunOf } from '../print-result.ts'
import type { Process } from '../process.ts'
import { findObjects } from '../resource-builder.ts'
import { printName } from '../resource-names.ts'
import { selectionFlags } from '../selection-flags.ts'
import { deadline, isOver, waitOn } from '../wait-until.ts'

/** An object that is waited for until it is gone. */
interface Going {
  readonly resource: Resource
  readonly key: string
  readonly uid: string
}

interface DeleteWait {
  readonly going: readonly Going[]
  readonly deadlineMs?: number
}

export const deleteCommand: Command = {
  about: 'Delete objects by name, by file or by label',
  usage: 'delete ([-f FILENAME] | TYPE [(NAME | -l label | --all)])',
  examples: ['kubectl delete ds agent', 'kubectl delete pod -l app=agent', 'kubectl delete ds agent --cascade=orphan'],
  flags: [
    ...filenameFlags, ...selectionFlags,
    { name: 'dry-run', type: 'text', bare: 'unchanged', about: 'none, server or client' },
    { name: 'cascade', type: 'text', bare: 'background', about: 'background, orphan or foreground: what becomes of what the object owns' },
    { name: 'force', type: 'boolean', about: 'at once, without waiting for the kubelet' },
    { name: 'grace-period', type: 'integer', about: 'seconds that a pod has to end; negative: as it says itself' },
    { name: 'ignore-not-found', type: 'boolean', about: 'what is not there counts as deleted' },
    { name: 'interactive', short: 'i', type: 'boolean', about: 'ask first; the answer is read from standard input' },
    { name: 'now', type: 'boolean', about: 'the same as --grace-period=1' },
    { name: 'output', short: 'o', type: 'text', about: 'name: print only TYPE/NAME' },
    { name: 'raw', type: 'text', about: 'refused' },
    { name: 'timeout', type: 'duration', about: 'how long to wait; 0: for ever' },
    { name: 'wait', type: 'boolean', about: 'wait until the objects are gone (the default)' },
  ],
  start: (invocation) => {
    const { flags, args, draft } = invocation
    const streams = new IOStreams()
    const dryRun = dryRunOf(flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    const cascade = cascadeOf(flags, streams)
    if (cascade === undefined) return streams.fail(`invalid cascade value (${flags.text('cascade')}). Must be "background", "foreground", or "orphan"`)
    const options = deleteOptions(flags, cascade)
    if ('problem' in options) return streams.fail(options.problem)
    if (options.gracePeriodSeconds === 0) streams.warn('Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.')
    const folder = flags.text('kustomize')
    if (folder !== undefined) return streams.fail(kustomizeRefusal(folder))
    const { objects, errors: missing } = toDelete(invocation, args)
    const errors: CommandError[] = [...missing]
    const namesNothing = flags.on('all') || flags.given('selector') || flags.given('field-selector') || flags.given('filename')
    if (objects.length === 0 && errors.length === 0 && namesNothing) streams.line('No resources found')
    if (invocation.namespaceGiven && !flags.on('all-namespaces') && objects.some(({ type }) => !type.namespaced)) streams.warn('deleting cluster-scoped resources, not scoped to the provided namespace')
    if (flags.on('interactive') && objects.length > 0 && !isConfirmed(invocation, streams, objects)) return streams.end(errors)
    const going: Going[] = []
    for (const meant of objects) {
      const error = deleteOne(draft, streams, meant, { ...options, dryRun, shortly: flags.text('output') === 'name', ignoreNotFound: flags.on('ignore-not-found') })
      if (error && 'error' in error) errors.push(error.error)
      else if (error) going.push(error)
    }
    if (errors.length > 0 || dryRun !== 'none' || !flags.on('wait', true)) return streams.end(errors)
    return settle(draft, streams, { going, deadlineMs: deadline(draft, flags.number('timeout')) })
  },
  resume: (draft, waiting) => settle(draft, new IOStreams(), waiting.state as DeleteWait),
}

/** Lists what would go and asks; anything but a y on standard input is a no. */
function isConfirmed({ input }: Invocation, streams: IOStreams, objects: readonly Meant[]): boolean {
  streams.out(`You are about to delete the following ${objects.length} resource(s):\n${objects.map(({ type, name }) => `${printName(type.resource, name)}\n`).join('')}Do you want to continue? (y/n): `)
  const isYes = /^y(es)?$/i.test((input.stdin ?? '').split('\n')[0]!.trim())
  if (!isYes) streams.line('deletion is cancelled')
  return isYes
}

interface Options {
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan'
  readonly gracePeriodSeconds?: number
}

const policies = { background: 'Background', foreground: 'Foreground', orphan: 'Orphan' } as const
type Cascade = keyof typeof policies

/** What `--cascade` asks for; its old values true and false are read with a warning. Undefined where it means nothing. */
function cascadeOf(flags: Flags, streams: IOStreams): Cascade | undefined {
  const text = flags.text('cascade') ?? 'background'
  if (text in policies) return text as Cascade
  const old = readGoBoolean(text)
  if (old === undefined) return undefined
  const cascade = old ? 'background' : 'orphan'
  streams.err(`warning: --cascade=${text} is deprecated (boolean value) and can be replaced with --cascade=${cascade}.\n`)
  return cascade
}

function deleteOptions(flags: Flags, cascade: Cascade): Options | { readonly problem: string } {
  if (flags.given('raw')) return { problem: 'the lab has no raw URIs' }
  if (flags.on('all') && flags.text('selector')) return { problem: `setting 'all' parameter but found a non empty selector. ` }
  if (flags.on('all') && flags.given('field-selector')) return { problem: 'cannot set --all and --field-selector at the same time' }
  const output = flags.text('output')
  if (output !== undefined && output !== 'name') return { problem: `unexpected -o output mode: ${output}. We only support '-o name'` }
  const force = flags.on('force')
  const asked = flags.number('grace-period') ?? -1
  if (flags.on('now') && asked !== -1) return { problem: '--now and --grace-period cannot be specified together' }
  const grace = flags.on('now') ? 1 : asked === 0 && !force ? 1 : asked < 0 && force ? 0 : asked
  if (grace > 0 && force) return { problem: '--force and --grace-period greater than 0 cannot be specified together' }
  return { propagationPolicy: policies[cascade], ...(grace >= 0 && { gracePeriodSeconds: grace }) }
}

function toDelete(invocation: Invocation, args: readonly string[]): { readonly objects: readonly Meant[]; readonly errors: readonly CommandError[] } {
  const { flags } = invocation
  if (flags.on('all') && args.some((arg) => arg.includes('/'))) return { objects: [], errors: ['selectors and the all flag cannot be used when passing resource/name arguments'] }
  const found = findObjects(invocation, args, {
    filenames: flags.list('filename'), labelSelector: flags.text('selector'), fieldSelector: flags.text('field-selector'), all: flags.on('all'), allNamespaces: flags.on('all-namespaces'), local: true,
  })
  const ignored = flags.on('ignore-not-found')
  return { objects: found.objects, errors: found.errors.filter((error) => !ignored || !isStatus(error) || error.reason !== 'NotFound') }
}

function deleteOne(draft: Draft, streams: IOStreams, { type, namespace, name, source }: Meant, options: Options & { readonly dryRun: string; readonly shortly: boolean; readonly ignoreNotFound: boolean }): Going | { readonly error: CommandError } | undefined {
  const { propagationPolicy, gracePeriodSeconds, dryRun, shortly } = options
  const request = { verb: dryRun === 'client' ? 'get' : 'delete', resource: type.resource, namespace, name } as const
  const deleted = request.verb === 'get' ? handleRequest(draft, { ...request, verb: 'get' }) : handleRequest(draft, { ...request, verb: 'delete', propagationPolicy, gracePeriodSeconds, dryRun: dryRun === 'server' })
  if (isStatus(deleted) && deleted.reason === 'NotFound' && options.ignoreNotFound) return undefined
  if (isStatus(deleted)) return { error: source ? whileDoing(`error when deleting ${JSON.stringify(source)}`, deleted) : deleted }
  const how = gracePeriodSeconds === 0 ? 'force deleted' : 'deleted'
  const suffix = dryRun === 'client' ? ' (dry run)' : dryRun === 'server' ? ' (server dry run)' : ''
  const named = printName(type.resource, name)
  if (shortly) streams.line(named)
  else streams.line(`${named.split('/')[0]} ${JSON.stringify(name)} ${how}${namespace === undefined ? '' : ` from ${namespace} namespace`}${suffix}`)
  return { resource: type.resource, key: keyOf({ name, ...(namespace !== undefined && { namespace }) }), uid: deleted.metadata!.uid! }
}

function settle(draft: Draft, streams: IOStreams, state: DeleteWait): Process {
  const going = state.going.filter(({ resource, key, uid }) => draft.api.get(resource, key)?.metadata?.uid === uid)
  if (going.length === 0) return streams.exit()
  if (isOver(draft, state.deadlineMs)) return streams.fail(going.slice(0, 1).map(({ resource, key }) => `timed out waiting for the condition on ${resource}/${key.split('/').at(-1)}`))
  return waitOn(streams, 'delete', [...new Set(going.map(({ resource }) => resource))], { ...state, going })
}
