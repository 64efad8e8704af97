/**
 * The image catalogue: what is in the registry of the simulated cluster and how a container of
 * each image behaves. An image that is not listed cannot be pulled.
 */

/** How a container of one image behaves. Durations in virtual ms. */
export interface ImageBehaviour {
  /** How long a node that does not have it takes to pull it. */
  readonly pullMs: number
  /** In bytes, as the Pulled event tells. */
  readonly sizeBytes: number
  /** From the container's start until it answers its readiness probe; undefined: never. */
  readonly readyAfterMs: number | undefined
  /** From start to exit; undefined: it keeps running. */
  readonly exitsAfterMs: number | undefined
  readonly exitCode: number
  /** From SIGTERM to exit; longer than the grace period means it is killed. */
  readonly stopMs: number
}

/** Exact references (`nginx:1.27`), or a repository followed by `:*` for all of its other tags. */
export type ImageCatalogue = Readonly<Record<string, ImageBehaviour>>

const image = (pullMs: number, megabytes: number, more: Partial<ImageBehaviour> = {}): ImageBehaviour =>
  Object.freeze({
    pullMs,
    sizeBytes: Math.round(megabytes * 1_000_000),
    readyAfterMs: 800,
    exitsAfterMs: undefined,
    exitCode: 0,
    stopMs: 1_200,
    ...more,
  })

/** The registry that a new cluster starts with. */
export const knownImages: ImageCatalogue = Object.freeze({
  'nginx:latest': image(2_400, 72.3),
})
