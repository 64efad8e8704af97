/** `kubectl annotate`: sets annotations of objects and takes them away. Stands for kubectl/pkg/cmd/annotate. */
import { isStatus } from '#apis/status'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Command } from '../command.ts'
import type { CommandError } from '../command-error.ts'
import { IOStreams } from '../io-streams.ts'
import { filenameFlags } from '../manifest-files.ts'
import { changed, splitPairs, wordsRefusal } from '../pairs.ts'
import { dryRunOf, resultPrinter, writeFlags } from '../print-result.ts'
import { findObjects } from '../resource-builder.ts'
import { selectionFlags } from '../selection-flags.ts'

export const annotate: Command = {
  about: 'Set annotations of objects, or take them away',
  usage: 'annotate [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 … KEY_N-',
  examples: ['kubectl annotate ds/agent kubernetes.io/change-cause="new image"'],
  flags: [
    ...filenameFlags, ...writeFlags, ...selectionFlags,
    { name: 'overwrite', type: 'boolean', about: 'change annotations that have a value already' },
    { name: 'list', type: 'boolean', about: 'print the annotations' },
    { name: 'local', type: 'boolean', about: 'change what the file says and ask nothing of the server' },
    { name: 'resource-version', type: 'text', about: 'only if the object is still at this version' },
  ],
  start: (invocation) => {
    const { flags, args, draft } = invocation
    const streams = new IOStreams()
    const dryRun = dryRunOf(flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    const words = splitPairs(args, 'annotation')
    if ('problem' in words) return streams.fail(words.problem)
    const change = parseAnnotations(words.pairs)
    if ('problem' in change) return streams.fail(change.problem)
    if (flags.on('all') && flags.given('selector')) return streams.fail('cannot set --all and --selector at the same time')
    const refusal = wordsRefusal(flags, words, dryRun)
    if (refusal) return streams.fail(refusal)
    if (words.pairs.length === 0 && !flags.on('list')) return streams.fail('at least one annotation update is required')
    const print = resultPrinter(streams, flags, dryRun)
    if ('problem' in print) return streams.fail(print.problem)
    const { objects, errors: missing, single } = findObjects(invocation, words.resources, {
      filenames: flags.list('filename'), labelSelector: flags.text('selector'), fieldSelector: flags.text('field-selector'), all: flags.on('all'), allNamespaces: flags.on('all-namespaces'), local: flags.on('local'),
    })
    const resourceVersion = flags.text('resource-version')
    if (resourceVersion && !single) return streams.fail('--resource-version may only be used with a single resource')
    const errors: CommandError[] = [...missing]
    for (const { type, namespace, name, object } of objects) {
      const before = object.metadata?.annotations ?? {}
      const taken = flags.on('overwrite') ? [] : [...change.set.keys()].filter((key) => before[key] !== undefined)
      if (taken.length > 0) {
        errors.push(`--overwrite is false but found the following declared annotation(s): ${taken.map((key) => `'${key}' already has a value (${before[key]})`).join('; ')}`)
        continue
      }
      const annotations = changed(before, change.set, change.remove)
      const patch = { metadata: { ...(resourceVersion && { resourceVersion }), annotations: { ...Object.fromEntries(change.set), ...Object.fromEntries(change.remove.map((key) => [key, null])) } } }
      const local = { ...object, metadata: { ...object.metadata, annotations } }
      const written = dryRun === 'client' || flags.on('local') || flags.on('list') ? local : handleRequest(draft, { verb: 'patch', resource: type.resource, namespace, name, patchType: 'merge', patch, dryRun: dryRun === 'server' }, (warning) => streams.warn(warning))
      if (isStatus(written)) errors.push(written)
      else if (flags.on('list')) listAnnotations(streams, `${type.kind}.${type.group}/${name}`, annotations, single)
      else print(type, written, 'annotated')
    }
    return streams.end(errors)
  },
}

function listAnnotations(streams: IOStreams, whose: string, annotations: Readonly<Record<string, string>>, single: boolean): void {
  if (!single) streams.line(`Listing annotations for ${whose}:`)
  for (const [key, value] of Object.entries(annotations).sort()) streams.line(`${single ? '' : ' '}${key}=${value}`)
}

function parseAnnotations(pairs: readonly string[]): { readonly set: ReadonlyMap<string, string>; readonly remove: readonly string[] } | { readonly problem: string } {
  const [set, remove]: [Map<string, string>, string[]] = [new Map(), []]
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    if (at > 0) set.set(pair.slice(0, at), pair.slice(at + 1))
    else remove.push(pair.slice(0, -1))
  }
  const both = remove.filter((key) => set.has(key))
  return both.length > 0 ? { problem: `can not both modify and remove the following annotation(s) in the same command: ${both.join(', ')}` } : { set, remove }
}
