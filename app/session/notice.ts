/** What has to be said about keeping: quiet lines that stay until they are settled. */
import { createStore } from 'zustand/vanilla'

export type Notice =
  /** This page may not store. */
  | { readonly kind: 'memory-only' }
  /** Writing went wrong, and why. */
  | { readonly kind: 'not-saved'; readonly why: string }
  /** A session could not be read; its text waits to be taken or thrown away. */
  | { readonly kind: 'set-aside'; readonly id: string; readonly text: string; readonly why: string }
  /** Another tab has this session; what is open here is a copy. */
  | { readonly kind: 'copied'; readonly name: string }
  /** A link or file that could not be read. */
  | { readonly kind: 'refused'; readonly what: string; readonly why: readonly string[] }
  /** A new session was begun; the one before is kept. */
  | { readonly kind: 'begun-anew'; readonly id: string; readonly name: string; readonly what: 'A new sandbox.' | 'The lesson from its beginning.' }
  /** A link that could not be put on the clipboard. */
  | { readonly kind: 'link'; readonly link: string }
  /** Something that was asked for is done, or cannot be. */
  | { readonly kind: 'said'; readonly text: string }

/** All that is said now, in the order in which it was. */
export const notices = createStore<readonly Notice[]>(() => [])

/** Says something, in place of what was said of its kind before. */
export function notify(notice: Notice): void {
  notices.setState((all) => [...all.filter((each) => !isSame(each, notice)), notice], true)
}

const isSame = (a: Notice, b: Notice): boolean => a.kind === b.kind && (a.kind !== 'set-aside' || b.kind !== 'set-aside' || a.id === b.id)

/** Takes a line away. */
export const dismiss = (notice: Notice): void => notices.setState((all) => all.filter((each) => each !== notice), true)

/** Takes away what was said of a kind. */
export function settle(kind: Notice['kind']): void {
  if (notices.getState().some((each) => each.kind === kind)) notices.setState((all) => all.filter((each) => each.kind !== kind), true)
}
