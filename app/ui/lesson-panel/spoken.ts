/** Where what a lesson speaks of is to be seen. */
import type { Spoken } from '#session/lesson/spoken'

/** The pane in which it is to be seen. */
export function paneOf(spoken: Spoken): 'guide' | 'stage' | 'manifest' | 'terminal' | 'time' | undefined {
  if (spoken.kind === 'manifest') return 'manifest'
  if (spoken.kind === 'node' || spoken.kind === 'pod' || spoken.kind === 'object') return 'stage'
  return spoken.kind === 'panel' ? panes[spoken.panel] : undefined
}

const panes: Readonly<Record<string, 'guide' | 'stage' | 'manifest' | 'terminal' | 'time'>> = { lesson: 'guide', cluster: 'stage', events: 'stage', manifest: 'manifest', terminal: 'terminal', timeline: 'time' }
