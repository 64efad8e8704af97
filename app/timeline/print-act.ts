/** Acts in words. */
import type { LabAct } from './lab-act.ts'

/** An act in the few words that a flag or an undo button has room for. */
export function printAct(act: LabAct): string {
  if ('line' in act) return shortened(act.line)
  if ('press' in act) return act.press === 'close' ? 'close the shell' : act.press
  if ('edited' in act) return act.edited === null ? 'leave the editor' : 'save the edit'
  if ('file' in act) return `${act.text === null ? 'remove' : 'write'} ${act.file}`
  if ('apply' in act) return 'apply'
  if ('join' in act) return act.join.length === 1 ? `add ${act.join[0]!.name}` : `add ${act.join.length.toLocaleString('en')} nodes`
  if ('leave' in act) return `remove ${several(act.leave)}`
  if ('fail' in act) return `power off ${several(act.fail)}`
  if ('recover' in act) return `recover ${several(act.recover)}`
  if ('cordon' in act) return `${act.on ? 'cordon' : 'uncordon'} ${act.cordon}`
  if ('taint' in act) return `${act.add.length > 0 ? 'taint' : 'untaint'} ${act.taint}`
  if ('label' in act) return `label ${act.label}`
  if ('drain' in act) return `drain ${act.drain}`
  if ('fill' in act) return `fill ${act.fill}`
  if ('deletePod' in act) return `delete ${nameIn(act.deletePod)}`
  if ('deleteDaemonSet' in act) return `delete ${nameIn(act.deleteDaemonSet)}`
  return `${act.fault} ${nameIn(act.pod)}`
}

/** The first line of what was entered, without `kubectl`. */
const shortened = (line: string): string => {
  const first = line.trim().split('\n')[0]!.replace(/^(kubectl|k) /, '')
  return first.length > 40 ? `${first.slice(0, 39)}…` : first
}
const several = (names: readonly string[]): string => (names.length === 1 ? names[0]! : `${names.length.toLocaleString('en')} nodes`)
const nameIn = (key: string): string => key.slice(key.indexOf('/') + 1)
