/** The words of a YAML text. */
import type { Mark } from './source.ts'

/** What a word is: libyaml's tokens by their names. */
export type TokenKind =
  | 'stream-end' | 'directive' | 'document-start' | 'document-end' | 'block-sequence-start' | 'block-mapping-start' | 'block-end'
  | 'flow-sequence-start' | 'flow-sequence-end' | 'flow-mapping-start' | 'flow-mapping-end' | 'block-entry' | 'flow-entry'
  | 'key' | 'value' | 'alias' | 'anchor' | 'tag' | 'scalar'

/** One word and its place. */
export interface Token {
  readonly kind: TokenKind
  readonly start: Mark
  readonly end: Mark
  /** The text of a scalar, the name of an anchor, the handle and suffix of a tag. */
  readonly text?: string
  readonly handle?: string
  /** A scalar that stands without quotes. */
  readonly plain?: boolean
}
