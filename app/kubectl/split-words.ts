/** A command line cut into words as a shell does. The only file that knows shell-quote. */
import { parse } from 'shell-quote'

/** The words, quotes taken off; `$NAME` and `*` stay as they are, for there is nothing they could stand for. */
export function splitWords(line: string): string[] {
  return parse(line, (name) => `$${name}`).flatMap((part) => {
    if (typeof part === 'string') return [part]
    if ('comment' in part) return []
    return ['pattern' in part ? part.pattern : part.op]
  })
}
