/** `kubectl set image`: other images for containers. */
import type * as corev1 from '#apis/corev1'
import type { Command } from '../../command.ts'
import { IOStreams } from '../../io-streams.ts'
import { changePods, setFlags, splitAssignments, type PodChange } from './change-pods.ts'

export const image: Command = {
  about: 'Give containers another image',
  usage: 'set image (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 …',
  examples: ['kubectl set image ds/agent agent=nginx:1.28', "kubectl set image ds '*=nginx:1.28' --all"],
  flags: setFlags,
  start: (invocation) => {
    const { args } = invocation
    const streams = new IOStreams()
    const words = splitAssignments(args, (word) => word.indexOf('=') > 0 || (word.endsWith('-') && word !== '-'))
    if ('problem' in words) return streams.fail(words.problem.replace('changes', 'image changes'))
    const { resources, pairs } = words
    if (pairs.some((pair) => !pair.includes('='))) return streams.fail(`invalid image format: ${pairs.find((pair) => !pair.includes('='))}`)
    const images = new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const))
    return changePods(invocation, resources, { operation: 'image updated', what: 'image', refusal: refusalOf(images), change: (podSpec) => withImages(podSpec, images) })
  },
}

function refusalOf(images: ReadonlyMap<string, string>): string | undefined {
  if (images.size === 0) return 'at least one image update is required'
  return images.has('*') && images.size > 1 ? 'all containers are already specified by *, but saw more than one container_name=container_image pairs' : undefined
}

/** Containers that are there get their image although others that were named are not. */
function withImages(podSpec: corev1.PodSpec, images: ReadonlyMap<string, string>): PodChange {
  const unknown = [...images.keys()].filter((name) => name !== '*' && ![...(podSpec.containers ?? []), ...(podSpec.initContainers ?? [])].some((container) => container.name === name))
  const changed = (containers: readonly corev1.Container[]) => containers.map((container) => ({ ...container, image: images.get(container.name!) ?? images.get('*') ?? container.image }))
  return {
    podSpec: { ...podSpec, containers: changed(podSpec.containers ?? []), ...(podSpec.initContainers && { initContainers: changed(podSpec.initContainers) }) },
    errors: unknown.map((name) => `error: unable to find container named ${JSON.stringify(name)}`),
  }
}
