/**
 * What a container does, as far as its image and its command tell: how long it runs, with which
 * code it ends, when its probes would succeed. Of a command only sleeping, waiting for ever, ending
 * with a number and failing are understood; any other does what the image does.
 */
import type * as corev1 from '#apis/corev1'
import { behaviourOf, type ImageBehaviour, type ImageCatalogue } from '../images.ts'
import type { ContainerRun, Role } from './pod-run.ts'

/** How long an init container with a command of its own works when its image would run for ever, ms. */
const initWorkMs = 1_000

/** What a container of this image does with this command; undefined where no registry has the image. */
export function behaviourOfContainer(catalogue: ImageCatalogue, container: corev1.Container, role: Role): ImageBehaviour | undefined {
  const image = behaviourOf(catalogue, container.image!)
  return image && (container.command || container.args) ? withCommand(image, container, role) : image
}

function withCommand(image: ImageBehaviour, container: corev1.Container, role: Role): ImageBehaviour {
  const words = [...(container.command ?? []), ...(container.args ?? [])].join(' ')
  const slept = /\bsleep (infinity|inf|\d+)/.exec(words)
  const exitCode = Number(/\bexit (\d+)/.exec(words)?.[1] ?? (/(^|\s)false$/.test(words) ? 1 : image.exitCode))
  if (/\btail -[fF]\b|\bwhile (true|:)|\bsleep inf/.test(words)) return { ...image, exitsAfterMs: undefined }
  if (slept) return { ...image, exitsAfterMs: Number(slept[1]) * 1000, exitCode }
  if (/\bexit \d/.test(words)) return { ...image, exitsAfterMs: image.exitsAfterMs ?? initWorkMs, exitCode }
  return role === 'init' ? { ...image, exitsAfterMs: image.exitsAfterMs ?? initWorkMs, exitCode } : image
}

/** The instant (virtual ms) from which the container counts as started: its startup probe has succeeded. Infinity: it never does. */
export function startedAtMs({ startupProbe }: corev1.Container, run: ContainerRun, image: ImageBehaviour | undefined): number {
  if (run.stage !== 'running') return Infinity
  if (!startupProbe) return run.sinceMs
  return run.probe?.kind === 'startup' ? Infinity : run.sinceMs + firstSuccessMs(startupProbe, image?.readyAfterMs ?? 0)
}

/** The instant (virtual ms) from which the container is ready: started, and its readiness probe has succeeded. Infinity: never. */
export function readyAtMs(container: corev1.Container, run: ContainerRun, image: ImageBehaviour | undefined): number {
  const started = startedAtMs(container, run, image)
  const { readinessProbe } = container
  if (!readinessProbe || started === Infinity) return started
  if (image?.readyAfterMs === undefined) return Infinity
  const succeeds = run.sinceMs + firstSuccessMs(readinessProbe, image.readyAfterMs) + ((readinessProbe.successThreshold ?? 1) - 1) * periodMs(readinessProbe)
  return Math.max(started, succeeds)
}

/** Between two askings of a probe. */
export const periodMs = ({ periodSeconds }: corev1.Probe): number => (periodSeconds || 10) * 1000

/** From the start of a container to the first asking at which it answers, when it can from `ableMs` on. */
export function firstSuccessMs(probe: corev1.Probe, ableMs: number): number {
  const firstMs = (probe.initialDelaySeconds ?? 0) * 1000
  return firstMs + Math.max(0, Math.ceil((ableMs - firstMs) / periodMs(probe))) * periodMs(probe)
}

/** Will a startup probe give up on a container that can answer from `ableMs` on? */
export const givesUp = (probe: corev1.Probe, ableMs: number): boolean => firstSuccessMs(probe, ableMs) - firstSuccessMs(probe, 0) >= (probe.failureThreshold ?? 3) * periodMs(probe)
