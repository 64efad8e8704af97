/** `kubectl rollout status`: follows rollouts to their end. */
import type { Draft } from '#cluster/draft'
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import { keyOf } from '#cluster/kube-apiserver/object-key'
import type { Resource, WatchEvent } from '#cluster/kube-apiserver/watch'
import type { Command } from '../../command.ts'
import type { CommandError } from '../../command-error.ts'
import { IOStreams } from '../../io-streams.ts'
import type { Process } from '../../process.ts'
import { apiResource } from '../../resource-names.ts'
import { rolloutStatus } from '../../rollout-status.ts'
import { deadline, isOver, waitOn } from '../../wait-until.ts'
import { rolloutFlags, rolloutObjects } from './rollout-objects.ts'

interface StatusWait {
  /** The first is being followed. */
  readonly objects: readonly { readonly resource: Resource; readonly key: string; readonly uid: string }[]
  readonly follow: boolean
  readonly revision: number
  readonly timeoutMs: number
  readonly deadlineMs?: number
  /** The first was looked at already. */
  readonly begun?: boolean
  /** What went wrong with those before. */
  readonly errors: readonly CommandError[]
}

export const status: Command = {
  about: 'Follow a rollout to its end',
  usage: 'rollout status (TYPE NAME | TYPE/NAME) [flags]',
  examples: ['kubectl rollout status ds/agent', 'kubectl rollout status ds/agent --timeout=30s'],
  flags: [
    ...rolloutFlags,
    { name: 'watch', short: 'w', type: 'boolean', about: 'follow to the end (the default)' },
    { name: 'timeout', type: 'duration', about: 'how long to wait; 0: for ever' },
    { name: 'revision', type: 'integer', about: 'end when a newer revision takes over' },
  ],
  start: (invocation) => {
    const { flags, draft } = invocation
    const streams = new IOStreams()
    const revision = flags.number('revision') ?? 0
    if (revision < 0) return streams.fail(`revision must be a positive integer: ${revision}`)
    const { objects, errors } = rolloutObjects(invocation)
    if (objects.length === 0 && errors.length === 0) {
      streams.err(`No resources found${invocation.namespace ? ` in ${invocation.namespace} namespace` : ''}.\n`)
      return streams.exit()
    }
    const timeoutMs = flags.number('timeout') ?? 0
    const followed = objects.map(({ type, object }) => ({ resource: type.resource, key: keyOf(object.metadata!), uid: object.metadata!.uid! }))
    return goOn(draft, streams, { objects: followed, follow: flags.on('watch', true), revision, timeoutMs, errors, deadlineMs: deadline(draft, timeoutMs) })
  },
  resume: (draft, waiting, events) => goOn(draft, new IOStreams(), waiting.state as StatusWait, events),
}

/** Looks at every state that the followed object went through, then at the next one. */
function goOn(draft: Draft, streams: IOStreams, state: StatusWait, events: readonly WatchEvent[] = []): Process {
  const [followed, ...rest] = state.objects
  if (!followed) return streams.end(state.errors)
  const next = (error?: CommandError) => goOn(draft, streams, { ...state, objects: rest, begun: false, errors: error === undefined ? state.errors : [...state.errors, error], deadlineMs: deadline(draft, state.timeoutMs) })
  const isOurs = ({ resource, object }: WatchEvent) => resource === followed.resource && keyOf(object.metadata!) === followed.key
  const seen = events.filter(isOurs).map(({ type, object }) => (type === 'DELETED' ? undefined : (object as KubeObject)))
  const states: readonly (KubeObject | undefined)[] = state.begun ? seen : [draft.api.get(followed.resource, followed.key)]
  for (const object of states) {
    if (object?.metadata?.uid !== followed.uid) return next('object has been deleted')
    const now = rolloutStatus(apiResource(followed.resource), object, state.revision)
    if ('problem' in now) return next(now.problem)
    streams.out(now.text)
    if (now.done || !state.follow) return next()
  }
  if (isOver(draft, state.deadlineMs)) return next('timed out waiting for the condition')
  return waitOn(streams, 'rollout status', [followed.resource], { ...state, begun: true })
}
