/** What a scalar stands for in YAML 1.1 as go-yaml reads it: no numbers to the base of 60, dates stay texts. */
import type { ScalarNode } from './parser.ts'
import { YamlError } from './source.ts'

type Scalar = string | number | boolean | null

interface Resolved {
  readonly tag: '!!null' | '!!bool' | '!!int' | '!!float' | '!!str' | '!!timestamp' | '!!merge'
  readonly value: Scalar
}

const words = new Map<string, Resolved>()
const know = (tag: Resolved['tag'], value: Scalar, texts: string) => {
  for (const text of texts.split(' ')) words.set(text, { tag, value })
}
know('!!bool', true, 'y Y yes Yes YES on On ON true True TRUE')
know('!!bool', false, 'n N no No NO off Off OFF false False FALSE')
know('!!null', null, '~ null Null NULL')
know('!!float', Number.NaN, '.nan .NaN .NAN')
know('!!float', Infinity, '.inf .Inf .INF +.inf +.Inf +.INF')
know('!!float', -Infinity, '-.inf -.Inf -.INF')
know('!!merge', '<<', '<<')
words.set('', { tag: '!!null', value: null })

/** The value of a scalar, by its tag or, where it stands plain, by its looks. */
export function resolveScalar({ text, plain, tag }: ScalarNode): Scalar {
  if (tag === '!!binary') return binary(text)
  if (tag === '' && !plain) return text
  // A tag of somebody's own, or none that decides anything, leaves a text.
  if (tag !== '' && !/^!!(str|int|float|bool|null|timestamp|merge)$/.test(tag)) return text
  const found = tag === '!!str' ? ({ tag: '!!str', value: text } as const) : byLooks(text)
  if (tag === '' || tag === found.tag) return found.tag === '!!timestamp' ? text : found.value
  if (tag === '!!float' && found.tag === '!!int') return found.value
  throw new YamlError('composer', `cannot decode ${found.tag} \`${text}\` as a ${tag}`)
}

/** Is it the key `<<` that takes in another map? */
export const isMergeKey = ({ text, plain, tag }: ScalarNode): boolean => text === '<<' && ((plain && (tag === '' || tag === '!')) || tag === '!!merge')

function byLooks(text: string): Resolved {
  const word = words.get(text)
  if (word) return word
  if (!/^[-+.\d]/.test(text)) return { tag: '!!str', value: text }
  if (/^\d{4}-\d{1,2}-\d{1,2}([Tt ]\d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?(Z|[-+]\d\d:\d\d)?)?$/.test(text)) return { tag: '!!timestamp', value: text }
  const bare = text.startsWith('.') ? text : text.replaceAll('_', '')
  return integer(bare) ?? float(bare) ?? { tag: '!!str', value: text }
}

/** Go's integers: the base is told by what stands in front, `0` alone means eight. */
function integer(text: string): Resolved | undefined {
  const found = /^([-+]?)(?:(0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+)|0([0-7]+)|(0|[1-9]\d*))$/.exec(text)
  if (!found) return undefined
  const [, sign, based, octal, decimal] = found
  const value = BigInt(based ?? (octal === undefined ? decimal! : `0o${octal}`))
  const isTooLarge = sign === '-' ? value > 2n ** 63n : value >= 2n ** 64n
  return isTooLarge ? undefined : { tag: '!!int', value: Number(value) * (sign === '-' ? -1 : 1) }
}

function float(text: string): Resolved | undefined {
  if (!/^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(text)) return undefined
  const value = Number(text)
  return Number.isFinite(value) ? { tag: '!!float', value } : undefined
}

function binary(text: string): string {
  const packed = text.replace(/\s/g, '')
  if (packed.length % 4 !== 0 || !/^[A-Za-z\d+/]*={0,2}$/.test(packed)) throw new YamlError('composer', '!!binary value contains invalid base64 data')
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const bits = [...packed.replace(/=/g, '')].map((digit) => digits.indexOf(digit).toString(2).padStart(6, '0')).join('')
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => `%${Number.parseInt(byte, 2).toString(16).padStart(2, '0')}`)
  try {
    return decodeURIComponent(bytes.join(''))
  } catch {
    return bytes.map((byte) => String.fromCharCode(Number.parseInt(byte.slice(1), 16))).join('')
  }
}
