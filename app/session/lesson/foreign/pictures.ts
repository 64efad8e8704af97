/**
 * Pictures of a stranger's folder. They are shown in `<img>` only, where nothing runs; but a picture
 * can be opened in a page of its own, so an SVG holds nothing that could run or be fetched there.
 */
import type { LessonProblem } from '#lesson/format/problem'

/** Media types by the ending of a name. */
export const pictureTypes: Readonly<Record<string, string>> = Object.freeze(Object.assign(Object.create(null) as Record<string, string>, { svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', webp: 'image/webp' }))

const beginnings: Readonly<Record<string, (bytes: Uint8Array) => boolean>> = {
  'image/png': (bytes) => beginsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  'image/jpeg': (bytes) => beginsWith(bytes, 0, [0xff, 0xd8, 0xff]),
  'image/webp': (bytes) => beginsWith(bytes, 0, [0x52, 0x49, 0x46, 0x46]) && beginsWith(bytes, 8, [0x57, 0x45, 0x42, 0x50]),
}

const beginsWith = (bytes: Uint8Array, at: number, wanted: readonly number[]): boolean => wanted.every((byte, index) => bytes[at + index] === byte)

/** The media type that a picture's name stands for. */
export const pictureType = (name: string): string | undefined => pictureTypes[name.slice(name.lastIndexOf('.') + 1).toLowerCase()]

/** What is wrong with a picture; undefined where it may be shown. */
export function pictureProblem(name: string, bytes: Uint8Array): LessonProblem | undefined {
  const type = pictureType(name)!
  if (type !== 'image/svg+xml') return beginnings[type]!(bytes) ? undefined : { file: name, found: 'something else', expected: `a picture of type ${type}`, mend: 'export it anew' }
  const found = foreignPartOf(new TextDecoder().decode(bytes))
  return found === undefined ? undefined : { file: name, found, expected: 'a drawing of shapes and text only', mend: 'export it as a plain SVG, or as PNG' }
}

const shapes = new Set('svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon text tspan lineargradient radialgradient stop clippath mask pattern marker'.split(' '))
/** A tag, a comment, or anything else that begins with `<`. */
const markup = /<!--[\s\S]*?-->|<\/?([A-Za-z][\w:.-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|<\?xml\s[^<>]*\?>|<([\s\S]{0,20})/g
const attribute = /(?<=^|[\s"'/])([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** The first thing in an SVG that is neither a shape nor a text; undefined where there is none. */
function foreignPartOf(svg: string): string | undefined {
  for (const [, name, inside = '', other] of svg.matchAll(markup)) {
    if (other !== undefined) return `<${other.split(/[\s>]/)[0]!}`
    if (name === undefined) continue
    if (!shapes.has(name.toLowerCase())) return `<${name}>`
    const rest = inside.replaceAll(attribute, '')
    if (/[=<]/.test(rest)) return `<${name}${rest}>`
    for (const [, key, double, single] of inside.matchAll(attribute)) {
      const value = double ?? single ?? ''
      if (/^on/i.test(key!)) return `${key}=`
      if (/href$/i.test(key!) && !value.trim().startsWith('#')) return `${key}="${value.slice(0, 40)}"`
      if (!/^xmlns/i.test(key!) && /url\s*\((?!\s*["']?#)|javascript:|data:|@import|&|\\/i.test(value)) return `${key}="${value.slice(0, 40)}"`
    }
  }
  return /<svg[\s>]/i.test(svg) ? undefined : 'no <svg>'
}
