/** `kubectl rollout history`: the revisions that are kept. */
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import type { Command, Invocation } from '../../command.ts'
import { printCommandError, type CommandError } from '../../command-error.ts'
import { outputFormat, resultFormats } from '../../get/output-format.ts'
import { newMemory, printObject } from '../../get/print-object.ts'
import { templateText } from '../../template-text.ts'
import { IOStreams } from '../../io-streams.ts'
import type { Meant } from '../../meant.ts'
import { printName } from '../../resource-names.ts'
import { changeCauseAnnotation, noRevisionsOf, objectAt, revisionsOf } from '../../revisions.ts'
import { rolloutFlags, rolloutObjects } from './rollout-objects.ts'

export const history: Command = {
  about: 'List the revisions that are kept',
  usage: 'rollout history (TYPE NAME | TYPE/NAME) [flags]',
  examples: ['kubectl rollout history ds/agent', 'kubectl rollout history ds/agent --revision=2'],
  flags: [
    ...rolloutFlags,
    { name: 'revision', type: 'integer', about: 'show the pods of this revision' },
    { name: 'output', short: 'o', type: 'text', about: 'yaml, json, name, jsonpath=…: the object as the revision had it' },
    { name: 'template', type: 'text', about: 'the template of -o jsonpath or -o go-template' },
    { name: 'allow-missing-template-keys', type: 'boolean', about: 'false: a path that leads nowhere is an error' },
    { name: 'show-managed-fields', type: 'boolean', about: 'accepted; no managed fields are kept' },
  ],
  start: (invocation) => {
    const { flags } = invocation
    const streams = new IOStreams()
    if ((flags.number('revision') ?? 0) < 0) return streams.fail(`revision must be a positive integer: ${flags.number('revision')}`)
    const format = flags.text('output') || flags.text('template') ? outputFormat(flags, invocation.input, resultFormats) : undefined
    if (format && 'problem' in format) return streams.fail(format.problem)
    const { objects, errors: missing } = rolloutObjects(invocation)
    const errors: CommandError[] = [...missing]
    const memory = newMemory()
    for (const meant of objects) {
      const error = printHistory(invocation, streams, meant, (object) => {
        if (!format) return false
        const { text, problem } = printObject(format, object, memory)
        streams.out(text)
        if (problem !== undefined) streams.err(printCommandError(problem))
        return true
      })
      if (error) errors.push(error)
    }
    return streams.end(errors)
  },
}

/** `printWhole` prints an object where `-o` asks for that. */
function printHistory({ draft, flags }: Invocation, streams: IOStreams, { type, name, object }: Meant, printWhole: (object: KubeObject) => boolean): CommandError | undefined {
  const revisions = revisionsOf(draft, type.kind, object)
  if (!revisions) return noRevisionsOf(type, 'history', 'history viewer')
  const wanted = flags.number('revision') ?? 0
  const revision = revisions.find(({ number }) => number === wanted)
  if (wanted > 0 && !revision) return 'unable to find the specified revision'
  const whole = (revision ? [revision] : revisions).map((each) => printWhole(objectAt(type.kind, object, each)))
  if (whole.includes(true)) return undefined
  const named = printName(type.resource, name)
  if (revision) {
    const cause = revision.template.metadata?.annotations?.[changeCauseAnnotation] ?? revision.changeCause
    streams.out(`${named} with revision #${wanted}\n${templateText(revision.shown, cause)}\n`)
    return undefined
  }
  if (revisions.length === 0) {
    streams.out(`${named} \nNo rollout history found.\n`)
    return undefined
  }
  const rows = revisions.map(({ number, changeCause }) => `${String(number).padEnd(10)}${changeCause ?? '<none>'}\n`)
  streams.out(`${named} \nREVISION  CHANGE-CAUSE\n${rows.join('')}\n`)
  return undefined
}
