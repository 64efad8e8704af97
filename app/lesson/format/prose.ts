/** A lesson's text as a plain tree: what the pane draws. Nothing in it is markup, so nothing in it can run. */

/** What a link in the text speaks of; the pane lights it up on hover and focus. */
export type Target =
  | { readonly kind: 'node'; readonly name: string }
  /** A DaemonSet's pod on a node: `pod:logs@node-1`. */
  | { readonly kind: 'pod'; readonly of: string; readonly node: string }
  /** An object: `object:ds/logs`. */
  | { readonly kind: 'object'; readonly ref: string }
  /** A path of the manifest in the editor: `manifest:spec.selector`. */
  | { readonly kind: 'manifest'; readonly path: string }
  /** A region of the lab: `panel:terminal`. */
  | { readonly kind: 'panel'; readonly panel: string }
  /** Another lesson: `lesson:dead-node`. */
  | { readonly kind: 'lesson'; readonly id: string }
  /** A page elsewhere, https only; opened by the reader, never fetched by us. */
  | { readonly kind: 'page'; readonly url: string }

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'strong' | 'emphasis'; readonly children: readonly Inline[] }
  | { readonly type: 'link'; readonly target: Target; readonly children: readonly Inline[] }
  | { readonly type: 'break' }
  /** A picture of the lesson's folder. */
  | { readonly type: 'picture'; readonly file: string; readonly alt: string }

export type Block =
  | { readonly type: 'heading'; readonly depth: 2 | 3; readonly children: readonly Inline[] }
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly type: 'code'; readonly language: string | undefined; readonly text: string }
  | { readonly type: 'quote'; readonly children: readonly Block[] }
  /** Where a task of `lesson.yaml` stands in the text, with the words that introduce it. */
  | { readonly type: 'task'; readonly id: string; readonly children: readonly Block[] }

export type Prose = readonly Block[]

/** All tasks that the text places, in order. */
export const tasksIn = (prose: Prose): readonly string[] => prose.flatMap((block) => (block.type === 'task' ? [block.id] : []))

/** The words of a tree, for search, printing and screen readers. */
export function plainText(parts: readonly (Block | Inline)[]): string {
  return parts.map((part) => {
    switch (part.type) {
      case 'text':
      case 'code':
        return part.text
      case 'break':
        return ' '
      case 'picture':
        return part.alt
      case 'list':
        return part.items.map((item) => plainText(item)).join('\n')
      default:
        return plainText(part.children)
    }
  }).join(parts.some(({ type }) => blocks.has(type)) ? '\n' : '')
}
const blocks: ReadonlySet<string> = new Set(['heading', 'paragraph', 'list', 'quote', 'task'])

/** Every link, wherever it stands. */
export function linksIn(parts: readonly (Block | Inline)[]): readonly Target[] {
  return parts.flatMap((part): readonly Target[] => {
    if (part.type === 'link') return [part.target, ...linksIn(part.children)]
    if (part.type === 'list') return part.items.flatMap((item) => linksIn(item))
    return 'children' in part ? linksIn(part.children) : []
  })
}

/** Files of all pictures. */
export function picturesIn(parts: readonly (Block | Inline)[]): readonly string[] {
  return parts.flatMap((part): readonly string[] => {
    if (part.type === 'picture') return [part.file]
    if (part.type === 'list') return part.items.flatMap((item) => picturesIn(item))
    return 'children' in part ? picturesIn(part.children) : []
  })
}
