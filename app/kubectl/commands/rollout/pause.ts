/** `kubectl rollout pause` and `resume`: only Deployments can. */
import type * as appsv1 from '#apis/appsv1'
import { isStatus } from '#apis/status'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Command } from '../../command.ts'
import { whileDoing, type CommandError } from '../../command-error.ts'
import { IOStreams } from '../../io-streams.ts'
import { resultPrinter, writeFlags } from '../../print-result.ts'
import { rolloutFlags, rolloutObjects } from './rollout-objects.ts'

const pausing = (verb: 'pause' | 'resume', about: string): Command => ({
  about,
  usage: `rollout ${verb} TYPE NAME`,
  examples: [`kubectl rollout ${verb} deploy/web`],
  flags: [...rolloutFlags, ...writeFlags.filter(({ name }) => name !== 'dry-run')],
  start: (invocation) => {
    const { flags, draft } = invocation
    const streams = new IOStreams()
    const print = resultPrinter(streams, flags, 'none')
    if ('problem' in print) return streams.fail(print.problem)
    const { objects, errors: missing } = rolloutObjects(invocation)
    const errors: CommandError[] = [...missing]
    const isPause = verb === 'pause'
    if (objects.length === 0 && errors.length === 0) streams.err(`No resources found in ${invocation.namespace} namespace.\n`)
    for (const { type, namespace, name, object } of objects) {
      const qualified = `error: ${type.qualified} ${JSON.stringify(name)}`
      if (type.resource !== 'deployments') errors.push(`${qualified} ${isPause ? 'pausing' : 'resuming'} is not supported`)
      else if (Boolean((object as appsv1.Deployment).spec?.paused) === isPause) errors.push(`${qualified} ${isPause ? 'is already paused' : 'is not paused'}`)
      else {
        const patch = { spec: { paused: isPause ? true : null } }
        const written = handleRequest(draft, { verb: 'patch', resource: 'deployments', namespace, name, patchType: 'strategic', patch })
        if (isStatus(written)) errors.push(whileDoing('failed to patch', written))
        else print(type, written, isPause ? 'paused' : 'resumed')
      }
    }
    return streams.end(errors)
  },
})

export const pause = pausing('pause', 'Hold a rollout')
export const resume = pausing('resume', 'Let a held rollout go on')
