/** Acts in words. */
import { shortageWords, type PodFault } from './act.ts'
import type { LabAct } from './lab-act.ts'

/** Longest text of a line on a flag, in characters. */
const longest = 32

const faultWords: Readonly<Record<PodFault, string>> = { crash: 'crash', evict: 'evict', unready: 'unready', ready: 'ready', 'fail-liveness': 'liveness fails of', 'fail-startup': 'startup fails of' }

/** An act in the few words that a flag or an undo button has room for. */
export function printAct(act: LabAct): string {
  if ('line' in act) return printLine(act.line)
  if ('press' in act) return act.press === 'open' || act.press === 'close' ? `${act.press} a shell` : act.press
  if ('edited' in act) return act.edited === null ? 'leave the editor' : 'save the edited text'
  if ('file' in act) return `${act.text === null ? 'remove' : 'write'} ${act.file}`
  if ('watch' in act) return `watch ${act.watch}`
  if ('answer' in act) return `answer “${act.answer.task}”`
  if ('join' in act) return act.join.length === 1 ? `add ${act.join[0]!.name}` : `add ${act.join.length.toLocaleString('en')} nodes`
  if ('leave' in act) return `remove ${several(act.leave)}`
  if ('fail' in act) return `power off ${several(act.fail)}`
  if ('recover' in act) return `recover ${several(act.recover)}`
  if ('fill' in act) return `fill ${act.fill}`
  if ('pressure' in act) return act.short ? `${act.pressure} short of ${shortageWords[act.of]}` : `free ${shortageWords[act.of]} on ${act.pressure}`
  return `${faultWords[act.fault]} ${nameIn(act.pod)}`
}

/** A command without what goes without saying. */
function printLine(line: string): string {
  const [first = '', ...more] = line.split('\n')
  const words = first.trim().replace(/^(?:kubectl|k)\s+(?=\S)/, '').replace(/^(taint|label|annotate) (?:nodes?|no) /, '$1 ')
  const short = /^apply -f manifest\.yaml$/.test(words) ? 'apply' : words.replace(/ --(?:ignore-daemonsets|overwrite|wait=false|force)\b/g, '')
  const cut = short.length > longest ? `${short.slice(0, longest - 1)}…` : short
  return more.length > 0 && !cut.endsWith('…') ? `${cut} …` : cut || 'an empty line'
}

const several = (names: readonly string[]): string => (names.length === 1 ? names[0]! : `${names.length.toLocaleString('en')} nodes`)
const nameIn = (key: string): string => key.slice(key.indexOf('/') + 1)
