/**
 * The image catalogue: what is in the registry of the simulated cluster and how a container of
 * each image behaves. An image that is not listed cannot be pulled.
 */

/** How a container of one image behaves. Durations in virtual ms. */
export interface ImageBehaviour {
  /** Which references it stands for: exact (`nginx:1.27`) or with `*` for any run of characters. */
  readonly pattern: string
  /** How long a node that does not have it takes to pull it. */
  readonly pullMs: number
  /** In bytes, as the Pulled event tells. */
  readonly sizeBytes: number
  /** From the container's start until its readiness probe would succeed; undefined: never. */
  readonly readyAfterMs: number | undefined
  /** From start to exit; undefined: it keeps running. */
  readonly exitsAfterMs: number | undefined
  readonly exitCode: number
  /** From SIGTERM to exit; longer than the grace period means it is killed. */
  readonly stopMs: number
}

/** In the order in which they are asked; the first that matches counts. */
export type ImageCatalogue = readonly ImageBehaviour[]

const image = (pattern: string, pullMs: number, megabytes: number, more: Partial<ImageBehaviour> = {}): ImageBehaviour =>
  Object.freeze({
    pattern,
    pullMs,
    sizeBytes: Math.round(megabytes * 1_000_000),
    readyAfterMs: 800,
    exitsAfterMs: undefined,
    exitCode: 0,
    stopMs: 1_200,
    ...more,
  })

/** The registry that a new cluster starts with. */
export const knownImages: ImageCatalogue = Object.freeze([
  image('*:crash*', 1_200, 12, { exitsAfterMs: 700, exitCode: 1 }),
  image('*:exits*', 1_200, 12, { exitsAfterMs: 3_000, exitCode: 0 }),
  image('*:notready*', 1_200, 12, { readyAfterMs: undefined }),
  image('*:slow*', 9_000, 410, { readyAfterMs: 8_000 }),
  image('nginx:latest', 2_400, 72.3),
  image('nginx:1.2?', 2_400, 71.9),
  image('nginx:1.2?-alpine', 1_100, 20.4),
  image('httpd:2.4', 2_300, 58.1),
  image('redis:7*', 1_900, 44.7),
  image('busybox:1.3?', 500, 2.2, { exitsAfterMs: 400 }),
  image('registry.k8s.io/pause:3.1?', 400, 0.3),
  image('fluent/fluentd:v1.1?', 2_800, 96.2),
  image('fluent/fluent-bit:[34].*', 1_700, 36.8),
  image('fluent-bit:[34].*', 1_700, 36.8),
  image('quay.io/prometheus/node-exporter:v1.*', 1_300, 24.9),
  image('prom/node-exporter:v1.*', 1_300, 24.9),
  image('quay.io/cilium/cilium:v1.*', 4_200, 231.5, { readyAfterMs: 3_000 }),
])

/** `?` stands for one character, `*` for any run of them, `[34]` for one of those. */
function toExpression(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')
  return new RegExp(`^${escaped}$`)
}
const expressions = new Map<string, RegExp>()

/** Answers given already: every step of every container asks. */
const answers = new WeakMap<ImageCatalogue, Map<string, ImageBehaviour | undefined>>()

/** What a container of this image does; undefined where no registry has it. A reference without a tag means `:latest`. */
export function behaviourOf(catalogue: ImageCatalogue, reference: string): ImageBehaviour | undefined {
  let known = answers.get(catalogue)
  if (!known) answers.set(catalogue, (known = new Map()))
  if (!known.has(reference)) known.set(reference, search(catalogue, reference))
  return known.get(reference)
}

function search(catalogue: ImageCatalogue, reference: string): ImageBehaviour | undefined {
  const full = /[:@][^/]*$/.test(reference) ? reference : `${reference}:latest`
  return catalogue.find(({ pattern }) => {
    let expression = expressions.get(pattern)
    if (!expression) expressions.set(pattern, (expression = toExpression(pattern)))
    return expression.test(full)
  })
}
