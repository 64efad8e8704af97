/** `kubectl set image`: other images for containers. */
import type * as corev1 from '#apis/corev1'
import type { Command } from '../../command.ts'
import { IOStreams } from '../../io-streams.ts'
import { missingResource, separateType } from '../../resource-builder.ts'
import { changePods, setFlags, splitAssignments } from './change-pods.ts'

export const image: Command = {
  about: 'Give containers another image',
  usage: 'set image (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 …',
  examples: ['kubectl set image ds/agent agent=nginx:1.28', "kubectl set image ds '*=nginx:1.28' --all"],
  flags: setFlags,
  start: (invocation) => {
    const { args, flags } = invocation
    const streams = new IOStreams()
    const words = splitAssignments(args, (word) => word.indexOf('=') > 0 || (word.endsWith('-') && word !== '-'))
    if ('problem' in words) return streams.fail(words.problem.replace('changes', 'image changes'))
    const { resources, pairs } = words
    if (pairs.some((pair) => !pair.includes('='))) return streams.fail(`invalid image format: ${pairs.find((pair) => !pair.includes('='))}`)
    const hasFiles = flags.given('filename') || flags.given('kustomize')
    if (resources.length < 1 && !hasFiles) return streams.fail(missingResource)
    if (pairs.length === 0 && resources.some((word) => word.includes('/')) && resources.some((word) => !word.includes('/'))) return streams.fail(separateType)
    if (pairs.length === 0) return streams.fail('at least one image update is required')
    if (flags.on('all') && flags.given('selector')) return streams.fail('cannot set --all and --selector at the same time')
    const images = new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const))
    if (images.has('*') && images.size > 1) return streams.fail('all containers are already specified by *, but saw more than one container_name=container_image pairs')
    return changePods(invocation, resources, { operation: 'image updated', what: 'image', change: (podSpec) => withImages(podSpec, images) })
  },
}

function withImages(podSpec: corev1.PodSpec, images: ReadonlyMap<string, string>): corev1.PodSpec | { readonly errors: readonly string[] } {
  const unknown = [...images.keys()].filter((name) => name !== '*' && ![...(podSpec.containers ?? []), ...(podSpec.initContainers ?? [])].some((container) => container.name === name))
  if (unknown.length > 0) return { errors: unknown.map((name) => `unable to find container named ${JSON.stringify(name)}`) }
  const changed = (containers: readonly corev1.Container[]) => containers.map((container) => ({ ...container, image: images.get(container.name!) ?? images.get('*') ?? container.image }))
  return { ...podSpec, containers: changed(podSpec.containers ?? []), ...(podSpec.initContainers && { initContainers: changed(podSpec.initContainers) }) }
}
