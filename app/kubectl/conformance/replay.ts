/** Plays the acts of a recording on our cluster, and tells what came of them in the recording's own format. */
import { perform, type Observer } from '#cluster/advance'
import { bootCluster } from '#cluster/boot-cluster'
import { causedByAct, type Cause } from '#cluster/cause'
import type { Cluster } from '#cluster/cluster'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import type { ClusterOptions } from '#cluster/options'
import { isFaultAct, performFault, withPodNames } from '../cluster-act.ts'
import { advanceWithProcesses, startCommand } from '../run-kubectl.ts'
import { printed, type Process } from '../process.ts'
import { GeneratedNames } from './generated-names.ts'
import { PodTrace } from './pod-trace.ts'
import { recordedState } from './recorded-state.ts'
import type { Given, GivenStep, Replay, ReplayedStep } from './recording.ts'

/** The recorded cluster's clocks: its slow ones ran 12.5 times faster, its kubelets were stand-ins. */
export const recordedClocks: Partial<ClusterOptions> = Object.freeze({
  nodeMonitorPeriodMs: 400,
  nodeMonitorGracePeriodMs: 4_000,
  nodeStartupGracePeriodMs: 4_000,
  podGcPeriodMs: 1_600,
  podGcQuarantineMs: 3_200,
  leaseRenewMs: 1_000,
  controllerSyncMs: 5,
  schedulingMs: 5,
  realKubelet: false,
  podStartMs: 80,
  podRemovalMs: 120,
  nodeReadyMs: 0,
})

/** Free orders and names are drawn from it; any number does. */
const seed = 1

/** Looks on; `onProblem` is told of a step that threw, which then counts as one in which nothing was done, in place of the replay's end. */
export interface Onlooker {
  readonly onWatchEvent?: (event: WatchEvent) => void
  readonly onProblem?: (place: number, error: unknown) => void
}

/** The whole recording, replayed. Deterministic. Whoever looks on finds the places of the steps as causes. */
export function replay({ name, steps }: Given, { onWatchEvent, onProblem }: Onlooker = {}): Replay {
  const names = new GeneratedNames()
  const trace = new PodTrace(names)
  let [cluster, before, eventsUpTo, namespace] = [bootCluster(seed, recordedClocks), undefined as string | undefined, 0, '']
  const observer = { onWatchEvent: (event: WatchEvent) => (trace.note(event), onWatchEvent?.(event)) }
  const playOrSay = (from: Cluster, place: number) => {
    try {
      return playStep(from, steps[place]!, observer, namespace, causedByAct(place))
    } catch (error) {
      if (!onProblem) throw error
      onProblem(place, error)
      return [advanceWithProcesses(from, [], from.nowMs + steps[place]!.elapsedMs, observer)[0], undefined] as const
    }
  }
  const replayed = steps.map(({ do: act, elapsedMs, pick }, place): ReplayedStep => {
    const step: GivenStep = { do: act, elapsedMs, ...(pick && { pick }) }
    const preferred = { ...cluster, options: { ...cluster.options, preferredNodes: pick ?? [] } }
    const [after, process] = playOrSay(preferred, place)
    namespace = process?.contextNamespace ?? namespace
    cluster = after
    const seen = trace.take(cluster)
    const state = recordedState(cluster, names, eventsUpTo)
    eventsUpTo = cluster.resourceVersion
    const fingerprint = JSON.stringify({ ...state, events: [] })
    const changed = fingerprint !== before || state.events.length > 0
    before = fingerprint
    const played: ReplayedStep = { ...step, ...(process && { kubectl: answer(process, names) }), ...seen }
    // eslint-disable-next-line unicorn/no-thenable -- the recordings' own word
    return changed ? { ...played, then: state } : played
  })
  return { name, steps: replayed }
}

function answer(process: Process, names: GeneratedNames) {
  return { exit: process.exit ?? null, stdout: names.replaceIn(printed(process, 'stdout')), stderr: names.replaceIn(printed(process, 'stderr')) }
}

/** The act, and then all that happens until the step's time is over. A command still running then is cut off. */
function playStep(cluster: Cluster, { do: act, elapsedMs }: GivenStep, observer: Observer, namespace: string, cause: Cause): [Cluster, Process | undefined] {
  const untilMs = cluster.nowMs + elapsedMs
  if (!('kubectl' in act)) {
    if (!isFaultAct(act)) return [advanceWithProcesses(cluster, [], untilMs, observer)[0], undefined]
    const [next] = perform(cluster, 'fault', (draft) => performFault(draft, act), observer, cause)
    return [advanceWithProcesses(next, [], untilMs, observer)[0], undefined]
  }
  const line = withPodNames(act.kubectl, cluster)
  const [started, process] = perform(cluster, 'kubectl', (draft) => startCommand(draft, line, { stdin: act.input ?? '', context: 'x', namespace }), observer, cause)
  const [next, [ended]] = advanceWithProcesses(started, [process], untilMs, observer, cause)
  return [next, ended]
}
