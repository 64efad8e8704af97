/** One manifest in the format of the conformance set: accepted or not, kubectl's words, the object or the causes. */
import { prepareManifest } from '#apis/prepare-manifest'
import { isStatus, type StatusCause } from '#apis/status'
import { bootCluster } from '#cluster/boot-cluster'
import { perform } from '#cluster/advance'

export interface ManifestAnswer {
  readonly accepted: boolean
  readonly kubectl: { readonly exit: number; readonly stderr: string }
  readonly object?: unknown
  readonly status?: { readonly code: number; readonly reason: string; readonly message: string; readonly causes: readonly StatusCause[] }
}

/** What a fresh cluster answers to `kubectl create --dry-run=server -f -`. */
export function answerManifest(manifest: string): ManifestAnswer {
  const cluster = bootCluster(1)
  const prepared = prepareManifest(manifest, { verb: 'create', source: 'STDIN', namespaces: new Set(cluster.objects.namespaces.keys()) })
  const refusal = prepared.find((each) => !each.accepted)
  if (refusal && !refusal.accepted) {
    const { status } = refusal
    return {
      accepted: false,
      kubectl: { exit: 1, stderr: refusal.stderr },
      ...(status && { status: { code: status.code, reason: status.reason, message: status.message, causes: status.details?.causes ?? [] } }),
    }
  }
  const objects = prepared.map((each) => (each.accepted ? perform(cluster, 'kubectl', (draft) => draft.api.create('daemonsets', each.object))[1] : undefined))
  const warnings = prepared.flatMap((each) => (each.accepted ? each.warnings : []))
  const failed = objects.find(isStatus)
  if (failed) return { accepted: false, kubectl: { exit: 1, stderr: `Error from server (${failed.reason}): ${failed.message}\n` } }
  return { accepted: true, kubectl: { exit: 0, stderr: warnings.map((warning) => `Warning: ${warning}\n`).join('') }, object: objects.length === 1 ? objects[0] : objects }
}
