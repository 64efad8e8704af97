/** `kubectl rollout restart`: a new template that differs in nothing but a timestamp. */
import type * as appsv1 from '#apis/appsv1'
import { isStatus } from '#apis/status'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Command } from '../../command.ts'
import { whileDoing, type CommandError } from '../../command-error.ts'
import { IOStreams } from '../../io-streams.ts'
import { resultPrinter, writeFlags } from '../../print-result.ts'
import { rolloutFlags, rolloutObjects } from './rollout-objects.ts'

const annotation = 'kubectl.kubernetes.io/restartedAt'

export const restart: Command = {
  about: 'Replace all pods of an object',
  usage: 'rollout restart TYPE NAME',
  examples: ['kubectl rollout restart ds/agent'],
  flags: [...rolloutFlags, ...writeFlags.filter(({ name }) => name !== 'dry-run')],
  start: (invocation) => {
    const { flags, draft } = invocation
    const streams = new IOStreams()
    const print = resultPrinter(streams, flags, 'none')
    if ('problem' in print) return streams.fail(print.problem)
    const { objects, errors: missing } = rolloutObjects(invocation)
    const errors: CommandError[] = [...missing]
    if (objects.length === 0 && errors.length === 0) streams.err(`No resources found in ${invocation.namespace} namespace.\n`)
    for (const { type, namespace, name, object } of objects) {
      if (!['daemonsets', 'deployments'].includes(type.resource)) {
        errors.push(`error: ${type.qualified} ${JSON.stringify(name)} restarting is not supported`)
        continue
      }
      const { spec } = object as appsv1.Deployment
      if (spec?.paused) {
        errors.push(`error: ${type.qualified} ${JSON.stringify(name)} can't restart paused deployment (run rollout resume first)`)
        continue
      }
      if (spec?.template?.metadata?.annotations?.[annotation] === draft.api.now()) {
        errors.push(`failed to create patch for ${name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`)
        continue
      }
      const patch = { spec: { template: { metadata: { annotations: { [annotation]: draft.api.now() } } } } }
      const written = handleRequest(draft, { verb: 'patch', resource: type.resource, namespace, name, patchType: 'strategic', patch }, (warning) => streams.warn(warning))
      if (isStatus(written)) errors.push(whileDoing('failed to patch', written))
      else print(type, written, 'restarted')
    }
    return streams.end(errors)
  },
}
