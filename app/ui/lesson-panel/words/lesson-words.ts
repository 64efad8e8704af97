/** What the lesson pane itself says, in each language that it knows. Kubernetes' words and the checks' findings stay as they are. */
import type { MarkState } from '../task-mark.ts'

export interface LessonWords {
  readonly lesson: string
  readonly beingOpened: string
  readonly cannotBeShown: (why: string) => string
  readonly opens: string
  readonly elsewhere: string
  readonly place: (at: number, of: number) => string
  readonly allLessons: string
  readonly minutes: (count: number) => string
  readonly done: string
  readonly allDone: string
  readonly progress: (passed: number, of: number) => string
  readonly tasks: string
  readonly marks: Readonly<Record<MarkState, string>>
  readonly comesLater: string
  readonly youSaid: string
  readonly itIs: string
  readonly leftOpen: string
  readonly nothingMeasured: (why: string) => string
  readonly right: (answer: string) => string
  readonly wrong: (answer: string) => string
  readonly guess: string
  readonly answer: string
  readonly notNow: string
  readonly answerFirst: string
  readonly comesAfter: (task: string) => string
  readonly readOn: string
  readonly readAhead: string
  readonly watchGuess: string
  readonly before: string
  readonly soFar: string
  readonly ifYouLike: string
  readonly countOf: (passed: number, of: number) => string
  readonly checksOf: (task: string) => string
  readonly expected: string
  readonly showMe: string
  readonly lookAt: (what: string) => string
  readonly undo: string
  readonly letPass: string
  readonly letPassWhy: string
  readonly playedAhead: string
  readonly onACopy: string
  readonly playing: string
  readonly when: (what: string) => string
  readonly holds: string
  readonly holdsNot: string
  readonly watchIt: string
  readonly otherWay: (at: number, of: number) => string
  readonly watching: string
  readonly watchingWhy: string
  readonly backToWork: string
  readonly help: string
  readonly hintsFor: (count: number, task: string) => string
  readonly hintOf: (at: number, of: number) => string
  readonly firstHint: string
  readonly nextHint: string
  readonly solution: string
  readonly showSolution: string
  readonly askTwice: string
  readonly withManifest: string
  readonly withInput: string
  readonly playSolution: string
  readonly nowYouCan: string
  readonly next: (title: string) => string
  readonly sandbox: string
  readonly anew: string
  readonly whatIDid: string
  readonly taskDone: (task: string, next: string | undefined) => string
  readonly language: string
  readonly notTranslated: (language: string) => string
  readonly partly: (share: number) => string
  readonly limits: string
  readonly opensPage: string
}
