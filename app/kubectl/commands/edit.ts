/**
 * `kubectl edit`: an object as text, to be changed in an editor that somebody else provides. The
 * command waits with the text in its state; `finishEdit` goes on with what came back. Stands for
 * kubectl/pkg/cmd/util/editor.
 */
import { typeOfKind } from '#apis/fields'
import { readManifest } from '#apis/manifest'
import { clientRefusal } from '#apis/prepare-manifest'
import { isStatus } from '#apis/status'
import type { Draft } from '#cluster/draft'
import { handleRequest, type KubeObject } from '#cluster/kube-apiserver/handle-request'
import type { Command } from '../command.ts'
import { printCommandError, type CommandError } from '../command-error.ts'
import { validateFlag } from '../field-validation.ts'
import { IOStreams } from '../io-streams.ts'
import { filenameFlags } from '../manifest-files.ts'
import type { Process } from '../process.ts'
import { findObjects } from '../resource-builder.ts'
import { apiResource, printName } from '../resource-names.ts'
import { twoWayMergePatch } from '../three-way-merge.ts'
import type { Resource } from '#cluster/kube-apiserver/watch'
import { writeYaml } from '../write-object.ts'

/** An edit that waits for its text. */
export interface Edit {
  readonly resource: Resource
  readonly namespace: string | undefined
  readonly name: string
  /** What the editor is to show. */
  readonly text: string
  /** The object as it was when the edit began. */
  readonly original: KubeObject
}

const banner = "# Please edit the object below. Lines beginning with a '#' will be ignored,\n# and an empty file will abort the edit. If an error occurs while saving this file will be\n# reopened with the relevant failures.\n#\n"

export const edit: Command = {
  about: 'Change an object in the editor',
  usage: 'edit (TYPE/NAME | TYPE NAME)',
  examples: ['kubectl edit ds/agent'],
  flags: [
    ...filenameFlags,
    { name: 'output', short: 'o', type: 'text', about: 'accepted; the text is YAML' },
    { name: 'save-config', type: 'boolean', about: 'accepted' },
    { name: 'selector', short: 'l', type: 'text', about: 'refused: one object at a time' },
    { name: 'output-patch', type: 'boolean', about: 'accepted' },
    { name: 'subresource', type: 'text', about: 'refused' },
    validateFlag,
    { name: 'windows-line-endings', type: 'boolean', about: 'accepted' },
  ],
  start: (invocation) => {
    const { args, flags } = invocation
    const streams = new IOStreams()
    const { objects, errors } = findObjects(invocation, args, { filenames: flags.list('filename') })
    if (errors.length > 0) return streams.fail(errors)
    const [meant, ...more] = objects
    if (!meant) return streams.fail('edit cancelled, no objects found')
    if (more.length > 0) return streams.fail('the lab edits one object at a time')
    const { type, namespace, name, object } = meant
    const state: Edit = { resource: type.resource, namespace, name, text: `${banner}${writeYaml(object)}`, original: object }
    return streams.wait({ command: 'edit', watches: [], writes: true, state })
  },
}

/** The edit that a process waits for; undefined where it waits for something else. */
export function editOf({ waiting }: Process): Edit | undefined {
  return waiting?.command === 'edit' ? (waiting.state as Edit) : undefined
}

/** Goes on with the edited text: the change is sent, or the edit stays open with what was wrong in comments. */
export function finishEdit(draft: Draft, edited: Edit, text: string): Process {
  const streams = new IOStreams()
  const { resource, namespace, name, original } = edited
  const read = readManifest(text)
  const body = text.split('\n').filter((line) => !line.startsWith('#')).join('\n')
  const cancelled = (why: string): Process => {
    streams.err(`${why}\n`)
    return streams.exit()
  }
  if (body.trim() === '') return cancelled('Edit cancelled, saved file was empty.')
  if (body === edited.text.split('\n').filter((line) => !line.startsWith('#')).join('\n')) return cancelled('Edit cancelled, no changes made.')
  const reopen = (error: CommandError): Process => {
    const named = `${apiResource(resource).qualified} ${JSON.stringify(name)}`
    const causes = isStatus(error) ? (error.details?.causes ?? []) : []
    const words = causes.length > 0 ? causes.map(({ field, message }) => `* ${field}: ${message}`) : printCommandError(error).trimEnd().split('\n')
    const lines = words.map((line) => `# ${line.replaceAll('\n', '\n# ')}\n`).join('')
    streams.err(`error: ${named} ${isRefusal(error) ? 'is invalid' : 'could not be patched'}\n`)
    return streams.wait({ command: 'edit', watches: [], writes: true, state: { ...edited, text: `${banner.replace(/#\n$/, '')}#\n# ${named} was not valid:\n${lines}#\n${body}` } })
  }
  if (read.problem) return reopen(`error parsing edited-file: ${read.problem.says}`)
  const value = read.documents[0]?.value
  const client = clientRefusal(value, 'edited-file')
  if (client) return reopen({ plain: client.stderr.trimEnd() })
  const { apiVersion, kind } = apiResource(resource)
  const next = value as KubeObject
  if (next.metadata?.name !== name || next.kind !== kind || next.apiVersion !== apiVersion) return reopen('At least one of apiVersion, kind and name was changed')
  const patch = twoWayMergePatch(original, next, typeOfKind(apiVersion, kind))
  if (Object.keys(patch).length === 0) return cancelled('Edit cancelled, no changes made.')
  const written = handleRequest(draft, { verb: 'patch', resource, namespace, name, patchType: 'strategic', patch }, (warning) => streams.warn(warning))
  if (isStatus(written)) return reopen(written)
  streams.line(`${printName(resource, name)} edited`)
  return streams.exit()
}

const isRefusal = (error: CommandError) => typeof error === 'object' && 'reason' in error && error.reason === 'Invalid'
