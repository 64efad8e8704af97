/** What became of the pods from one picture to the next, for whoever lets the eye follow it. */
import type { SceneNode } from './node-picture.ts'
import type { ScenePod } from './pod-picture.ts'

export interface PodTransitions {
  /** Pods that have been bound to their node since, or came and were bound at once. */
  readonly bound: readonly { readonly node: string; readonly pod: ScenePod }[]
  /** How many pods came, went or look different. */
  readonly changed: number
}

const none: readonly ScenePod[] = Object.freeze([])

/** Compares two pictures of a cluster. Nodes that were not there before bring nothing: their pods are news with them. */
export function podTransitions(before: ReadonlyMap<string, SceneNode>, now: ReadonlyMap<string, SceneNode>): PodTransitions {
  const bound: { node: string; pod: ScenePod }[] = []
  let changed = 0
  if (before === now) return { bound, changed }
  for (const [name, node] of now) {
    const old = before.get(name)
    if (old === node) continue
    const known = old?.pods ?? none
    for (const pod of node.pods) {
      const was = known.find(({ key }) => key === pod.key)
      if (was?.state === pod.state && was.older === pod.older) continue
      changed++
      if (old && isOnItsWay(pod) && (was === undefined || was.state === 'created' || was.state === 'does-not-fit')) bound.push({ node: name, pod })
    }
    for (const { key } of known) if (!node.pods.some((pod) => pod.key === key)) changed++
  }
  return { bound, changed }
}

/** Bound, and not yet so far that its way here would be old news. */
const isOnItsWay = ({ state }: ScenePod): boolean => state === 'scheduled' || state === 'pulling' || state === 'starting'
