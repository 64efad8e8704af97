/** One manifest in the format of the conformance set: accepted or not, kubectl's words, the object or the causes. */
import { readManifest } from '#apis/manifest'
import { clientRefusal } from '#apis/prepare-manifest'
import { isStatus, type StatusCause } from '#apis/status'
import { perform } from '#cluster/advance'
import { bootCluster } from '#cluster/boot-cluster'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import { readManifestFiles } from '../manifest-files.ts'
import { printed } from '../process.ts'
import { startCommand } from '../run-kubectl.ts'

export interface ManifestAnswer {
  readonly accepted: boolean
  readonly kubectl: { readonly exit: number; readonly stderr: string }
  readonly object?: unknown
  readonly status?: { readonly code: number; readonly reason: string; readonly message: string; readonly causes: readonly StatusCause[] }
}

/** What a fresh cluster answers to `kubectl create --dry-run=server -f -`, and what its API server says behind that. */
export function answerManifest(manifest: string): ManifestAnswer {
  const cluster = bootCluster(1)
  const [, process] = perform(cluster, 'kubectl', (draft) => startCommand(draft, 'create --dry-run=server -f -', { stdin: manifest }))
  const kubectl = { exit: process.exit ?? 1, stderr: printed(process, 'stderr') }
  const [, answers] = perform(cluster, 'kubectl', (draft) =>
    readManifestFiles({ input: { stdin: manifest }, namespace: 'default', namespaceGiven: false }, ['-']).objects.map(({ type, namespace, object }) =>
      handleRequest(draft, { verb: 'create', resource: type.resource, namespace, object, dryRun: true }),
    ),
  )
  if (kubectl.exit === 0) return { accepted: true, kubectl, object: answers.length === 1 ? answers[0] : answers }
  // What kubectl does not even send, the API server would refuse too.
  const unsent = readManifest(manifest).documents.map(({ value }) => clientRefusal(value, 'STDIN')?.status)
  const refusal = answers.find(isStatus) ?? unsent.find((status) => status !== undefined)
  if (!refusal) return { accepted: false, kubectl }
  const { code, reason, message, details } = refusal
  return { accepted: false, kubectl, status: { code, reason, message, causes: details?.causes ?? [] } }
}
