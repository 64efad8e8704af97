/** What quietly stands beside the lines of a manifest: which labels select what, and how many nodes match. */
import { lineIndexAt, lineOf, outlineOf, printPath, scalarAt, unquoted, type OutlineLine, type OutlinePath } from '#apis/editing/outline'
import { unmetNodeSelector } from '#apis/node-affinity'
import type { Cluster } from '#cluster/cluster'

/** A few words behind a line, which counts from 1. */
export interface Annotation {
  readonly line: number
  readonly text: string
}

/** Words, and the pairs of lines that a brace joins. */
export interface Annotations {
  readonly notes: readonly Annotation[]
  readonly braces: readonly { readonly from: number; readonly to: number }[]
}

const selector: OutlinePath = ['spec', 'selector', 'matchLabels']
const labels: OutlinePath = ['spec', 'template', 'metadata', 'labels']
const nodeSelector: OutlinePath = ['spec', 'template', 'spec', 'nodeSelector']

type Nodes = Cluster['objects']['nodes']

/** Annotations of every DaemonSet in the text. */
export function annotationsOf(text: string, nodes: Nodes): Annotations {
  const lines = outlineOf(text)
  const documents = [...new Set(lines.filter((line) => !line.blank).map((line) => line.document))].filter((document) => scalarAt(lines, document, ['kind']) === 'DaemonSet')
  const notes: Annotation[] = []
  const braces: { from: number; to: number }[] = []
  for (const document of documents) {
    const [selected, labelled, wanted] = [selector, labels, nodeSelector].map((path) => entriesAt(lines, document, path))
    const [from, to] = [lineNumber(lines, selected![0]), lineNumber(lines, counterpart(selected!, labelled!))]
    if (from !== undefined) notes.push({ line: from, text: 'selects pods, not nodes' })
    if (from !== undefined && to !== undefined) {
      notes.push({ line: to, text: `must match line ${from}` })
      braces.push({ from, to })
    }
    const head = lineOf(lines, document, nodeSelector)
    if (head && wanted!.length > 0) notes.push({ line: lines.indexOf(head) + 1, text: matchWords(matchingNodes(wanted!, nodes).length) })
  }
  return { notes, braces }
}

const matchWords = (count: number) => (count === 1 ? 'matches 1 node' : `matches ${count.toLocaleString('en')} nodes`)

function entriesAt(lines: readonly OutlineLine[], document: number, path: OutlinePath): readonly OutlineLine[] {
  return lines.filter((line) => line.document === document && line.key && line.value && line.path.length === path.length + 1 && printPath(line.path.slice(0, -1)) === printPath(path))
}

/** The template's label that the selector's first asks for, or else its first. */
function counterpart(selected: readonly OutlineLine[], labelled: readonly OutlineLine[]): OutlineLine | undefined {
  return labelled.find((line) => line.path.at(-1) === selected[0]?.path.at(-1)) ?? labelled[0]
}

const lineNumber = (lines: readonly OutlineLine[], line: OutlineLine | undefined): number | undefined => (line ? lines.indexOf(line) + 1 : undefined)
const asLabels = (entries: readonly OutlineLine[]): Record<string, string> => Object.fromEntries(entries.map((line) => [line.path.at(-1) as string, unquoted(line.value!.text)]))

function matchingNodes(wanted: readonly OutlineLine[], nodes: Nodes): readonly string[] {
  const selectorLabels = asLabels(wanted)
  return [...nodes.values()].filter((node) => unmetNodeSelector(selectorLabels, node).length === 0).map((node) => node.metadata?.name ?? '')
}

/** Nodes that the line at an offset is about: those that the nodeSelector matches, or those with pods that the selector or the labels pick. Undefined where it is about none. */
export function nodesMeantAt(text: string, offset: number, { nodes, pods }: Cluster['objects']): ReadonlySet<string> | undefined {
  const lines = outlineOf(text)
  const line = lines[lineIndexAt(lines, offset)]!
  const within = (path: OutlinePath) => !line.blank && line.document !== undefined && path.every((part, index) => part === line.path[index])
  if (within(nodeSelector)) {
    const entries = entriesAt(lines, line.document, nodeSelector)
    return entries.length > 0 ? new Set(matchingNodes(entries, nodes)) : undefined
  }
  if (!within(['spec', 'selector']) && !within(labels)) return undefined
  const wanted = Object.entries(asLabels(entriesAt(lines, line.document, within(labels) ? labels : selector)))
  if (wanted.length === 0) return undefined
  const namespace = scalarAt(lines, line.document, ['metadata', 'namespace']) ?? 'default'
  const found = [...pods.values()].filter(({ metadata, spec }) => spec?.nodeName && metadata?.namespace === namespace && wanted.every(([key, value]) => metadata.labels?.[key] === value))
  return new Set(found.map(({ spec }) => spec!.nodeName!))
}
