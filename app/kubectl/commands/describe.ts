/** `kubectl describe`: all about an object, for people. Stands for kubectl/pkg/cmd/describe. */
import { isStatus } from '#apis/status'
import type { Command, Invocation } from '../command.ts'
import type { CommandError } from '../command-error.ts'
import { newDescribeContext } from '../describe/context.ts'
import { describeObject } from '../describe/describe-object.ts'
import { IOStreams } from '../io-streams.ts'
import { filenameFlags } from '../manifest-files.ts'
import { findObjects, type BuilderOptions, type Found } from '../resource-builder.ts'

export const describe: Command = {
  about: 'Show all about objects, with what happened to them',
  usage: 'describe (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)',
  examples: ['kubectl describe ds agent', 'kubectl describe node node-1', 'kubectl describe pods -l app=agent', 'kubectl describe pod agent  # all whose names begin so'],
  flags: [
    ...filenameFlags,
    { name: 'selector', short: 'l', type: 'text', about: 'objects with these labels' },
    { name: 'all-namespaces', short: 'A', type: 'boolean', about: 'in all namespaces' },
    { name: 'show-events', type: 'boolean', about: 'also what happened; by default for a single object only' },
    { name: 'chunk-size', type: 'integer', about: 'accepted; lists are never cut' },
  ],
  start: (invocation) => {
    const { args, flags, namespace } = invocation
    const streams = new IOStreams()
    if (args.length === 0 && !flags.given('filename')) return streams.fail('You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.')
    const found = findObjects(invocation, args, optionsOf(invocation))
    const { objects, errors } = found
    const showEvents = flags.on('show-events', errors.length === 0 && objects.length <= 1)
    const [error] = errors
    if (errors.length === 1 && args.length === 2 && isNotFound(error!)) return describeByPrefix(invocation, streams, error!, showEvents)
    const context = newDescribeContext(invocation.draft, showEvents)
    objects.forEach(({ type, object }, index) => streams.out(`${index > 0 ? '\n\n' : ''}${describeObject(type.resource, object, context)}`))
    if (objects.length === 0 && errors.length === 0) streams.err(flags.on('all-namespaces') ? 'No resources found\n' : `No resources found in ${namespace} namespace.\n`)
    return streams.end(errors)
  },
}

function optionsOf({ args, flags }: Invocation): BuilderOptions {
  const labelSelector = flags.text('selector') || undefined
  return {
    labelSelector,
    // A type alone means all its objects.
    all: labelSelector === undefined && args.length === 1 && !args[0]!.includes('/'),
    allNamespaces: flags.on('all-namespaces'),
    filenames: flags.list('filename'),
  }
}

const isNotFound = (error: CommandError) => typeof error !== 'string' && isStatus(error) && error.reason === 'NotFound'

/** `describe pod agent`: where there is no object of that name, all whose names begin so. */
function describeByPrefix(invocation: Invocation, streams: IOStreams, notFound: CommandError, showEvents: boolean) {
  const [what, prefix] = invocation.args as [string, string]
  const all: Found = findObjects(invocation, [what], what.includes('/') ? {} : { all: true })
  if (all.errors.length > 0) return streams.fail(all.errors)
  const meant = all.objects.filter(({ name }) => name.startsWith(prefix))
  const context = newDescribeContext(invocation.draft, showEvents)
  for (const { type, object } of meant) streams.line(describeObject(type.resource, object, context))
  return streams.end(meant.length === 0 ? [notFound] : [])
}
