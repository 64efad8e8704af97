/** Two pictures side by side: on which nodes they differ, and in what words. */
import type { SceneNode } from './node-picture.ts'
import { figureNames, type FigureName, type Scene } from './scene.ts'

/** A node that is not the same in both; undefined where it is not there at all. */
export interface NodeDifference {
  readonly node: string
  readonly here: string | undefined
  readonly there: string | undefined
}

/** A figure that is not the same in both. */
export interface FigureDifference {
  readonly figure: FigureName
  readonly here: number
  readonly there: number
}

export interface SceneDifferences {
  readonly nodes: readonly NodeDifference[]
  readonly figures: readonly FigureDifference[]
}

/** What is different between two moments, or the same moment of two lines. */
export function compareScenes(here: Scene, there: Scene): SceneDifferences {
  const names = [...here.nodes.keys(), ...[...there.nodes.keys()].filter((name) => !here.nodes.has(name))]
  const nodes = names.map((node): NodeDifference => ({ node, here: wordsOf(here.nodes.get(node)), there: wordsOf(there.nodes.get(node)) }))
  const figures = figureNames.map((figure): FigureDifference => ({ figure, here: here.daemonSet?.figures[figure] ?? 0, there: there.daemonSet?.figures[figure] ?? 0 }))
  return { nodes: nodes.filter((each) => each.here !== each.there), figures: figures.filter((each) => each.here !== each.there) }
}

/** A node in the words in which two of them are compared: names of pods and ages are no difference. */
function wordsOf(node: SceneNode | undefined): string | undefined {
  if (!node) return undefined
  const pods = node.pods.map(({ revision, status, restarts }) => `pod${revision === undefined ? '' : ` of revision ${revision}`}, ${status}${restarts > 0 ? `, ${restarts} ${restarts === 1 ? 'restart' : 'restarts'}` : ''}`)
  return [node.status, ...(pods.length > 0 ? pods : ['no pod']), ...node.taints.filter(({ tolerated }) => !tolerated).map(({ text }) => `taint ${text}`)].join('; ')
}
