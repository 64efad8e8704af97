/** What is being asked "why?" at the moment, as of the moment at which it was asked. What answers it is fetched by whoever shows the answer. */
import { createStore } from 'zustand/vanilla'
import type { Question } from '#scene/why/question'
import type { Timeline } from '#timeline/timeline'
import type { Seen } from '../seen.ts'
import { session } from '../session.ts'

export interface Asked {
  readonly question: Question
  /** The session when it was asked: the answer stays, whatever happens or is gone to meanwhile. */
  readonly timeline: Timeline<Seen>
  /** What was pressed, to which the focus goes back. */
  readonly from: HTMLElement | undefined
}

export const asked = createStore<Asked | undefined>(() => undefined)

/** Asks, as of now. */
export const ask = (question: Question, from?: HTMLElement): void => asked.setState({ question, timeline: session.getState().timeline, from }, true)

/** Back to what was seen before. */
export const closeAnswer = (): void => asked.setState(undefined, true)
