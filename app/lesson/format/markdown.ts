/**
 * Markdown → a plain tree, or everything in it that a lesson may not hold. The only file that knows
 * the Markdown library. Safe by construction: what is not listed here does not come through.
 */
import type { Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { ContainerDirective } from 'mdast-util-directive'
import { directiveFromMarkdown } from 'mdast-util-directive'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { directive } from 'micromark-extension-directive'
import { limits } from './limits.ts'
import { lineOf, type LessonProblem } from './problem.ts'
import type { Block, Inline, Prose, Target } from './prose.ts'

/** `10:30` in running text is no directive of ours. */
const { flow } = directive()
const blocksOnly = { flow: flow! }

interface Placed {
  readonly type: string
  readonly position?: { readonly start: { readonly line: number; readonly column: number }; readonly end?: { readonly line: number } } | undefined
}

/** The tree of a text. What it may not hold is left out and told in `problems`. `pictures`: files of the folder that may be shown. */
export function readMarkdown(file: string, text: string, pictures: ReadonlySet<string>, problems: LessonProblem[]): Prose {
  const tangled = tooTangled(file, text)
  if (tangled) return problems.push(tangled), []
  const root = fromMarkdown(text, { extensions: [blocksOnly], mdastExtensions: [directiveFromMarkdown()] })
  return new Reader(file, text.split('\n'), pictures, problems).blocks(root.children)
}

/** Markers of quotes and lists at the beginning of a line, one more than may stand in each other. */
const deepLine = new RegExp(`^[ \\t]{40}|^(?:[ \\t]*(?:>|[-*+][ \\t]|\\d+[.)][ \\t])){${limits.proseDepth + 1}}`, 'm')

/** Markdown's reader takes for ever over some texts that nobody would write: those are refused before it sees them. */
function tooTangled(file: string, text: string): LessonProblem | undefined {
  if (text.length > limits.proseCharacters) return { file, found: `${text.length.toLocaleString('en')} characters`, expected: `at most ${limits.proseCharacters.toLocaleString('en')}` }
  for (const mark of ['*', '_', '[', '`', ':::', '&', '<']) {
    const count = text.split(mark).length - 1
    if (count > limits.proseMarks) return { file, found: `${count.toLocaleString('en')} times ${mark}`, expected: `at most ${limits.proseMarks.toLocaleString('en')}` }
  }
  const blocks = [...text.matchAll(/^[ \t]*:{3,}[ \t]*\S/gm)]
  if (blocks.length > 2 * limits.tasks) return { file, ...lineOf(text, blocks[2 * limits.tasks]!.index), found: `${blocks.length} blocks`, expected: `at most ${2 * limits.tasks}` }
  const deep = deepLine.exec(text)
  return deep ? { file, ...lineOf(text, deep.index), found: 'quotes and lists deep in each other', expected: `at most ${limits.proseDepth}` } : undefined
}

class Reader {
  private readonly file: string
  private readonly lines: readonly string[]
  private readonly pictures: ReadonlySet<string>
  private readonly problems: LessonProblem[]

  constructor(file: string, lines: readonly string[], pictures: ReadonlySet<string>, problems: LessonProblem[]) {
    this.file = file
    this.lines = lines
    this.pictures = pictures
    this.problems = problems
  }

  blocks(nodes: readonly RootContent[], inTask = false): readonly Block[] {
    return nodes.flatMap((node) => this.block(node, inTask))
  }

  private block(node: RootContent, inTask: boolean): readonly Block[] {
    switch (node.type) {
      case 'heading':
        if (node.depth < 2 || node.depth > 3) return this.refuse(node, `a heading of level ${node.depth}`, 'level 2 or 3', 'the title comes from lesson.yaml')
        return [{ type: 'heading', depth: node.depth as 2 | 3, children: this.inlines(node.children) }]
      case 'paragraph': {
        const misread = this.misread(node)
        if (misread) return this.refuse(node, ...misread)
        return [{ type: 'paragraph', children: this.inlines(node.children) }]
      }
      case 'list':
        return [{ type: 'list', ordered: node.ordered ?? false, items: node.children.map((item) => this.blocks(item.children, inTask)) }]
      case 'code':
        return [{ type: 'code', language: node.lang ?? undefined, text: node.value }]
      case 'blockquote':
        return [{ type: 'quote', children: this.blocks(node.children, inTask) }]
      case 'containerDirective':
        return inTask ? this.refuse(node, 'a block within a task', 'none', 'close the task with ::: first') : this.task(node)
      case 'html':
        return this.refuse(node, 'HTML', 'Markdown', 'write it in Markdown, or as `code`')
      default:
        return this.refuse(node, words[node.type] ?? node.type, 'paragraphs, headings, lists, code, quotes and tasks')
    }
  }

  /** A paragraph that was meant to be something else. */
  private misread({ position }: Placed): readonly [found: string, expected: string, mend: string] | undefined {
    const own = position?.end ? this.lines.slice(position.start.line - 1, position.end.line) : []
    if (/^\s*:{3,}\s*\w/.test(own[0] ?? '')) return [own[0]!.trim(), ':::task{#id}', 'without blanks, as in :::task{#collect}']
    if (own.some((line) => /^\s*\|?\s*:?-{2,}:?\s*\|/.test(line))) return ['a table', 'paragraphs, headings, lists, code, quotes and tasks', 'write it as a list']
    return undefined
  }

  private task(node: ContainerDirective): readonly Block[] {
    const id = node.attributes?.['id']
    if (node.name !== 'task' || !id) return this.refuse(node, `:::${node.name}`, ':::task{#id}', 'a task is the only block of this kind')
    const last = this.lines[(node.position?.end.line ?? 0) - 1] ?? ''
    if (!/^\s*:{3,}\s*$/.test(last)) this.refuse(node, `:::task{#${id}} without an end`, 'a line ::: after its words')
    return [{ type: 'task', id, children: this.blocks(node.children.filter((child) => !isLabel(child)), true) }]
  }

  private inlines(nodes: readonly PhrasingContent[]): readonly Inline[] {
    return nodes.flatMap((node) => this.inline(node))
  }

  private inline(node: PhrasingContent): readonly Inline[] {
    switch (node.type) {
      case 'text':
        return [{ type: 'text', text: node.value }]
      case 'inlineCode':
        return [{ type: 'code', text: node.value }]
      case 'strong':
      case 'emphasis':
        return [{ type: node.type, children: this.inlines(node.children) }]
      case 'break':
        return [{ type: 'break' }]
      case 'link': {
        const target = targetOf(node.url)
        if (!target) return this.refuse(node, `a link to ${node.url}`, 'node:, pod:, object:, manifest:, panel:, lesson: or https://', node.url.startsWith('http://') ? `write ${node.url.replace('http:', 'https:')}` : 'for a pod write pod:logs@node-1')
        return [{ type: 'link', target, children: this.inlines(node.children) }]
      }
      case 'image':
        if (!node.alt) return this.refuse(node, `a picture ${node.url} without words`, 'an alternative text', 'say in the brackets what one sees in it')
        if (!this.pictures.has(node.url)) return this.refuse(node, `a picture ${node.url}`, `a picture of the folder${this.pictures.size > 0 ? `: ${[...this.pictures].join(', ')}` : ''}`, 'put the file beside lesson.md')
        return [{ type: 'picture', file: node.url, alt: node.alt }]
      case 'html':
        return this.refuse(node, 'HTML', 'Markdown', 'write it in Markdown, or as `code`')
      default:
        return this.refuse(node, words[node.type] ?? node.type, 'text, code, emphasis, links and pictures')
    }
  }

  private refuse(node: Placed, found: string, expected: string, mend?: string): readonly never[] {
    const { line, column } = node.position?.start ?? { line: 1, column: 1 }
    this.problems.push({ file: this.file, line, column, found, expected, ...(mend && { mend }) })
    return []
  }
}

const words: Readonly<Record<string, string>> = {
  thematicBreak: 'a line across', leafDirective: 'a :: block', definition: 'a link that is defined elsewhere', linkReference: 'a link that is defined elsewhere',
  imageReference: 'a picture that is defined elsewhere', footnoteReference: 'a footnote', table: 'a table', delete: 'text that is struck out',
}

const isLabel = (node: { readonly type: string }): boolean => node.type === 'paragraph' && Boolean((node as Paragraph).data && 'directiveLabel' in (node as Paragraph).data!)

/** What the address of a link speaks of; undefined where it is none of ours. */
export function targetOf(url: string): Target | undefined {
  if (url.startsWith('https://')) return { kind: 'page', url }
  const at = url.indexOf(':')
  const [kind, rest] = [url.slice(0, at), url.slice(at + 1)]
  if (at < 0 || rest === '') return undefined
  switch (kind) {
    case 'node':
      return { kind, name: rest }
    case 'pod': {
      const [of, node] = rest.split('@')
      return of && node ? { kind, of, node } : undefined
    }
    case 'object':
      return rest.includes('/') ? { kind, ref: rest } : undefined
    case 'manifest':
      return { kind, path: rest }
    case 'panel':
      return { kind, panel: rest }
    case 'lesson':
      return { kind, id: rest }
    default:
      return undefined
  }
}
