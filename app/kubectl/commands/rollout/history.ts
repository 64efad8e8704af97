/** `kubectl rollout history`: the revisions that are kept. */
import type { Command, Invocation } from '../../command.ts'
import type { CommandError } from '../../command-error.ts'
import { templateText } from '../../template-text.ts'
import { IOStreams } from '../../io-streams.ts'
import type { Meant } from '../../meant.ts'
import { groupKind, printName } from '../../resource-names.ts'
import { changeCauseAnnotation, revisionsOf } from '../../revisions.ts'
import { writeJson, writeYaml } from '../../write-object.ts'
import { rolloutFlags, rolloutObjects } from './rollout-objects.ts'

export const history: Command = {
  about: 'List the revisions that are kept',
  usage: 'rollout history (TYPE NAME | TYPE/NAME) [flags]',
  examples: ['kubectl rollout history ds/agent', 'kubectl rollout history ds/agent --revision=2'],
  flags: [
    ...rolloutFlags,
    { name: 'revision', type: 'integer', about: 'show the pods of this revision' },
    { name: 'output', short: 'o', type: 'text', about: 'yaml or json: the revision as it is stored' },
  ],
  start: (invocation) => {
    const { flags } = invocation
    const streams = new IOStreams()
    if ((flags.number('revision') ?? 0) < 0) return streams.fail(`revision must be a positive integer: ${flags.number('revision')}`)
    const { objects, errors: missing } = rolloutObjects(invocation)
    const errors: CommandError[] = [...missing]
    for (const meant of objects) {
      const error = printHistory(invocation, streams, meant)
      if (error) errors.push(error)
    }
    return streams.end(errors)
  },
}

function printHistory({ draft, flags }: Invocation, streams: IOStreams, { type, name, object }: Meant): CommandError | undefined {
  const revisions = revisionsOf(draft, type.kind, object)
  if (!revisions) return `no history viewer has been implemented for ${JSON.stringify(groupKind(type))}`
  const wanted = flags.number('revision') ?? 0
  const format = flags.text('output')
  const revision = revisions.find(({ number }) => number === wanted)
  if (wanted > 0 && !revision) return 'unable to find the specified revision'
  if (format === 'yaml' || format === 'json') {
    const chosen = revision ? [revision] : revisions
    for (const each of chosen) streams.out((format === 'yaml' ? writeYaml : writeJson)(each.object))
    return undefined
  }
  if (format) return `unable to match a printer suitable for the output format ${JSON.stringify(format)}, allowed formats are: json,name,yaml`
  const named = printName(type.resource, name)
  if (revision) {
    const cause = revision.template.metadata?.annotations?.[changeCauseAnnotation] ?? revision.changeCause
    streams.out(`${named} with revision #${wanted}\nPod Template:\n${templateText(revision.template, cause)}\n`)
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
