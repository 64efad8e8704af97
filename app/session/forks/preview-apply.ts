/** What applying a manifest would print. */
import type { Cluster } from '#cluster/cluster'
import type { Answer } from '#timeline/answer'
import { rehearse } from '#timeline/rehearsal'
import { firstShell, manifestFile, newWorld } from '#timeline/world'

export function* previewApply(cluster: Cluster, manifest: string): Generator<undefined, Answer> {
  const { answer } = yield* rehearse(newWorld(cluster), { shell: firstShell, line: `kubectl apply -f ${manifestFile}`, files: { [manifestFile]: manifest } }, () => true, 0)
  return answer
}
