/** `--overrides` of `run` and `expose`: JSON that is merged into what kubectl writes. */
import { isStatus } from '#apis/status'
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import { patchObject } from '#cluster/kube-apiserver/patch-object'

/** The object with the overrides in it; `type` is `merge`, `strategic` or `json`. Without overrides the object itself. */
export function withOverrides(object: KubeObject, overrides: string | undefined, type = 'merge'): KubeObject | { readonly problem: string } {
  if (!overrides) return object
  let patch: unknown
  try {
    patch = JSON.parse(overrides)
  } catch {
    return { problem: 'Invalid JSON Patch' }
  }
  const patched = patchObject(object, patch, type === 'strategic' || type === 'json' ? type : 'merge')
  return isStatus(patched) ? { problem: patched.message } : (patched as KubeObject)
}
