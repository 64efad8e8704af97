/**
 * One container: pull, start, probes, exit, back-off. Level-triggered: brings it as far as it can be
 * now. Stands for kuberuntime's startContainer, the image manager and the probe workers.
 */
import type * as corev1 from '#apis/corev1'
import type { Draft } from '../draft.ts'
import type { ImageBehaviour } from '../images.ts'
import { recordEvent } from '../record-event.ts'
import { behaviourOfContainer, firstSuccessMs, givesUp, periodMs } from './container-behaviour.ts'
import { pullError } from './pod-status.ts'
import { backOffDelayMs, nodeImages, type ContainerRun, type Part } from './pod-run.ts'

/** Where a container stands. */
export interface Site extends Part {
  readonly draft: Draft
  readonly pod: corev1.Pod
  readonly image: ImageBehaviour | undefined
}

export const siteOf = (draft: Draft, pod: corev1.Pod, part: Part): Site => ({ draft, pod, ...part, image: behaviourOfContainer(draft.options.images, part.container, part.role) })

/** When (virtual ms) something about it happens by itself. */
export const dueMs = ({ untilMs = Infinity, probe }: ContainerRun): number => Math.min(untilMs, probe?.nextMs ?? Infinity)

/** Whether a pull that has the image already asks the registry only. */
const askRegistryMs = 200
/** How long a registry takes to say that it has no such image. */
const refusalMs = 600
/** SIGKILL: 128 + 9. */
const killedCode = 137

/** The container after all that is due now. */
export function syncContainer(site: Site, run: ContainerRun): ContainerRun {
  const { draft: { nowMs, options }, image, container } = site
  if (run.stage === 'waiting') return pullOrStart(site, run)
  if (run.stage === 'exited' || dueMs(run) > nowMs) return run
  switch (run.stage) {
    case 'pull-failed':
    case 'crashed':
      return pullOrStart(site, { ...run, restarts: run.stage === 'crashed' ? run.restarts + 1 : run.restarts })
    case 'pulling': {
      if (!image) {
        tell(site, 'Warning', 'Failed', `Failed to pull image "${container.image}": ${pullError(container.image!)}`)
        tell(site, 'Warning', 'Failed', 'Error: ErrImagePull')
        const failures = run.failures + 1
        return enter(site, run, 'pull-failed', { failures, untilMs: nowMs + backOffDelayMs(failures, options.backOffMs, options.maxBackOffMs) })
      }
      nodeImages(site.draft).set(`${site.pod.spec!.nodeName}/${container.image}`, true)
      const took = `${(nowMs - run.sinceMs) / 1000}s`
      tell(site, 'Normal', 'Pulled', `Successfully pulled image "${container.image}" in ${took} (${took} including waiting). Image size: ${image.sizeBytes} bytes.`)
      return start(site, { ...run, failures: 0 })
    }
    case 'running':
      return (run.untilMs ?? Infinity) <= nowMs ? exit(site, run, run.dies ?? image?.exitCode ?? 0) : probeFails(site, run)
  }
}

const tell = ({ draft, pod, container, role }: Site, type: 'Normal' | 'Warning', reason: string, message: string) =>
  recordEvent(draft, 'pods', pod, { type, reason, message, fieldPath: `spec.${role === 'main' ? 'containers' : 'initContainers'}{${container.name}}` }, 'kubelet', pod.spec!.nodeName)

const enter = ({ draft }: Site, run: ContainerRun, stage: ContainerRun['stage'], change: Partial<ContainerRun> = {}): ContainerRun =>
  Object.freeze({ ...run, stage, sinceMs: draft.nowMs, untilMs: undefined, dies: undefined, probe: undefined, ...change })

function pullOrStart(site: Site, run: ContainerRun): ContainerRun {
  const { draft, pod, container, image } = site
  const has = nodeImages(draft).has(`${pod.spec!.nodeName}/${container.image}`)
  if (has && container.imagePullPolicy !== 'Always') {
    tell(site, 'Normal', 'Pulled', `Container image "${container.image}" already present on machine and can be accessed by the pod`)
    return start(site, run)
  }
  tell(site, 'Normal', 'Pulling', `Pulling image "${container.image}"`)
  return enter(site, run, 'pulling', { untilMs: draft.nowMs + (has ? askRegistryMs : (image?.pullMs ?? refusalMs)) })
}

function start(site: Site, run: ContainerRun): ContainerRun {
  tell(site, 'Normal', 'Created', 'Container created')
  tell(site, 'Normal', 'Started', 'Container started')
  const { draft: { nowMs }, container: { startupProbe }, image } = site
  const exitsAfterMs = image?.exitsAfterMs
  const hopeless = startupProbe && givesUp(startupProbe, image?.readyAfterMs ?? 0)
  return enter(site, run, 'running', {
    untilMs: exitsAfterMs === undefined ? undefined : nowMs + exitsAfterMs,
    ...(hopeless && { probe: { kind: 'startup', failures: 0, nextMs: nowMs + firstSuccessMs(startupProbe, 0) } }),
  })
}

/** A probe has failed once more: it is told of, and at the threshold the container is ended. */
function probeFails(site: Site, run: ContainerRun): ContainerRun {
  const { container, image, pod } = site
  const { kind, failures: before, nextMs } = run.probe!
  const probe = (kind === 'startup' ? container.startupProbe : container.livenessProbe)!
  const failures = before + 1
  tell(site, 'Warning', 'Unhealthy', `${kind === 'startup' ? 'Startup' : 'Liveness'} probe failed: ${whyFailed(probe)}`)
  if (failures < (probe.failureThreshold ?? 3)) return Object.freeze({ ...run, probe: { kind, failures, nextMs: nextMs + periodMs(probe) } })
  tell(site, 'Normal', 'Killing', `Container ${container.name} failed ${kind} probe, will be restarted`)
  const graceMs = (probe.terminationGracePeriodSeconds ?? pod.spec!.terminationGracePeriodSeconds ?? 30) * 1000
  return exit(site, run, (image?.stopMs ?? 0) > graceMs ? killedCode : 0)
}

function whyFailed({ httpGet, tcpSocket, grpc }: corev1.Probe): string {
  if (httpGet) return 'HTTP probe failed with statuscode: 503'
  if (tcpSocket) return `dial tcp 10.244.0.1:${tcpSocket.port}: connect: connection refused`
  return grpc ? 'service unhealthy (responded with "NOT_SERVING")' : 'command exited with status 1'
}

/** The container has ended; it starts again, waits, or stays ended, as the policy has it. */
export function exit(site: Site, run: ContainerRun, exitCode: number): ContainerRun {
  const { draft: { nowMs, options }, container, pod } = site
  const last = { exitCode, startedAtMs: run.sinceMs, finishedAtMs: nowMs }
  if (!startsAgain(site, exitCode)) return enter(site, run, 'exited', { last })
  const failures = (run.sinceMs + options.backOffResetMs <= nowMs ? 0 : run.failures) + 1
  const ended = { ...run, failures, last, probe: undefined }
  // After the first exit the container starts again at once; the wait begins with the second.
  if (failures === 1) return pullOrStart(site, { ...ended, restarts: run.restarts + 1 })
  const { name, namespace, uid } = pod.metadata!
  tell(site, 'Warning', 'BackOff', `Back-off restarting failed container ${container.name} in pod ${name}_${namespace}(${uid})`)
  return enter(site, ended, 'crashed', { untilMs: nowMs + backOffDelayMs(failures - 1, options.backOffMs, options.maxBackOffMs) })
}

function startsAgain({ pod, container, role }: Site, exitCode: number): boolean {
  if (role === 'sidecar') return true
  const policy = container.restartPolicy ?? pod.spec!.restartPolicy ?? 'Always'
  // An init container that has done its work is done.
  return policy === 'Always' ? role === 'main' || exitCode !== 0 : policy === 'OnFailure' && exitCode !== 0
}
