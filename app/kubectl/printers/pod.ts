/** Columns of pods. Stands for printPod in kubernetes/pkg/printers/internalversion/printers.go. */
import type * as corev1 from '#apis/corev1'
import { fromTimestamp } from '#cluster/timestamps'
import { printAge } from '../age.ts'
import type { Column } from './table.ts'

export const podColumns: readonly Column<corev1.Pod>[] = [
  { header: 'NAME', cell: ({ metadata }) => metadata!.name! },
  { header: 'READY', cell: (pod) => podSummary(pod).ready },
  { header: 'STATUS', cell: (pod) => podSummary(pod).status },
  { header: 'RESTARTS', cell: (pod, now) => printRestarts(podSummary(pod), now) },
  { header: 'AGE', cell: ({ metadata }, now) => printAge(metadata!.creationTimestamp, now) },
  { header: 'IP', wide: true, cell: ({ status }) => status?.podIPs?.[0]?.ip || '<none>' },
  { header: 'NODE', wide: true, cell: ({ spec }) => spec?.nodeName || '<none>' },
  { header: 'NOMINATED NODE', wide: true, cell: ({ status }) => status?.nominatedNodeName || '<none>' },
  { header: 'READINESS GATES', wide: true, cell: printReadinessGates },
]

/** What a pod's containers come down to in one row. */
export interface PodSummary {
  /** `1/2`: containers that are ready, of all that go on running. */
  readonly ready: string
  /** One word: `Running`, `Init:0/1`, `CrashLoopBackOff`, `Terminating`. */
  readonly status: string
  readonly restarts: number
  /** When a container last ended and was started again. */
  readonly lastRestart?: string
}

/** The row's words, from the phase, the reasons of containers that do not run, and the deletion. */
export function podSummary(pod: corev1.Pod): PodSummary {
  const { spec, status, metadata } = pod
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled')
  const summary = new Summary(status?.reason || status?.phase || '')
  if (scheduled?.reason === 'SchedulingGated') summary.status = 'SchedulingGated'
  const sidecars = new Set((spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => name))
  const initializing = readInitContainers(summary, status?.initContainerStatuses ?? [], sidecars, spec?.initContainers?.length ?? 0)
  if (!initializing || isTrue(status, 'Initialized')) readContainers(summary, status)
  if (metadata?.deletionTimestamp) {
    if (status?.reason === 'NodeLost') summary.status = 'Unknown'
    else if (status?.phase !== 'Succeeded' && status?.phase !== 'Failed') summary.status = 'Terminating'
  }
  const { restarts, lastRestart } = summary
  return { ready: `${summary.ready}/${(spec?.containers?.length ?? 0) + sidecars.size}`, status: summary.status, restarts, ...(lastRestart !== undefined && { lastRestart }) }
}

class Summary {
  ready = 0
  restarts = 0
  lastRestart: string | undefined
  /** Restarts of sidecars alone: those of other init containers do not count once the pod runs. */
  sidecars = { restarts: 0, lastRestart: undefined as string | undefined }

  constructor(public status: string) {}

  count({ restartCount = 0, lastState }: corev1.ContainerStatus): void {
    this.restarts += restartCount
    this.lastRestart = later(this.lastRestart, lastState?.terminated?.finishedAt)
  }

  countSidecar({ restartCount = 0, lastState }: corev1.ContainerStatus): void {
    this.sidecars.restarts += restartCount
    this.sidecars.lastRestart = later(this.sidecars.lastRestart, lastState?.terminated?.finishedAt)
  }
}

const later = (a: string | undefined, b: string | undefined) => (a === undefined || (b !== undefined && fromTimestamp(b)! > fromTimestamp(a)!) ? b : a)

/** Reads on until an init container that is not done; true where there is one. */
function readInitContainers(summary: Summary, statuses: readonly corev1.ContainerStatus[], sidecars: ReadonlySet<string | undefined>, count: number): boolean {
  for (const [index, container] of statuses.entries()) {
    const { state, name, started, ready } = container
    summary.count(container)
    const isSidecar = sidecars.has(name)
    if (isSidecar) summary.countSidecar(container)
    if (state?.terminated && !state.terminated.exitCode) continue
    if (isSidecar && started) {
      if (ready) summary.ready++
      continue
    }
    if (state?.terminated) summary.status = `Init:${endOf(state.terminated)}`
    else if (state?.waiting?.reason && state.waiting.reason !== 'PodInitializing') summary.status = `Init:${state.waiting.reason}`
    else summary.status = `Init:${index}/${count}`
    return true
  }
  return false
}

/** From the last container to the first: the first one's reason is what stands. */
function readContainers(summary: Summary, status: corev1.PodStatus | undefined): void {
  summary.restarts = summary.sidecars.restarts
  summary.lastRestart = summary.sidecars.lastRestart
  let hasRunning = false
  for (const container of [...(status?.containerStatuses ?? [])].reverse()) {
    const { state, ready } = container
    summary.count(container)
    if (state?.waiting?.reason) summary.status = state.waiting.reason
    else if (state?.terminated) summary.status = endOf(state.terminated)
    else if (ready && state?.running) {
      hasRunning = true
      summary.ready++
    }
  }
  if (summary.status === 'Completed' && hasRunning) summary.status = isTrue(status, 'Ready') ? 'Running' : 'NotReady'
}

const endOf = ({ reason, signal, exitCode = 0 }: corev1.ContainerStateTerminated) => reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`)

const isTrue = (status: corev1.PodStatus | undefined, condition: string) => status?.conditions?.some(({ type, status: value }) => type === condition && value === 'True') ?? false

function printRestarts({ restarts, lastRestart }: PodSummary, nowUnixMs: number): string {
  return restarts > 0 && lastRestart !== undefined ? `${restarts} (${printAge(lastRestart, nowUnixMs)} ago)` : String(restarts)
}

function printReadinessGates({ spec, status }: corev1.Pod): string {
  const gates = spec?.readinessGates ?? []
  return gates.length === 0 ? '<none>' : `${gates.filter(({ conditionType }) => isTrue(status, conditionType!)).length}/${gates.length}`
}
