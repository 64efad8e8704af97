/** `kubectl set selector`: which pods a service leads to. Stands for kubectl/pkg/cmd/set/set_selector.go. */
import type * as corev1 from '#apis/corev1'
import { parseLabelSelector, type Requirement } from '#apis/label-requirements'
import { isStatus } from '#apis/status'
import { handleRequest, type KubeObject } from '#cluster/kube-apiserver/handle-request'
import type { Command } from '../../command.ts'
import type { CommandError } from '../../command-error.ts'
import { IOStreams } from '../../io-streams.ts'
import { filenameFlags } from '../../manifest-files.ts'
import { dryRunOf, resultPrinter, writeFlags } from '../../print-result.ts'
import { findObjects } from '../../resource-builder.ts'
import { selectionFlags } from '../../selection-flags.ts'
import { localResources } from './change-pods.ts'

export const selector: Command = {
  about: 'Set which pods a service leads to',
  usage: 'set selector (-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version]',
  examples: ["kubectl set selector svc web 'app=web,tier=front'"],
  flags: [
    ...filenameFlags, ...writeFlags, ...selectionFlags.filter(({ name }) => name === 'all'),
    { name: 'local', type: 'boolean', about: 'change what the file says and ask nothing of the server' },
    { name: 'resource-version', type: 'text', about: 'only if the object is still at this version' },
  ],
  start: (invocation) => {
    const { args, flags, draft } = invocation
    const streams = new IOStreams()
    const dryRun = dryRunOf(flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    const wanted = args.at(-1)
    if (wanted === undefined) return streams.fail('one selector is required')
    const print = resultPrinter(streams, flags, dryRun)
    if ('problem' in print) return streams.fail(print.problem)
    const resources = args.slice(0, -1)
    if (flags.on('local') && resources.length > 0) return streams.fail(localResources)
    const { objects, errors: missing } = findObjects(invocation, resources, { filenames: flags.list('filename'), all: flags.on('all'), local: flags.on('local') })
    if (objects.length === 0) return streams.fail(missing)
    const matchLabels = plainLabels(wanted)
    if (typeof matchLabels === 'string') return streams.fail(matchLabels)
    const errors: CommandError[] = [...missing]
    for (const { type, namespace, name, object } of objects) {
      if (type.resource !== 'services') {
        errors.push('setting a selector is only supported for Services')
        continue
      }
      const next = withSelector(object, matchLabels, flags.text('resource-version'))
      const written = dryRun === 'client' || flags.on('local') ? next : handleRequest(draft, { verb: 'update', resource: 'services', namespace, name, object: next, dryRun: dryRun === 'server' })
      if (isStatus(written)) errors.push(written)
      else print(type, written, 'selector updated')
    }
    return streams.end(errors)
  },
}

type Labels = Readonly<Record<string, string>>

/** The labels of a selector that is nothing but labels; else why it cannot be a service's. */
function plainLabels(text: string): Labels | string {
  const requirements = parseLabelSelector(text)
  if ('problem' in requirements) return requirements.problem
  const isPlain = ({ operator, values }: Requirement) => operator === 'in' && values.length === 1 && !new RegExp(`\\bin\\s*\\(`).test(text)
  const others = requirements.filter((requirement) => !isPlain(requirement))
  if (others.length > 0) return `match expression [${others.map(goRequirement).join(' ')}] not supported on this object`
  return Object.fromEntries(requirements.map(({ key, values }) => [key, values[0]!]))
}

const goOperators = { in: 'In', notin: 'NotIn', exists: 'Exists', '!': 'DoesNotExist', gt: 'Gt', lt: 'Lt' } as const
const goRequirement = ({ key, operator, values }: Requirement) => `{${key} ${goOperators[operator]} [${values.join(' ')}]}`

function withSelector(object: KubeObject, matchLabels: Labels, resourceVersion: string | undefined): KubeObject {
  const { spec, metadata } = object as corev1.Service
  return { ...object, metadata: { ...metadata, ...(resourceVersion && { resourceVersion }) }, spec: { ...spec, selector: matchLabels } } as KubeObject
}
