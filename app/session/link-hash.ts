/** How a session is named in an address. */

export const sessionKey = 's'

/** Does this part of an address hold a session? */
export const hasSession = (hash: string): boolean => new URLSearchParams(hash.replace(/^#/, '')).has(sessionKey)
