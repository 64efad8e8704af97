/** Where the fields of a document stand in its text. */
import type { YamlNode } from './parser.ts'

/** A stretch of the text, in UTF-16 units from its beginning. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** By path as in causes (`spec.containers[0].image`): the key, or the item of a list; the whole document under `''`. `offset` is where the document begins. */
export function placesOf(node: YamlNode, offset: number): Map<string, Span> {
  const places = new Map<string, Span>()
  const spanOf = ({ start, end }: YamlNode): Span => ({ start: start.index + offset, end: end.index + offset })
  const walk = (each: YamlNode, path: string): void => {
    if (each.kind === 'mapping') {
      for (const [key, value] of each.pairs) {
        const name = key.kind === 'scalar' ? key.text : ''
        const own = path ? `${path}.${name}` : name
        places.set(own, spanOf(key))
        walk(value, own)
      }
    } else if (each.kind === 'sequence') {
      each.items.forEach((item, index) => {
        places.set(`${path}[${index}]`, spanOf(item))
        walk(item, `${path}[${index}]`)
      })
    }
  }
  walk(node, '')
  return places.set('', spanOf(node))
}
