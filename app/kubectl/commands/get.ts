/** `kubectl get`: objects as tables or in full. Stands for kubectl/pkg/cmd/get. */
import { isStatus } from '#apis/status'
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import { usageError, type CommandError } from '../command-error.ts'
import type { Command, Invocation } from '../command.ts'
import type { FlagSpec } from '../flags.ts'
import { getFormats, isTable, outputFormat } from '../get/output-format.ts'
import { newMemory, printObject, type PrintedList } from '../get/print-object.ts'
import { printTables, tableWishes } from '../get/print-tables.ts'
import { ask, wantedOf, type Answers } from '../get/requested.ts'
import { sortObjects } from '../get/sort-objects.ts'
import { resumeWatch, startWatch } from '../get/watch-objects.ts'
import { IOStreams } from '../io-streams.ts'
import { filenameFlags } from '../manifest-files.ts'
import { missingFiles } from '../missing-files.ts'
import type { Process } from '../process.ts'

const flags: readonly FlagSpec[] = [
  ...filenameFlags,
  { name: 'output', short: 'o', type: 'text', about: 'wide, name, yaml, json, jsonpath=…, go-template=…, custom-columns=NAME:.metadata.name,…' },
  { name: 'selector', short: 'l', type: 'text', about: 'objects with these labels: app=agent,zone in (a,b),!gpu' },
  { name: 'field-selector', type: 'text', about: 'objects with these fields: spec.nodeName=node-1' },
  { name: 'all-namespaces', short: 'A', type: 'boolean', about: 'in all namespaces' },
  { name: 'watch', short: 'w', type: 'boolean', about: 'go on and print every change' },
  { name: 'watch-only', type: 'boolean', about: 'print changes only' },
  { name: 'output-watch-events', type: 'boolean', about: 'say of each change whether something was added, modified or deleted' },
  { name: 'sort-by', type: 'text', about: 'order by a field: .metadata.creationTimestamp' },
  { name: 'show-labels', type: 'boolean', about: 'a column with all labels' },
  { name: 'label-columns', short: 'L', type: 'list', about: 'a column per label key' },
  { name: 'show-kind', type: 'boolean', about: 'the kind before each name' },
  { name: 'no-headers', type: 'boolean', about: 'without the first line' },
  { name: 'ignore-not-found', type: 'boolean', about: 'an object that is not there is no error' },
  { name: 'subresource', type: 'text', about: 'status or scale' },
  { name: 'server-print', type: 'boolean', about: 'false: names and ages alone' },
  { name: 'template', type: 'text', about: 'the template of -o jsonpath, go-template or custom-columns' },
  { name: 'allow-missing-template-keys', type: 'boolean', about: 'false: a path that leads nowhere is an error' },
  { name: 'chunk-size', type: 'integer', about: 'accepted; lists are never cut' },
  { name: 'show-managed-fields', type: 'boolean', about: 'accepted; no managed fields are kept' },
  { name: 'raw', type: 'text', about: 'refused; the lab has no HTTP' },
]

export const get: Command = {
  about: 'List objects, or show them in full',
  usage: 'get [(-o|--output=)FORMAT] (TYPE[.GROUP] [NAME… | -l label] | TYPE/NAME…) [flags]',
  examples: ['kubectl get ds', 'kubectl get pods -o wide', 'kubectl get ds/agent -o yaml', 'kubectl get pods -l app=agent -w', "kubectl get nodes -o jsonpath='{.items[*].metadata.name}'"],
  flags,
  start: (invocation) => {
    const streams = new IOStreams()
    const refusal = refusalOf(invocation, streams)
    if (refusal !== undefined) return streams.fail(refusal)
    if (isWatch(invocation)) return startWatch(invocation, streams)
    return show(invocation, streams)
  },
  resume: resumeWatch,
}

const isWatch = (invocation: Invocation) => invocation.flags.on('watch') || invocation.flags.on('watch-only')

/** Why a line is refused before anything is asked for; warnings are printed on the way. */
function refusalOf(invocation: Invocation, streams: IOStreams): CommandError | undefined {
  const { args, flags, path } = invocation
  const given = (name: string) => Boolean(flags.text(name))
  const output = flags.text('output') ?? ''
  if (given('raw')) {
    if (args.length > 0) return 'arguments may not be passed when --raw is specified'
    if (isWatch(invocation) || given('selector')) return '--raw may not be specified with other flags that filter the server request or alter the output'
    if (output !== '') return '--raw and --output are mutually exclusive'
    return 'the lab has no HTTP that --raw could ask; "kubectl get TYPE -o json" prints the same objects'
  }
  if (flags.on('watch') && given('sort-by')) streams.err('warning: --watch requested, --sort-by will be ignored for watch events received\n')
  else if (flags.on('watch-only') && given('sort-by')) streams.err('warning: --watch-only requested, --sort-by will be ignored\n')
  else if (!isWatch(invocation) && args.length === 0 && flags.list('filename').length === 0 && !given('kustomize')) {
    streams.err('You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n')
    return usageError(path, 'Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).')
  }
  if (flags.on('show-labels') && output !== '' && output !== 'wide') return `--show-labels option cannot be used with ${output} printer`
  if (flags.on('output-watch-events') && !isWatch(invocation)) return '--output-watch-events option can only be used with --watch or --watch-only'
  return given('kustomize') ? missingFiles(flags, [], path) : undefined
}

function show(invocation: Invocation, streams: IOStreams): Process {
  const { flags } = invocation
  const asked = ask(invocation, wantedOf(invocation))
  if ('refusal' in asked) return streams.fail(asked.refusal)
  const errors = flags.on('ignore-not-found') ? asked.errors.filter((error) => !isStatus(error) || error.reason !== 'NotFound') : asked.errors
  return isTable(flags) ? showTables(invocation, streams, { ...asked, errors }) : showObjects(invocation, streams, { ...asked, errors })
}

function showTables({ draft, flags, namespace }: Invocation, streams: IOStreams, { answers, errors }: Answers): Process {
  const allNamespaces = flags.on('all-namespaces')
  const tables = printTables(answers, tableWishes(flags), allNamespaces, flags.text('sort-by') ?? '', draft.options.epochMs + draft.nowMs)
  if (typeof tables !== 'string') return streams.fail(tables.problem)
  streams.out(tables)
  if (tables === '' && errors.length === 0 && !flags.on('ignore-not-found')) {
    const inOne = !allNamespaces && answers.every(({ type }) => type.namespaced)
    streams.err(inOne ? `No resources found in ${namespace} namespace.\n` : 'No resources found\n')
  }
  return streams.end(errors)
}

function showObjects({ flags, input }: Invocation, streams: IOStreams, { answers, errors, single }: Answers): Process {
  if (single && errors.length > 0) return streams.fail(errors)
  const objects = answers.flatMap((answer) => answer.objects)
  if (objects.length === 0 && flags.on('ignore-not-found')) return streams.end(errors)
  const format = outputFormat(flags, input, getFormats)
  if ('problem' in format) return streams.fail(format.problem)
  const isList = !single || objects.length !== 1
  const sortBy = flags.text('sort-by') ?? ''
  const sorted = isList && sortBy !== '' && objects.length > 0 ? sortObjects(objects, sortBy, false) : objects
  if ('problem' in sorted) return streams.fail([...errors, sorted.problem])
  const { text, problem } = printObject(format, isList ? listOf(sorted) : sorted[0]!, newMemory())
  streams.out(text)
  return streams.end(problem === undefined ? errors : [...errors, problem])
}

const listOf = (items: readonly KubeObject[]): PrintedList => ({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } })
