/** `kubectl rollout undo`: back to an earlier revision. */
import type * as corev1 from '#apis/corev1'
import { isStatus } from '#apis/status'
import { equal } from '#cluster/kube-apiserver/equal'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Command, Invocation } from '../../command.ts'
import type { CommandError } from '../../command-error.ts'
import { templateText } from '../../template-text.ts'
import { IOStreams } from '../../io-streams.ts'
import { lastAppliedAnnotation } from '../../last-applied.ts'
import type { Meant } from '../../meant.ts'
import { dryRunOf, resultPrinter, writeFlags, type DryRun } from '../../print-result.ts'
import { noRevisionsOf, revisionsOf } from '../../revisions.ts'
import { rolloutFlags, rolloutObjects } from './rollout-objects.ts'

export const undo: Command = {
  about: 'Go back to an earlier revision',
  usage: 'rollout undo (TYPE NAME | TYPE/NAME) [flags]',
  examples: ['kubectl rollout undo ds/agent', 'kubectl rollout undo ds/agent --to-revision=3'],
  flags: [
    ...rolloutFlags, ...writeFlags.filter(({ name }) => name !== 'field-manager'),
    { name: 'to-revision', type: 'integer', about: 'the revision to go back to; 0: the one before' },
  ],
  start: (invocation) => {
    const { flags } = invocation
    const streams = new IOStreams()
    const dryRun = dryRunOf(flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    const print = resultPrinter(streams, flags, dryRun)
    if ('problem' in print) return streams.fail(print.problem)
    const { objects, errors: missing } = rolloutObjects(invocation)
    const errors: CommandError[] = [...missing]
    for (const meant of objects) {
      const { type, name, object } = meant
      if (object.metadata?.annotations?.[lastAppliedAnnotation] !== undefined) {
        streams.warn(`resource ${type.resource}/${name} was previously managed with 'kubectl apply'. Rolling back will not update the ${lastAppliedAnnotation} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.`)
      }
      const rolled = rollBack(invocation, meant, dryRun)
      if ('error' in rolled) errors.push(rolled.error)
      else print(type, object, rolled.operation)
    }
    return streams.end(errors)
  },
}

/** The words for what was done, or why it was not. */
function rollBack({ draft, flags }: Invocation, { type, namespace, name, object }: Meant, dryRun: DryRun): { readonly operation: string } | { readonly error: CommandError } {
  const problem = (error: string) => ({ error })
  const revisions = revisionsOf(draft, type.kind, object)
  if (!revisions) return problem(noRevisionsOf(type, 'rollbacker', 'rollbacker'))
  const wanted = flags.number('to-revision') ?? 0
  if (wanted < 0) return problem(`unable to find specified revision ${wanted} in history`)
  if (wanted === 0 && revisions.length < 2) return problem(type.kind === 'Deployment' ? `no rollout history found for deployment ${JSON.stringify(name)}` : 'no last revision to roll back to')
  const revision = wanted === 0 ? revisions.at(-2) : revisions.find(({ number }) => number === wanted)
  if (!revision) return problem(`unable to find specified revision ${wanted} in history`)
  if (dryRun === 'client') return { operation: `${type.kind === 'DaemonSet' ? 'will roll back to ' : ''}${templateText(revision.shown)}` }
  const { spec } = object as { spec?: { template?: corev1.PodTemplateSpec; paused?: boolean } }
  if (spec?.paused) return problem(`you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again`)
  if (equal(spec?.template, revision.template)) return { operation: `skipped rollback (current template already matches revision ${revision.number})` }
  const patch = { spec: { template: { ...revision.template, $patch: 'replace' } } }
  const written = handleRequest(draft, { verb: 'patch', resource: type.resource, namespace, name, patchType: 'strategic', patch, dryRun: dryRun === 'server' })
  return isStatus(written) ? problem(`failed restoring revision ${revision.number}: ${written.message}`) : { operation: 'rolled back' }
}
