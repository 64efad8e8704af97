/** `kubectl label`: sets labels of objects and takes them away. Stands for kubectl/pkg/cmd/label. */
import { isStatus } from '#apis/status'
import { labelValueErrors } from '#apis/validate-names'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Command, Invocation } from '../command.ts'
import type { CommandError } from '../command-error.ts'
import { IOStreams } from '../io-streams.ts'
import { filenameFlags } from '../manifest-files.ts'
import type { Meant } from '../meant.ts'
import { changed, splitPairs, wordsRefusal } from '../pairs.ts'
import { dryRunOf, resultPrinter, writeFlags, type DryRun, type ResultPrinter } from '../print-result.ts'
import { findObjects } from '../resource-builder.ts'
import { selectionFlags } from '../selection-flags.ts'

interface Change {
  readonly set: ReadonlyMap<string, string>
  readonly remove: readonly string[]
}

/** How one object is labelled and spoken of. */
interface Manner {
  readonly dryRun: DryRun
  readonly print: ResultPrinter
  readonly single: boolean
}

export const label: Command = {
  about: 'Set labels of objects, or take them away',
  usage: 'label [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 … KEY_N-',
  examples: ['kubectl label node node-1 disk=ssd', 'kubectl label node node-1 disk=hdd --overwrite', 'kubectl label node node-1 disk-'],
  flags: [
    ...filenameFlags, ...writeFlags, ...selectionFlags,
    { name: 'overwrite', type: 'boolean', about: 'change labels that have a value already' },
    { name: 'list', type: 'boolean', about: 'print the labels' },
    { name: 'local', type: 'boolean', about: 'change what the file says and ask nothing of the server' },
    { name: 'resource-version', type: 'text', about: 'only if the object is still at this version' },
  ],
  start: (invocation) => {
    const { flags, args } = invocation
    const streams = new IOStreams()
    const dryRun = dryRunOf(flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    const words = splitPairs(args, 'label')
    if ('problem' in words) return streams.fail(words.problem)
    const change = parseLabels(words.pairs)
    if ('problem' in change) return streams.fail(change.problem)
    if (flags.on('all') && flags.given('selector')) return streams.fail('cannot set --all and --selector at the same time')
    if (flags.on('all') && flags.given('field-selector')) return streams.fail('cannot set --all and --field-selector at the same time')
    const refusal = wordsRefusal(flags, words, dryRun)
    if (refusal) return streams.fail(refusal)
    if (words.pairs.length === 0 && !flags.on('list')) return streams.fail('at least one label update is required')
    const print = resultPrinter(streams, flags, dryRun)
    if ('problem' in print) return streams.fail(print.problem)
    const { objects, errors: missing, single } = findObjects(invocation, words.resources, {
      filenames: flags.list('filename'), labelSelector: flags.text('selector'), fieldSelector: flags.text('field-selector'), all: flags.on('all'), allNamespaces: flags.on('all-namespaces'), local: flags.on('local'),
    })
    if (flags.text('resource-version') && !single) return streams.fail('--resource-version may only be used with a single resource')
    const errors: CommandError[] = [...missing]
    for (const meant of objects) errors.push(...labelOne(invocation, streams, meant, change, { dryRun, print, single }))
    return streams.end(errors)
  },
}

function parseLabels(pairs: readonly string[]): Change | { readonly problem: string } {
  const [set, remove]: [Map<string, string>, string[]] = [new Map(), []]
  for (const pair of pairs) {
    if (!pair.includes('=')) {
      remove.push(pair.slice(0, -1))
      continue
    }
    const parts = pair.split('=')
    if (parts.length !== 2) return { problem: `invalid label spec: ${pair}` }
    const wrong = labelValueErrors(parts[1]!)
    if (wrong.length > 0) return { problem: `invalid label value: ${JSON.stringify(pair)}: ${wrong.join(';')}` }
    set.set(parts[0]!, parts[1]!)
  }
  return remove.some((key) => set.has(key)) ? { problem: 'can not both modify and remove a label in the same command' } : { set, remove }
}

function labelOne({ draft, flags }: Invocation, streams: IOStreams, { type, namespace, name, object }: Meant, { set, remove }: Change, { dryRun, print, single }: Manner): readonly CommandError[] {
  const before = object.metadata?.labels ?? {}
  const overwrite = flags.on('overwrite')
  const taken = overwrite ? [] : [...set].filter(([key, value]) => before[key] !== undefined && before[key] !== value)
  if (taken.length > 0) return taken.map(([key]) => `'${key}' already has a value (${before[key]}), and --overwrite is false`)
  const isSent = dryRun !== 'client' && !flags.on('local') && !flags.on('list')
  if (isSent) for (const key of remove) if (before[key] === undefined) streams.line(`label ${JSON.stringify(key)} not found.`)
  const after = changed(before, set, remove)
  const [was, is] = [JSON.stringify(Object.entries(before).sort()), JSON.stringify(Object.entries(after).sort())]
  const operation = was === is ? 'not labeled' : !overwrite && is.length < was.length ? 'unlabeled' : 'labeled'
  const resourceVersion = flags.text('resource-version')
  if (isSent && (was !== is || resourceVersion)) {
    const patch = { metadata: { ...(resourceVersion && { resourceVersion }), labels: { ...Object.fromEntries(set), ...Object.fromEntries(remove.map((key) => [key, null])) } } }
    const written = handleRequest(draft, { verb: 'patch', resource: type.resource, namespace, name, patchType: 'merge', patch, dryRun: dryRun === 'server' }, (warning) => streams.warn(warning))
    if (isStatus(written)) return [written]
    print(type, written, operation)
  } else if (!flags.on('list')) print(type, { ...object, metadata: { ...object.metadata, labels: after } }, operation)
  if (flags.on('list')) {
    if (!single) streams.line(`Listing labels for ${type.kind}.${type.group}/${name}:`)
    for (const [key, value] of Object.entries(after).sort()) streams.line(`${single ? '' : ' '}${key}=${value}`)
  }
  return []
}
