/** How a session, or a lesson, is named in an address. */

export const sessionKey = 's'
const lessonKey = 'lesson-url'

/** The address of a lesson of this site, in this part of the page's own; undefined where there is none. */
export const lessonUrlIn = (hash: string): string | undefined => new URLSearchParams(hash.replace(/^#/, '')).get(lessonKey) ?? undefined

/** Does this part of an address hold a session? */
export const hasSession = (hash: string): boolean => new URLSearchParams(hash.replace(/^#/, '')).has(sessionKey)

const courseKey = 'lesson'

/** The id of the lesson of the course that this part of an address names: `#lesson=dead-node`. */
export const lessonIn = (hash: string): string | undefined => new URLSearchParams(hash.replace(/^#/, '')).get(courseKey) ?? undefined

/** That part of an address. */
export const lessonHash = (id: string): string => `#${courseKey}=${encodeURIComponent(id)}`
