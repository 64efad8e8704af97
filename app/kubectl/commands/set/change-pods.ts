/** What `set image`, `set env` and `set resources` have in common: find objects, change their pod specs, send what changed. */
import type * as corev1 from '#apis/corev1'
import { typeOfKind } from '#apis/fields'
import { isStatus } from '#apis/status'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Invocation } from '../../command.ts'
import type { CommandError } from '../../command-error.ts'
import type { FlagSpec } from '../../flags.ts'
import { IOStreams } from '../../io-streams.ts'
import { filenameFlags } from '../../manifest-files.ts'
import { podSpecOf, withPodSpec } from '../../pod-specs.ts'
import { dryRunOf, resultPrinter, writeFlags } from '../../print-result.ts'
import type { Process } from '../../process.ts'
import { findObjects } from '../../resource-builder.ts'
import { selectionFlags } from '../../selection-flags.ts'
import { twoWayMergePatch } from '../../three-way-merge.ts'

export const setFlags: readonly FlagSpec[] = [
  ...filenameFlags, ...writeFlags, ...selectionFlags,
  { name: 'local', type: 'boolean', about: 'change what the file says and ask nothing of the server' },
]

/** What becomes of a pod spec: the next one, where there is one, and what could not be done. */
export interface PodChange {
  readonly podSpec?: corev1.PodSpec
  readonly errors?: readonly CommandError[]
  /** Printed on standard error as it stands. */
  readonly warning?: string
}

/** How a verb of `set` differs from the others. */
export interface SetVerb {
  /** `image updated`. */
  readonly operation: string
  /** `image`: what could not be changed. */
  readonly what: string
  /** Why nothing is changed although all objects were found: too few words on the line. */
  readonly refusal?: string
  /** Objects that need no change are sent all the same. */
  readonly always?: true
  /** `of` is the object as messages name it: `daemonsets/agent` and `DaemonSet/agent`. */
  readonly change: (podSpec: corev1.PodSpec, of: { readonly objectName: string; readonly kindName: string }) => PodChange
}

/** `--local` reads files alone. */
export const localResources = "error: you must specify resources by --filename when --local is set.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'"

/** Changes every object that the words mean; one that is not found ends it before anything is changed. */
export function changePods(invocation: Invocation, resources: readonly string[], { operation, what, refusal, always, change }: SetVerb, streams = new IOStreams()): Process {
  const { flags, draft } = invocation
  const dryRun = dryRunOf(flags)
  if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
  const print = resultPrinter(streams, flags, dryRun)
  if ('problem' in print) return streams.fail(print.problem)
  if (flags.on('local') && resources.length > 0) return streams.fail(localResources)
  const found = findObjects(invocation, resources, { filenames: flags.list('filename'), labelSelector: flags.text('selector'), all: flags.on('all'), local: flags.on('local') })
  if (found.errors.length > 0) return streams.fail(found.errors)
  if (refusal) return streams.fail(refusal)
  if (flags.on('local') && dryRun === 'server') return streams.fail('cannot specify --local and --dry-run=server - did you mean --dry-run=client?')
  const errors: CommandError[] = []
  for (const { type, namespace, name, object } of found.objects) {
    const podSpec = podSpecOf(type.kind, object)
    const objectName = `${type.resource}/${name}`
    if (!podSpec) {
      errors.push(`error: ${objectName} the object is not a pod or does not have a pod template: *v1.${type.kind}`)
      continue
    }
    const changed = change(podSpec, { objectName, kindName: `${type.kind}/${name}` })
    streams.err(changed.warning ?? '')
    errors.push(...(changed.errors ?? []))
    if (!changed.podSpec) continue
    const next = withPodSpec(type.kind, object, changed.podSpec)
    const patch = twoWayMergePatch(object, next, typeOfKind(type.apiVersion, type.kind))
    if (Object.keys(patch).length === 0 && !always) continue
    const isLocal = dryRun === 'client' || flags.on('local')
    const written = isLocal ? next : handleRequest(draft, { verb: 'patch', resource: type.resource, namespace, name, patchType: 'strategic', patch, dryRun: dryRun === 'server' }, (warning) => streams.warn(warning))
    if (isStatus(written)) errors.push(`failed to patch ${what} update to pod template${what === 'resources' ? '' : ':'} ${written.message}`)
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
