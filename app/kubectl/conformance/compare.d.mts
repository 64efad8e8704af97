import type { Recording, Replay } from './recording.ts'

/** How one step of a replay compares with its recording: `differ` names the parts that are not even alike. */
export interface ComparedStep {
  readonly step: number
  readonly do: unknown
  readonly same?: boolean
  readonly alike?: boolean
  readonly differ?: readonly { readonly part: string; readonly want: string; readonly got: string }[]
}

export function compareScenario(want: Recording, got: Replay | undefined): ComparedStep[]
export function normalise(text: string): string
