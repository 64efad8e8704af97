/** What the image catalogue knows of an image, in words: how long it takes, and what becomes of it. */
import { behaviourOf, type ImageBehaviour, type ImageCatalogue } from '#cluster/images'

const seconds = (ms: number): string => `${Number((ms / 1_000).toFixed(1))} s`
const megabytes = (bytes: number): string => `${Number((bytes / 1_000_000).toFixed(1))} MB`

/** What happens to a container of this image, in one sentence. */
export function outcomeWords({ readyAfterMs, exitsAfterMs, exitCode }: ImageBehaviour): string {
  if (exitsAfterMs !== undefined) return exitCode === 0 ? `Ends by itself after ${seconds(exitsAfterMs)}, and is started again and again.` : `Crashes ${seconds(exitsAfterMs)} after its start, with exit code ${exitCode}.`
  return readyAfterMs === undefined ? 'Runs, and never becomes ready.' : `Ready ${seconds(readyAfterMs)} after its start.`
}

/** All of it; an image that the registry does not have says so. */
export function imageWords(catalogue: ImageCatalogue, reference: string): string {
  const behaviour = behaviourOf(catalogue, reference)
  if (!behaviour) return 'The registry of this lab does not have it: the pull fails with ErrImagePull, then ImagePullBackOff.'
  return `Pulled in ${seconds(behaviour.pullMs)} (${megabytes(behaviour.sizeBytes)}). ${outcomeWords(behaviour)}`
}

/** A line of the catalogue for who reads it. */
export interface ImageLine {
  /** As it is written there: `nginx:1.2?`; `?` is any one character, `*` any run of them. */
  readonly pattern: string
  readonly pull: string
  readonly size: string
  readonly outcome: string
  readonly stop: string
}

/** The catalogue as a table. */
export const imageLines = (catalogue: ImageCatalogue): readonly ImageLine[] =>
  catalogue.map((behaviour) => ({ pattern: behaviour.pattern, pull: seconds(behaviour.pullMs), size: megabytes(behaviour.sizeBytes), outcome: outcomeWords(behaviour), stop: seconds(behaviour.stopMs) }))

/** References that can be written as they are, one or two for each line of the catalogue. */
export const exampleImages = (catalogue: ImageCatalogue): readonly string[] =>
  catalogue.map(({ pattern }) => examples[pattern] ?? pattern.replace(/^\*/, 'nginx').replace(/\[(.).*?\]/g, '$1').replace(/\?/g, '5').replace(/\.\*$/, '.0').replace(/\*/g, ''))

/** Versions that there are, where the pattern alone would make one up. */
const examples: Readonly<Record<string, string>> = { 'nginx:1.2?': 'nginx:1.27', 'nginx:1.2?-alpine': 'nginx:1.27-alpine', 'busybox:1.3?': 'busybox:1.36', 'fluent/fluentd:v1.1?': 'fluent/fluentd:v1.17', 'registry.k8s.io/pause:3.1?': 'registry.k8s.io/pause:3.10' }
