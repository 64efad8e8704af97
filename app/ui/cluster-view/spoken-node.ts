import type { SceneNode } from '#scene/node-picture'
import { printSince } from './Since.tsx'

/** What a screen reader says of a node: its state, its pods, its sentence, its taints with whole keys. */
export function spokenNode(node: SceneNode, nowMs: number): string {
  const { sentence, statusSinceAtMs } = node
  const pods = node.pods.map((pod) => `Pod${pod.revision === undefined ? '' : ` revision ${pod.revision}`}, ${pod.status}.`)
  const taints = node.taints.map(({ text, tolerated }) => `${text.replace(/:(\w+)$/, ' $1')}, ${tolerated ? 'tolerated' : 'not tolerated'}`)
  const since = statusSinceAtMs === undefined ? '' : ` for ${printSince(nowMs - statusSinceAtMs)}`
  return [
    `${node.name}, ${node.status}${since}${node.about ? `, ${node.about.replace(' · ', ', ')}` : ''}.`,
    ...(pods.length > 0 ? pods : ['No pod.']),
    ...(sentence ? [`${sentence.verdict} ${sentence.reason}${sentence.agoAtMs === undefined ? '' : `${printSince(nowMs - sentence.agoAtMs)} ago.`}`.trim()] : []),
    ...(taints.length > 0 ? [`Taints: ${taints.join('; ')}.`] : []),
  ].join(' ')
}
