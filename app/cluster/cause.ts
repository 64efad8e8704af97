/**
 * What led to a change or a timer, as one small number, so that a million of them can be kept: the
 * id of a watch event, or the place of an act in its line. Undefined is how the cluster began.
 */
export type Cause = number | undefined

/** The act at this place (from 0) of a line of acts. */
export const causedByAct = (place: number): number => -1 - place

/** The place of the act that is meant; undefined where the cause is a watch event, or the beginning. */
export const actPlaceOf = (cause: Cause): number | undefined => (cause !== undefined && cause < 0 ? -1 - cause : undefined)

/** The id of the watch event that is meant; undefined where the cause is an act, or the beginning. */
export const eventIdOf = (cause: Cause): number | undefined => (cause !== undefined && cause > 0 ? cause : undefined)
