/** From the words of a YAML text to its first document as a tree. Stands for libyaml's parser and the node builder of go-yaml. */
import { Scanner } from './scanner.ts'
import { YamlError, type Mark } from './source.ts'
import type { Token, TokenKind } from './token.ts'

interface Placed {
  readonly start: Mark
  readonly end: Mark
}

export interface ScalarNode extends Placed {
  readonly kind: 'scalar'
  readonly text: string
  readonly plain: boolean
  /** `!!int`, `!foo`; empty where none is written. */
  readonly tag: string
}

export interface SequenceNode extends Placed {
  readonly kind: 'sequence'
  readonly items: YamlNode[]
}

export interface MappingNode extends Placed {
  readonly kind: 'mapping'
  readonly pairs: [YamlNode, YamlNode][]
}

export interface AliasNode extends Placed {
  readonly kind: 'alias'
  readonly name: string
  readonly target: YamlNode
}

export type YamlNode = ScalarNode | SequenceNode | MappingNode | AliasNode

/** The tree of the first document; undefined where the text holds none. What stands behind it is not looked at, as go-yaml does. */
export function parseDocument(text: string, deepest: number, asksInFlow = false): YamlNode | undefined {
  return new Parser(new Scanner(text, asksInFlow), deepest).document()
}

const without = (kinds: readonly TokenKind[]) => (token: Token) => !kinds.includes(token.kind)
const isBlockKeyContent = without(['key', 'value', 'block-end'])
const isIndentlessItem = without(['block-entry', 'key', 'value', 'block-end'])
const isBlockItem = without(['block-entry', 'block-end'])
const startsDocument: readonly TokenKind[] = ['directive', 'document-start']

class Parser {
  private readonly anchors = new Map<string, YamlNode>()
  private depth = 0

  constructor(private readonly scanner: Scanner, private readonly deepest: number) {}

  document(): YamlNode | undefined {
    const { scanner } = this
    let token = scanner.peek()
    if (token.kind === 'stream-end') return undefined
    if (startsDocument.includes(token.kind)) {
      while (token.kind === 'directive') {
        scanner.next()
        token = scanner.peek()
      }
      if (token.kind !== 'document-start') throw new YamlError('parser', 'did not find expected <document start>', token.start)
      scanner.next()
      token = scanner.peek()
    }
    const isEmpty = ['directive', 'document-start', 'document-end', 'stream-end'].includes(token.kind)
    const node = isEmpty ? this.empty(token.start) : this.node(true, false)
    // The word behind the document is read, so that what is wrong with it is found.
    scanner.peek()
    return node
  }

  private empty(mark: Mark): ScalarNode {
    return { kind: 'scalar', start: mark, end: mark, text: '', plain: true, tag: '' }
  }

  private fail(problem: string, token: Token, context: Mark): never {
    throw new YamlError('parser', problem, token.start, context)
  }

  private node(inBlock: boolean, mayLackIndent: boolean): YamlNode {
    const { scanner } = this
    if (scanner.peek().kind === 'alias') return this.alias()
    const { start } = scanner.peek()
    let [anchor, tag] = [undefined as string | undefined, '']
    for (let token = scanner.peek(); (token.kind === 'anchor' && anchor === undefined) || (token.kind === 'tag' && tag === ''); token = scanner.peek()) {
      scanner.next()
      if (token.kind === 'anchor') anchor = token.text
      else tag = this.tagOf(token, start)
    }
    if (++this.depth > this.deepest) throw new YamlError('composer', `exceeded max depth of ${this.deepest}`, start)
    const node = this.content({ inBlock, mayLackIndent, start, tag, anchor })
    this.depth--
    return node
  }

  private alias(): AliasNode {
    const { text: name = '', start, end } = this.scanner.next()
    const target = this.anchors.get(name)
    if (!target) throw new YamlError('composer', `unknown anchor '${name}' referenced`, start)
    return { kind: 'alias', name, target, start, end }
  }

  private tagOf({ handle = '', text = '', start: at }: Token, start: Mark): string {
    if (handle !== '' && handle !== '!' && handle !== '!!') throw new YamlError('parser', 'found undefined tag handle', at, start)
    return handle === '' ? text.replace('tag:yaml.org,2002:', '!!') : `${handle}${text}`
  }

  private content({ inBlock, mayLackIndent, start, tag, anchor }: { readonly inBlock: boolean; readonly mayLackIndent: boolean; readonly start: Mark; readonly tag: string; readonly anchor: string | undefined }): YamlNode {
    const { scanner } = this
    const token = scanner.peek()
    // A collection is known by its anchor while it is being read: it may not hold itself, but it may be asked for.
    const known = <N extends YamlNode>(node: N): N => {
      if (anchor !== undefined) this.anchors.set(anchor, node)
      return node
    }
    const sequence = () => known({ kind: 'sequence', start, end: token.end, items: [] } as SequenceNode)
    const mapping = () => known({ kind: 'mapping', start, end: token.end, pairs: [] } as MappingNode)
    if (mayLackIndent && token.kind === 'block-entry') return this.indentlessSequence(sequence())
    if (token.kind === 'scalar') {
      scanner.next()
      return known({ kind: 'scalar', start: token.start, end: token.end, text: token.text!, plain: token.plain === true, tag })
    }
    if (token.kind === 'flow-sequence-start') return this.flowSequence(sequence())
    if (token.kind === 'flow-mapping-start') return this.flowMapping(mapping())
    if (inBlock && token.kind === 'block-sequence-start') return this.blockSequence(sequence())
    if (inBlock && token.kind === 'block-mapping-start') return this.blockMapping(mapping())
    if (anchor === undefined && tag === '') this.fail('did not find expected node content', token, start)
    return known({ ...this.empty(token.start), tag })
  }

  private blockSequence(node: SequenceNode): SequenceNode {
    const { scanner } = this
    const { start } = scanner.next()
    for (;;) {
      const token = scanner.next()
      if (token.kind === 'block-end') return ended(node)
      if (token.kind !== 'block-entry') this.fail("did not find expected '-' indicator", token, start)
      node.items.push(isBlockItem(scanner.peek()) ? this.node(true, false) : this.empty(token.end))
    }
  }

  private indentlessSequence(node: SequenceNode): SequenceNode {
    const { scanner } = this
    while (scanner.peek().kind === 'block-entry') {
      const { end } = scanner.next()
      node.items.push(isIndentlessItem(scanner.peek()) ? this.node(true, false) : this.empty(end))
    }
    return ended(node)
  }

  private blockMapping(node: MappingNode): MappingNode {
    const { scanner } = this
    const { start } = scanner.next()
    const part = (end: Mark) => (isBlockKeyContent(scanner.peek()) ? this.node(true, true) : this.empty(end))
    for (;;) {
      const token = scanner.peek()
      if (token.kind === 'block-end') break
      if (token.kind !== 'key') this.fail('did not find expected key', token, start)
      const key = part(scanner.next().end)
      node.pairs.push([key, scanner.peek().kind === 'value' ? part(scanner.next().end) : this.empty(scanner.peek().start)])
    }
    scanner.next()
    return ended(node)
  }

  private flowSequence(node: SequenceNode): SequenceNode {
    const { scanner } = this
    const { start } = scanner.next()
    for (let isFirst = true; scanner.peek().kind !== 'flow-sequence-end'; isFirst = false) {
      if (!isFirst) {
        if (scanner.peek().kind !== 'flow-entry') this.fail("did not find expected ',' or ']'", scanner.peek(), start)
        scanner.next()
        if (scanner.peek().kind === 'flow-sequence-end') break
      }
      node.items.push(scanner.peek().kind === 'key' ? this.singlePair() : this.node(false, false))
    }
    return ended(node, scanner.next().end)
  }

  /** `[a: b]`: a map of one pair. */
  private singlePair(): MappingNode {
    const { scanner } = this
    const { start, end } = scanner.next()
    const isContent = without(['value', 'flow-entry', 'flow-sequence-end'])
    const key = isContent(scanner.peek()) ? this.node(false, false) : this.empty(end)
    let value: YamlNode = this.empty(scanner.peek().start)
    if (scanner.peek().kind === 'value') {
      scanner.next()
      if (without(['flow-entry', 'flow-sequence-end'])(scanner.peek())) value = this.node(false, false)
    }
    return { kind: 'mapping', start, end: value.end, pairs: [[key, value]] }
  }

  private flowMapping(node: MappingNode): MappingNode {
    const { scanner } = this
    const { start } = scanner.next()
    const isContent = without(['value', 'flow-entry', 'flow-mapping-end'])
    for (let isFirst = true; scanner.peek().kind !== 'flow-mapping-end'; isFirst = false) {
      if (!isFirst) {
        if (scanner.peek().kind !== 'flow-entry') this.fail("did not find expected ',' or '}'", scanner.peek(), start)
        scanner.next()
        if (scanner.peek().kind === 'flow-mapping-end') break
      }
      if (scanner.peek().kind !== 'key') {
        const key = this.node(false, false)
        node.pairs.push([key, this.empty(scanner.peek().start)])
        continue
      }
      const { end } = scanner.next()
      const key = isContent(scanner.peek()) ? this.node(false, false) : this.empty(end)
      let value: YamlNode = this.empty(scanner.peek().start)
      if (scanner.peek().kind === 'value') {
        scanner.next()
        if (without(['flow-entry', 'flow-mapping-end'])(scanner.peek())) value = this.node(false, false)
      }
      node.pairs.push([key, value])
    }
    return ended(node, scanner.next().end)
  }
}

/** The node with its end, which is known last. */
function ended<N extends SequenceNode | MappingNode>(node: N, end?: Mark): N {
  const last = node.kind === 'sequence' ? node.items.at(-1)?.end : node.pairs.at(-1)?.[1].end
  return Object.assign(node, { end: end ?? last ?? node.end })
}
