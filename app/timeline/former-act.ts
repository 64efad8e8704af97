/**
 * Acts as recordings up to version 3 had them: what buttons did had a vocabulary of its own then.
 * Each is the line of kubectl that does the same. Nothing is believed here: `anAct` checks what comes out.
 */
import { isRecord } from './decode-act.ts'
import { firstShell } from './world.ts'

/** The act of today; what is no former act is left as it is. */
export function upgradedAct(act: unknown): unknown {
  if (!isRecord(act)) return act
  const line = lineOf(act)
  if (line === undefined) return act
  return { shell: firstShell, line: `kubectl ${line}`, ...('apply' in act && { files: { 'manifest.yaml': act['apply'] } }) }
}

function lineOf(act: Readonly<Record<string, unknown>>): string | undefined {
  const text = (field: string) => String(act[field])
  const list = (field: string): readonly Readonly<Record<string, unknown>>[] => (Array.isArray(act[field]) ? act[field].filter(isRecord) : [])
  if ('apply' in act) return 'apply -f manifest.yaml'
  if ('deletePod' in act) return `delete pod ${nameAndNamespace(text('deletePod'))} --wait=false`
  if ('deleteDaemonSet' in act) return `delete daemonset ${nameAndNamespace(text('deleteDaemonSet'))}`
  if ('cordon' in act) return `${act['on'] === true ? 'cordon' : 'uncordon'} ${text('cordon')}`
  if ('taint' in act) {
    const added = list('add').map(({ key, value, effect }) => `${String(key)}${value ? `=${String(value)}` : ''}:${String(effect)}`)
    const removed = list('remove').map(({ key, effect }) => `${String(key)}${effect ? `:${String(effect)}` : ''}-`)
    return ['taint nodes', text('taint'), ...added, ...removed, ...(added.length > 0 ? ['--overwrite'] : [])].join(' ')
  }
  if ('label' in act) {
    const set = isRecord(act['set']) ? Object.entries(act['set']).map(([key, value]) => `${key}=${String(value)}`) : []
    const removed = Array.isArray(act['remove']) ? act['remove'].map((key) => `${String(key)}-`) : []
    return ['label nodes', text('label'), ...set, ...removed, '--overwrite'].join(' ')
  }
  if ('drain' in act) return `drain ${text('drain')}${act['ignoreDaemonSets'] === true ? ' --ignore-daemonsets' : ''}${act['force'] === true ? ' --force' : ''}`
  return undefined
}

function nameAndNamespace(key: string): string {
  const [namespace, name] = key.includes('/') ? key.split('/') : ['default', key]
  return namespace === 'default' ? name! : `${name} -n ${namespace}`
}
