/** `kubectl diff`: what apply would change. Stands for kubectl/pkg/cmd/diff. */
import { typeOfKind } from '#apis/fields'
import { isStatus, type Status } from '#apis/status'
import { handleRequest, type KubeObject } from '#cluster/kube-apiserver/handle-request'
import { toMicroTimestamp } from '#cluster/timestamps'
import type { Command, Invocation } from '../command.ts'
import type { CommandError } from '../command-error.ts'
import { IOStreams } from '../io-streams.ts'
import { lastApplied, withoutLastApplied } from '../last-applied.ts'
import { filenameFlags, readManifestFiles } from '../manifest-files.ts'
import type { Meant } from '../meant.ts'
import { missingFiles } from '../missing-files.ts'
import type { Process } from '../process.ts'
import { threeWayMergePatch } from '../three-way-merge.ts'
import { unifiedDiff } from '../unified-diff.ts'
import { writeYaml } from '../write-object.ts'

export const diff: Command = {
  about: 'Show what apply would change',
  usage: 'diff -f FILENAME',
  examples: ['kubectl diff -f manifest.yaml'],
  flags: [
    ...filenameFlags,
    { name: 'selector', short: 'l', type: 'text', about: 'only objects of the files with these labels' },
    { name: 'server-side', type: 'boolean', about: 'let the server merge' },
    { name: 'force-conflicts', type: 'boolean', about: 'accepted' },
    { name: 'field-manager', type: 'text', about: 'accepted' },
    { name: 'show-managed-fields', type: 'boolean', about: 'accepted; no managed fields are kept' },
    { name: 'concurrency', type: 'integer', about: 'accepted' },
    { name: 'prune', type: 'boolean', about: 'refused' },
  ],
  start: (invocation) => {
    const { flags, args, path, draft } = invocation
    const streams = new IOStreams()
    const refusal = missingFiles(flags, args, path)
    if (refusal) return failed(streams, [refusal])
    const { objects, errors: unread } = readManifestFiles(invocation, flags.list('filename'), { labelSelector: flags.text('selector') })
    const errors: CommandError[] = [...unread]
    // GNU diff writes the time of its files in nanoseconds.
    const time = toMicroTimestamp(draft.options.epochMs + draft.nowMs).replace('T', ' ').replace('Z', '000 +0000')
    const folder = (name: string) => `/tmp/${name}-${String(draft.api.resourceVersion).padStart(10, '0')}`
    let isDifferent = false
    for (const meant of objects) {
      const sides = sidesOf(invocation, streams, meant)
      if (isStatus(sides)) {
        errors.push(sides)
        continue
      }
      const name = fileName(meant)
      const text = unifiedDiff({ path: `${folder('LIVE')}/${name}`, time, text: sides.live ? writeYaml(sides.live) : '' }, { path: `${folder('MERGED')}/${name}`, time, text: writeYaml(sides.merged) })
      if (text) isDifferent = true
      streams.out(text)
    }
    if (errors.length > 0) return failed(streams, errors)
    return streams.exit(isDifferent ? 1 : 0)
  },
}

/** A mistake is told apart from a difference, which ends with 1. */
const failed = (streams: IOStreams, errors: readonly CommandError[]): Process => ({ ...streams.fail(errors), exit: 2 })

const fileName = ({ type, namespace, name }: Meant) => `${type.group ? `${type.group}.` : ''}${type.apiVersion.split('/').at(-1)}.${type.kind}.${namespace ?? ''}.${name}`

function sidesOf({ draft }: Invocation, streams: IOStreams, { type, namespace, name, object }: Meant): { readonly live: KubeObject | undefined; readonly merged: KubeObject } | Status {
  const live = handleRequest(draft, { verb: 'get', resource: type.resource, namespace, name })
  const warn = (warning: string) => streams.warn(warning)
  if (isStatus(live)) {
    const created = handleRequest(draft, { verb: 'create', resource: type.resource, namespace, object, dryRun: true }, warn)
    return isStatus(created) ? created : { live: undefined, merged: created }
  }
  const patch = threeWayMergePatch(lastApplied(live), withoutLastApplied(object) as Readonly<Record<string, unknown>>, live as Readonly<Record<string, unknown>>, typeOfKind(type.apiVersion, type.kind))
  if (Object.keys(patch).length === 0) return { live, merged: live }
  const merged = handleRequest(draft, { verb: 'patch', resource: type.resource, namespace, name, patchType: 'strategic', patch, dryRun: true }, warn)
  // The stored version of something that is not stored is not shown.
  return isStatus(merged) ? merged : { live, merged: { ...merged, metadata: { ...merged.metadata, resourceVersion: live.metadata!.resourceVersion } } }
}
