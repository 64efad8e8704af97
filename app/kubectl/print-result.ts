/** How writing verbs say what they did: `daemonset.apps/agent configured (dry run)`, or the object itself with `-o`. */
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import { printCommandError } from './command-error.ts'
import type { FlagSpec, Flags } from './flags.ts'
import { outputFormat, resultFormats } from './get/output-format.ts'
import { newMemory, printObject } from './get/print-object.ts'
import type { IOStreams } from './io-streams.ts'
import { printName, type ApiResource } from './resource-names.ts'

export type DryRun = 'none' | 'client' | 'server'

/** `--dry-run`, `-o` and what else every writing verb takes. */
export const writeFlags: readonly FlagSpec[] = [
  { name: 'dry-run', type: 'text', bare: 'unchanged', about: 'none, server (everything is checked, nothing stored) or client (nothing is asked of the server)' },
  { name: 'output', short: 'o', type: 'text', about: 'name, yaml, json, jsonpath=…, go-template=…: print the object instead of what was done' },
  { name: 'show-managed-fields', type: 'boolean', about: 'accepted; no managed fields are kept' },
  { name: 'template', type: 'text', about: 'the template of -o jsonpath or -o go-template' },
  { name: 'allow-missing-template-keys', type: 'boolean', about: 'false: a path that leads nowhere is an error' },
  { name: 'field-manager', type: 'text', about: 'the name under which changes are made' },
]

/** What `--dry-run` says, or why it is refused. */
export function dryRunOf(flags: Flags): DryRun | { readonly problem: string } {
  const text = flags.text('dry-run') ?? 'none'
  if (text === 'none' || text === 'client' || text === 'server') return text
  if (text === 'unchanged') return { problem: '--dry-run flag without a value was specified. A value must be set: "none", "server", or "client".' }
  return { problem: `Invalid dry-run value (${text}). Must be "none", "server", or "client".` }
}

const suffix: Readonly<Record<DryRun, string>> = { none: '', client: ' (dry run)', server: ' (server dry run)' }

/** Prints what was done to one object each time it is called. */
export type ResultPrinter = (type: ApiResource, object: KubeObject, operation: string) => void

/** The printer that `-o` asks for, or why there is none. */
export function resultPrinter(streams: IOStreams, flags: Flags, dryRun: DryRun): ResultPrinter | { readonly problem: string } {
  const verb: ResultPrinter = (type, object, operation) => streams.line(`${printName(type.resource, object.metadata!.name!)} ${operation}${suffix[dryRun]}`)
  if (!flags.text('output') && !flags.text('template')) return verb
  const format = outputFormat(flags, {}, resultFormats)
  if ('problem' in format) return format
  if (format.kind === 'name') return (type, object) => streams.line(printName(type.resource, object.metadata!.name!))
  const memory = newMemory()
  return (_, object) => {
    const { text, problem } = printObject(format, object, memory)
    streams.out(text)
    if (problem !== undefined) streams.err(printCommandError(problem))
  }
}
