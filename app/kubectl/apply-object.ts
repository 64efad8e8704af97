/** What `kubectl apply` does with one object: creates it, or sends what is to change. The editor asks through the same door what would be refused. */
import type { FieldValidation } from '#apis/decode-object'
import { typeOfKind } from '#apis/fields'
import { isStatus, type Status } from '#apis/status'
import type { Draft } from '#cluster/draft'
import { handleRequest, type KubeObject, type Warn } from '#cluster/kube-apiserver/handle-request'
import { lastApplied, withLastApplied } from './last-applied.ts'
import type { Meant } from './meant.ts'
import { groupVersionResource } from './resource-builder.ts'
import { threeWayMergePatch } from './three-way-merge.ts'
import { goJson } from './write-object.ts'

/** How it is applied. */
export interface ApplyOptions {
  readonly dryRun: boolean
  readonly serverSide: boolean
  readonly fieldValidation: FieldValidation
  readonly warn: Warn
}

/** The object as it is now and the word for what was done; or the refusal, with what was being done in front. */
export type Applied = { readonly object: KubeObject; readonly operation: string } | { readonly refusal: Status; readonly doing: string }

/** Server-side the manifest is sent as it is written, else with itself in its annotation. */
const manifestOf = ({ object }: Meant, serverSide: boolean) => (serverSide ? object : withLastApplied(object))

/** Creates an object that is not there yet. */
export function createApplied(draft: Draft, meant: Meant, { dryRun, serverSide, fieldValidation, warn }: ApplyOptions): Applied {
  const { type, namespace, source } = meant
  const created = handleRequest(draft, { verb: 'create', resource: type.resource, namespace, object: manifestOf(meant, serverSide), dryRun, fieldValidation }, warn)
  if (isStatus(created)) return { refusal: created, doing: `error when creating ${JSON.stringify(source)}` }
  return { object: created, operation: serverSide ? 'serverside-applied' : 'created' }
}

/** Changes an object that is there as `current`. */
export function changeApplied(draft: Draft, meant: Meant, current: KubeObject, { dryRun, serverSide, fieldValidation, warn }: ApplyOptions): Applied {
  const { type, namespace, name, source } = meant
  const manifest = manifestOf(meant, serverSide) as Readonly<Record<string, unknown>>
  const patch = threeWayMergePatch(lastApplied(current), manifest, current as Readonly<Record<string, unknown>>, typeOfKind(type.apiVersion, type.kind))
  const isEmpty = Object.keys(patch).length === 0
  if (!isEmpty && current.metadata?.deletionTimestamp) warn(`Detected changes to resource ${name} which is currently being deleted.`)
  const patched = isEmpty ? current : handleRequest(draft, { verb: 'patch', resource: type.resource, namespace, name, patchType: 'strategic', patch, dryRun, fieldValidation }, warn)
  if (!isStatus(patched)) return { object: patched, operation: serverSide ? 'serverside-applied' : isEmpty ? 'unchanged' : 'configured' }
  return { refusal: patched, doing: `error when applying patch:\n${goJson(patch)}\nto:\n${resourceInfo(meant)}\nfor: ${JSON.stringify(source)}: error when patching ${JSON.stringify(source)}` }
}

/** Which object it is, as apply's errors say it. */
export function resourceInfo({ type, namespace, name }: Meant): string {
  return `Resource: ${JSON.stringify(groupVersionResource(type))}, GroupVersionKind: "${type.group === '' ? '/' : ''}${type.apiVersion}, Kind=${type.kind}"\nName: ${JSON.stringify(name)}, Namespace: ${JSON.stringify(namespace ?? '')}`
}
