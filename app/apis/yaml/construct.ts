/** From a tree to the value that kubectl sends as JSON. Stands for go-yaml's decoder and sigs.k8s.io/yaml, their errors kept to the word. */
import type { MappingNode, ScalarNode, YamlNode } from './parser.ts'
import { isMergeKey, resolveScalar } from './resolve-scalar.ts'
import { YamlError } from './source.ts'

/** What JSON has no word for, in Go's words: found after all YAML was read. */
export class JsonError extends Error {}

/** The value of a tree; at most so many values come of it, aliases written out. */
export function construct(node: YamlNode, mostValues: number): unknown {
  return new Construction(mostValues).value(node)
}

class Construction {
  private readonly open = new Set<YamlNode>()
  private count = 0

  constructor(private readonly mostValues: number) {}

  value(node: YamlNode): unknown {
    if (++this.count > this.mostValues) throw new YamlError('composer', 'document contains excessive aliasing')
    switch (node.kind) {
      case 'alias':
        if (this.open.has(node.target)) throw new YamlError('composer', `anchor '${node.name}' value contains itself`)
        return this.value(node.target)
      case 'scalar':
        return inJson(resolveScalar(node))
      case 'sequence':
        return this.inside(node, () => node.items.map((item) => this.value(item)))
      case 'mapping':
        return this.inside(node, () => {
          const map: Record<string, unknown> = {}
          this.fill(map, node)
          return map
        })
    }
  }

  private inside<T>(node: YamlNode, work: () => T): T {
    this.open.add(node)
    const result = work()
    this.open.delete(node)
    return result
  }

  /** Later keys win; a map that is taken in wins over what stood before it. */
  private fill(map: Record<string, unknown>, { pairs }: MappingNode): void {
    for (const [key, value] of pairs) {
      if (key.kind === 'scalar' && isMergeKey(key)) this.merge(map, value)
      else put(map, this.key(key, value), this.value(value))
    }
  }

  private merge(map: Record<string, unknown>, node: YamlNode): void {
    const target = node.kind === 'alias' ? node.target : node
    const maps = target.kind === 'sequence' ? target.items.map((item) => (item.kind === 'alias' ? item.target : item)).reverse() : [target]
    for (const each of maps) {
      if (each.kind !== 'mapping') throw new YamlError('composer', 'map merge requires map or sequence of maps as the value')
      if (this.open.has(each)) throw new YamlError('composer', `anchor '${node.kind === 'alias' ? node.name : ''}' value contains itself`)
      this.inside(each, () => this.fill(map, each))
    }
  }

  private key(node: YamlNode, value: YamlNode): string {
    const target = node.kind === 'alias' ? node.target : node
    if (target.kind !== 'scalar') throw new YamlError('composer', `invalid map key: ${goSyntax(target)}`)
    const key = resolveScalar(target)
    if (key === null) throw new JsonError(`unsupported map key of type: %!s(<nil>), key: <nil>, value: ${goSyntax(value)}`)
    return typeof key === 'number' ? numberKey(key) : String(key)
  }
}

/** `__proto__` is a key like any other. */
function put(map: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true })
}

const numberKey = (key: number): string => (Number.isNaN(key) ? '.nan' : key === Infinity ? '.inf' : key === -Infinity ? '-.inf' : String(key))

function inJson(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new JsonError(`json: unsupported value: ${Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'}`)
  return value
}

/** A value as `%#v` prints it. */
function goSyntax(node: YamlNode): string {
  switch (node.kind) {
    case 'alias':
      return goSyntax(node.target)
    case 'sequence':
      return `[]interface {}{${node.items.map(inInterface).join(', ')}}`
    case 'mapping':
      return `map[interface {}]interface {}{${node.pairs.map(([key, value]) => `${goSyntax(key)}:${inInterface(value)}`).join(', ')}}`
    case 'scalar':
      return scalarSyntax(node)
  }
}

const inInterface = (node: YamlNode) => (node.kind === 'scalar' && resolveScalar(node) === null ? 'interface {}(nil)' : goSyntax(node))

function scalarSyntax(node: ScalarNode): string {
  const value = resolveScalar(node)
  return value === null ? '<nil>' : typeof value === 'string' ? JSON.stringify(value) : String(value)
}
