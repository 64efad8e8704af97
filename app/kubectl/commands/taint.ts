/** `kubectl taint`: sets taints of nodes and takes them away. Stands for kubectl/pkg/cmd/taint. */
import type * as corev1 from '#apis/corev1'
import { isStatus } from '#apis/status'
import { labelValueErrors, qualifiedNameErrors } from '#apis/validate-names'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Command, Invocation } from '../command.ts'
import { usageError, type CommandError } from '../command-error.ts'
import { validateFlag } from '../field-validation.ts'
import { IOStreams } from '../io-streams.ts'
import { dryRunOf, resultPrinter, writeFlags } from '../print-result.ts'
import { findObjects } from '../resource-builder.ts'
import { findResource } from '../resource-names.ts'

interface TaintChange {
  readonly add: readonly corev1.Taint[]
  /** Without an effect: all taints of the key. */
  readonly remove: readonly corev1.Taint[]
}

export const taint: Command = {
  about: 'Set taints of nodes, or take them away',
  usage: 'taint NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 … KEY_N:TAINT_EFFECT_N-',
  examples: ['kubectl taint nodes node-1 dedicated=web:NoSchedule', 'kubectl taint nodes node-1 dedicated-'],
  flags: [
    ...writeFlags,
    { name: 'overwrite', type: 'boolean', about: 'change taints that are there already' },
    { name: 'all', type: 'boolean', about: 'all nodes' },
    { name: 'selector', short: 'l', type: 'text', about: 'nodes with these labels' },
    validateFlag,
  ],
  start: (invocation) => {
    const { flags, path } = invocation
    const streams = new IOStreams()
    const dryRun = dryRunOf(flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    const words = splitTaints(invocation.args)
    if ('problem' in words) return streams.fail(words.problem)
    if (words.resources.length === 0) return streams.fail('one or more resources must be specified as <resource> <name>')
    if (words.taints.length === 0) return streams.fail('at least one taint update is required')
    const change = parseTaints(words.taints)
    if ('problem' in change) return streams.fail(usageError(path, change.problem))
    const refusal = refusalOf(invocation, words.resources, change)
    if (refusal) return streams.fail(refusal)
    // The word for what was done is known late, and kubectl then forgets to say that it was a dry run.
    const print = resultPrinter(streams, flags, 'none')
    if ('problem' in print) return streams.fail(print.problem)
    const { objects, errors: missing } = findObjects(invocation, flags.text('selector') ? words.resources.slice(0, 1) : words.resources, { labelSelector: flags.text('selector'), all: flags.on('all') })
    const errors: CommandError[] = [...missing]
    for (const { type, name, object } of objects) {
      const tainted = retaint(object as corev1.Node, change, flags.on('overwrite'))
      if ('errors' in tainted) {
        errors.push(...tainted.errors)
        continue
      }
      const patch = { spec: { taints: tainted.taints } }
      const request = { verb: 'patch', resource: 'nodes', name, patchType: 'strategic', patch, dryRun: dryRun === 'server' } as const
      const written = dryRun === 'client' ? { ...object, spec: { ...(object as corev1.Node).spec, taints: tainted.taints } } : handleRequest(invocation.draft, request)
      if (isStatus(written)) errors.push(written)
      else print(type, written, tainted.operation)
    }
    return streams.end(errors)
  },
}

function splitTaints(args: readonly string[]): { readonly resources: readonly string[]; readonly taints: readonly string[] } | { readonly problem: string } {
  const isTaint = (word: string) => word.includes('=') || word.includes(':') || word.endsWith('-')
  const first = args.findIndex(isTaint)
  const at = first < 0 ? args.length : first
  const late = args.slice(at).find((word) => !isTaint(word))
  return late === undefined ? { resources: args.slice(0, at), taints: args.slice(at) } : { problem: `all resources must be specified before taint changes: ${late}` }
}

function refusalOf({ flags }: Invocation, resources: readonly string[], { add, remove }: TaintChange): CommandError | undefined {
  const type = findResource(resources[0]!)
  if (!type) return { plain: `the server doesn't have a resource type ${JSON.stringify(resources[0])}` }
  if (type.resource !== 'nodes') return `invalid resource type ${resources[0]!.toLowerCase()}, only node types are supported`
  const both = remove.filter(({ key, effect }) => add.some((each) => each.key === key && (!effect || each.effect === effect)))
  if (both.length > 0) return `can not both modify and remove the following taint(s) in the same command: ${both.map(({ key, effect }) => `${key}=${effect ?? ''}`).join(', ')}`
  if (flags.on('all') && flags.text('selector')) return "setting 'all' parameter with a non empty selector is prohibited"
  if (!flags.on('all') && !flags.text('selector') && resources.length < 2) return "at least one resource name must be specified since 'all' parameter is not set"
  return undefined
}

function parseTaints(words: readonly string[]): TaintChange | { readonly problem: string } {
  const [add, remove]: [corev1.Taint[], corev1.Taint[]] = [[], []]
  for (const word of words) {
    const parsed = parseTaint(word.replace(/-$/, ''))
    if ('problem' in parsed) return parsed
    if (word.endsWith('-')) {
      remove.push({ key: parsed.key, effect: parsed.effect })
      continue
    }
    if (!parsed.effect) return { problem: `invalid taint spec: ${word}` }
    if (add.some(({ key, effect }) => key === parsed.key && effect === parsed.effect)) return { problem: `duplicated taints with the same key and effect: {${parsed.key} ${parsed.value ?? ''} ${parsed.effect} <nil>}` }
    add.push(parsed)
  }
  return { add, remove }
}

function parseTaint(text: string): corev1.Taint | { readonly problem: string } {
  const [pair, effect, ...more] = text.split(':') as [string, ...string[]]
  if (more.length > 0) return { problem: `invalid taint spec: ${text}` }
  if (effect !== undefined && !['NoSchedule', 'PreferNoSchedule', 'NoExecute'].includes(effect)) return { problem: `invalid taint effect: ${effect}, unsupported taint effect` }
  const [key, value, ...rest] = effect === undefined ? [pair] : (pair.split('=') as [string, ...string[]])
  if (rest.length > 0) return { problem: `invalid taint spec: ${text}` }
  const wrong = [value === undefined ? [] : labelValueErrors(value), qualifiedNameErrors(key!)].find((each) => each.length > 0)
  if (wrong) return { problem: `invalid taint spec: ${text}, ${wrong.join('; ')}` }
  return { key, ...(value && { value }), ...(effect && { effect }) }
}

const nameOf = ({ key, effect }: corev1.Taint) => (effect ? `${key}:${effect}` : key!)

/** The node's new taints: new ones first, then those that stay; and the word for what was done. */
function retaint(node: corev1.Node, { add, remove }: TaintChange, overwrite: boolean): { readonly taints: readonly corev1.Taint[]; readonly operation: string } | { readonly errors: readonly CommandError[] } {
  const old = node.spec?.taints ?? []
  const same = (a: corev1.Taint, b: corev1.Taint) => a.key === b.key && (!a.effect || a.effect === b.effect)
  const known = add.filter((each) => old.some((other) => same(each, other)))
  if (!overwrite && known.length > 0) {
    return { errors: [`node ${node.metadata!.name} already has ${known.map(({ key }) => key).join(',')} taint(s) with same effect(s) and --overwrite is false`] }
  }
  const united = [...add, ...old.filter((each) => !add.some((other) => same(other, each)))]
  const missing = remove.filter((each) => !united.some((other) => same(each, other)))
  if (missing.length > 0) return { errors: missing.map((each) => `taint ${JSON.stringify(nameOf(each))} not found`) }
  const taints = united.filter((each) => !remove.some((other) => same(other, each)))
  const isAdded = united.length !== old.length
  if (overwrite || (isAdded && remove.length > 0)) return { taints, operation: 'modified' }
  return { taints, operation: isAdded ? 'tainted' : 'untainted' }
}
