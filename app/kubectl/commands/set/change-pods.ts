/** What `set image`, `set env` and `set resources` have in common: find objects, change their pod specs, send what changed. */
import type * as corev1 from '#apis/corev1'
import { typeOfKind } from '#apis/fields'
import { isStatus } from '#apis/status'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Invocation } from '../../command.ts'
import { whileDoing, type CommandError } from '../../command-error.ts'
import type { FlagSpec } from '../../flags.ts'
import { IOStreams } from '../../io-streams.ts'
import { filenameFlags } from '../../manifest-files.ts'
import { podSpecOf, withPodSpec } from '../../pod-specs.ts'
import { dryRunOf, resultPrinter, writeFlags } from '../../print-result.ts'
import type { Process } from '../../process.ts'
import { findObjects, groupVersionResource } from '../../resource-builder.ts'
import { selectionFlags } from '../../selection-flags.ts'
import { twoWayMergePatch } from '../../three-way-merge.ts'

export const setFlags: readonly FlagSpec[] = [
  ...filenameFlags, ...writeFlags, ...selectionFlags,
  { name: 'local', type: 'boolean', about: 'change what the file says and ask nothing of the server' },
]

/** The changed spec; undefined where the object is left alone; or errors. */
export type PodChange = (podSpec: corev1.PodSpec, of: { readonly resource: string; readonly name: string }) => corev1.PodSpec | undefined | { readonly errors: readonly CommandError[] }

/** How a verb of `set` differs from the others. */
export interface SetVerb {
  /** `image updated`. */
  readonly operation: string
  /** `image`: what could not be changed. */
  readonly what: string
  readonly change: PodChange
}

/** Changes every object that the words mean. */
export function changePods(invocation: Invocation, resources: readonly string[], { operation, what, change }: SetVerb): Process {
  const { flags, draft } = invocation
  const streams = new IOStreams()
  const dryRun = dryRunOf(flags)
  if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
  const print = resultPrinter(streams, flags, dryRun)
  if ('problem' in print) return streams.fail(print.problem)
  const found = findObjects(invocation, resources, { filenames: flags.list('filename'), labelSelector: flags.text('selector'), all: flags.on('all'), local: flags.on('local') })
  const errors: CommandError[] = [...found.errors]
  for (const { type, namespace, name, object } of found.objects) {
    const podSpec = podSpecOf(type.kind, object)
    if (!podSpec) {
      errors.push(`the object is not a pod or does not have a pod template: ${groupVersionResource(type)}`)
      continue
    }
    const changedSpec = change(podSpec, { resource: type.resource, name })
    if (changedSpec && 'errors' in changedSpec) {
      errors.push(...changedSpec.errors)
      continue
    }
    if (!changedSpec) continue
    const next = withPodSpec(type.kind, object, changedSpec)
    const patch = twoWayMergePatch(object, next, typeOfKind(type.apiVersion, type.kind))
    if (Object.keys(patch).length === 0) continue
    const isLocal = dryRun === 'client' || flags.on('local')
    const written = isLocal ? next : handleRequest(draft, { verb: 'patch', resource: type.resource, namespace, name, patchType: 'strategic', patch, dryRun: dryRun === 'server' }, (warning) => streams.warn(warning))
    if (isStatus(written)) errors.push(written.reason === 'Invalid' ? written : whileDoing(`failed to patch ${what} update to pod template`, written))
    else print(type, written, operation)
  }
  return streams.end(errors)
}

/** Cuts words into objects and the pairs behind them: `ds/agent agent=nginx:1.28`. */
export function splitAssignments(args: readonly string[], isPair: (word: string) => boolean): { readonly resources: readonly string[]; readonly pairs: readonly string[] } | { readonly problem: string } {
  const first = args.findIndex(isPair)
  const at = first < 0 ? args.length : first
  const late = args.slice(at).find((word) => !isPair(word))
  return late === undefined ? { resources: args.slice(0, at), pairs: args.slice(at) } : { problem: `all resources must be specified before changes: ${late}` }
}
