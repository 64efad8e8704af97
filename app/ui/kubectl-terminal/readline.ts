/**
 * The keys by which a shell's line is edited, as far as a text field does not know them by itself.
 * Named after GNU Readline, whose Emacs keys bash has.
 */

/** A line while it is edited; `start` and `end` are the selection, in UTF-16 units. */
export interface Line {
  readonly text: string
  readonly start: number
  readonly end: number
}

export interface Edited extends Line {
  /** What Ctrl-Y brings back. */
  readonly killed: string
}

/** A key as the browser tells it. */
export interface Key {
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
}

/** What a key makes of the line; undefined where the field or the terminal does it. */
export function edit({ key, ctrlKey, altKey }: Key, line: Line, killed: string): Edited | undefined {
  if (ctrlKey === altKey) return undefined
  const does = (ctrlKey ? withCtrl : withAlt)[key.toLowerCase()]
  return does?.(line, killed)
}

type Editing = (line: Line, killed: string) => Edited

const to = (at: number): ((line: Line, killed: string) => Edited) => ({ text }, killed) => ({ text, start: at, end: at, killed })

/** The line without a stretch, which is kept for Ctrl-Y. */
function kill({ text }: Line, from: number, until: number): Edited {
  return { text: text.slice(0, from) + text.slice(until), start: from, end: from, killed: text.slice(from, until) }
}

const lineStart = ({ text, start }: Line): number => text.lastIndexOf('\n', start - 1) + 1
const lineEnd = ({ text, end }: Line): number => (text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end))
/** Where the word before begins, cut at blanks. */
const blankBefore = ({ text, start }: Line): number => /\S*\s*$/.exec(text.slice(0, start))!.index
/** Where the word before begins, cut at all that is neither letter nor digit. */
const wordBefore = ({ text, start }: Line): number => /[\p{L}\p{N}]*[^\p{L}\p{N}]*$/u.exec(text.slice(0, start))!.index
const wordAfter = ({ text, end }: Line): number => end + /^[^\p{L}\p{N}]*[\p{L}\p{N}]*/u.exec(text.slice(end))![0].length

const withCtrl: Readonly<Record<string, Editing>> = {
  a: (line, killed) => to(lineStart(line))(line, killed),
  e: (line, killed) => to(lineEnd(line))(line, killed),
  b: (line, killed) => to(Math.max(0, line.start - 1))(line, killed),
  f: (line, killed) => to(Math.min(line.text.length, line.end + 1))(line, killed),
  u: (line) => kill(line, lineStart(line), line.end),
  k: (line) => kill(line, line.start, lineEnd(line)),
  w: (line, killed) => (line.start === 0 ? { ...line, killed } : kill(line, blankBefore(line), line.end)),
  y: (line, killed) => {
    const at = line.start + killed.length
    return { text: line.text.slice(0, line.start) + killed + line.text.slice(line.end), start: at, end: at, killed }
  },
}

const withAlt: Readonly<Record<string, Editing>> = {
  b: (line, killed) => to(wordBefore(line))(line, killed),
  f: (line, killed) => to(wordAfter(line))(line, killed),
  d: (line) => kill(line, line.start, wordAfter(line)),
  backspace: (line) => kill(line, wordBefore(line), line.end),
}
