/** How a preview is told, a line at a time. */

/** `trouble`: it would not come to an end, or something would not run. */
export type Tone = 'plain' | 'trouble' | 'refused'

export interface PreviewLine {
  readonly tone: Tone
  readonly text: string
  /** Written as kubectl or the API server writes it. */
  readonly verbatim?: true
  /** Nodes that it is about, where they are not all in the text. */
  readonly nodes?: readonly string[]
}
