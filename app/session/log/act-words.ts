/** An act as the story begins a paragraph with it. */
import { shortageWords, type PodFault } from '#timeline/act'
import type { LabAct } from '#timeline/lab-act'
import { printAct } from '#timeline/print-act'
import { currentBranch } from '#timeline/timeline'
import { session } from '../session.ts'

export interface ActWords {
  /** "You power off node-2", or "You enter" before what was entered. */
  readonly text: string
  /** Entered word for word. */
  readonly verbatim: string | undefined
}

/** What you do to `$`, a pod. */
const faultWords: Readonly<Record<PodFault, string>> = {
  crash: 'let $ crash',
  evict: 'have $ evicted',
  unready: 'let the readiness probe of $ fail',
  ready: 'let the readiness probe of $ succeed',
  'fail-liveness': 'let the liveness probe of $ fail',
  'fail-startup': 'let the startup probe of $ fail',
}

export function actWords(act: LabAct): ActWords {
  if ('line' in act) return { text: 'You enter', verbatim: act.line.trim() }
  return { text: `You ${deed(act)}`, verbatim: undefined }
}

function deed(act: LabAct): string {
  if ('pressure' in act) return act.short ? `let ${act.pressure} run short of ${shortageWords[act.of]}` : printAct(act)
  if ('pod' in act) return faultWords[act.fault].replace('$', act.pod.slice(act.pod.indexOf('/') + 1))
  if ('press' in act && act.press.startsWith('Ctrl')) return `press ${act.press}`
  return printAct(act)
}

/** The act at this place of the line that is played. */
export function actAt(place: number): (ActWords & { readonly atMs: number }) | undefined {
  const timed = currentBranch(session.getState().timeline).acts[place]
  return timed && { ...actWords(timed.act), atMs: timed.atMs }
}
