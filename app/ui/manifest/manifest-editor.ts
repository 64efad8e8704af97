/** What the two editors of the manifest have in common, and what one hands to the other. */
import type { ManifestProblem } from '#scene/manifest-problems'
import type { LockedPart } from '#session/limits'
import { mostCharacters } from '#scene/manifest-problems'

/** A stretch of the text that is to be shown and selected; `at` tells one wish from the next. */
export interface Reveal {
  readonly start: number
  readonly end: number
  readonly at: number
}

export interface ManifestEditorProps {
  text: string
  problems: readonly ManifestProblem[]
  reveal: Reveal | undefined
  /** A place whose line is spoken of elsewhere: it is lit, and nothing moves. In UTF-16 units. */
  spoken?: number | undefined
  /** Where the other editor was left, once it is gone; undefined at the first one. */
  left: () => EditorState | undefined
  /** False: the change touches what is locked, and is to be taken back. */
  onChange: (text: string) => boolean
  /** Parts that stay as they are. */
  locked?: readonly LockedPart[]
  onApply: () => void
  /** Something could not be put into the text, and why. */
  onRefused: (why: string) => void
  /** Called when this editor goes, with where it was. */
  onLeave: (state: EditorState) => void
}

/** Where an editor was left. Offsets in UTF-16 units, scrolling in px. */
export interface EditorState {
  readonly start: number
  readonly end: number
  /** The selection was made towards the beginning: its start is where it moves. */
  readonly backward: boolean
  readonly scrollTop: number
  readonly scrollLeft: number
  readonly focused: boolean
  /** Texts that undo can go back to, oldest first, the present one last. */
  readonly history: readonly string[]
}

/** Lines of the draft that are not applied yet, from 1, and lines before which something was taken away. */
export interface Changes {
  readonly added: readonly number[]
  readonly removedBefore: readonly number[]
}

export const noChanges: Changes = { added: [], removedBefore: [] }

/** What is answered to a paste or a drop that would make the text too long to be read; undefined when it fits. `kept` counts the characters that stay. */
export function tooLong(kept: number, given: string): string | undefined {
  const length = kept + given.length
  return length <= mostCharacters ? undefined : `That would make ${length.toLocaleString('en')} characters; the lab reads at most ${mostCharacters.toLocaleString('en')}. Nothing was changed.`
}

/** The next problem behind an offset (or before it), around the ends of the text. */
export function nextProblem(problems: readonly ManifestProblem[], offset: number, by: 1 | -1): ManifestProblem | undefined {
  return by === 1 ? (problems.find(({ start }) => start > offset) ?? problems[0]) : (problems.findLast(({ start }) => start < offset) ?? problems.at(-1))
}

/** The stretch in which two texts differ: what to put in place of `start`–`end` of the first. */
export function replacementFor(before: string, after: string): { readonly start: number; readonly end: number; readonly text: string } {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++
  let same = 0
  while (same < shorter - start && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) same++
  return { start, end: before.length - same, text: after.slice(start, after.length - same) }
}
