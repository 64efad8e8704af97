/** `kubectl auth`: the lab's user is an administrator and may do everything. Stands for kubectl/pkg/cmd/auth. */
import type { Command, Invocation } from '../command.ts'
import { findServed } from '../discovery.ts'
import { outputFormat, resultFormats } from '../get/output-format.ts'
import { newMemory, printObject } from '../get/print-object.ts'
import { IOStreams } from '../io-streams.ts'
import { user } from '../kubeconfig.ts'
import { alignColumns, getColumns } from '../tab-writer.ts'
import { leftOut } from './left-out.ts'

const resourceVerbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'use', 'bind', 'impersonate', '*', 'approve', 'sign', 'escalate', 'attest']
const urlVerbs = ['get', 'put', 'post', 'head', 'options', 'delete', 'patch', '*']

const canI: Command = {
  about: 'Ask whether something is allowed',
  usage: 'auth can-i VERB [TYPE | TYPE/NAME | URL]',
  examples: ['kubectl auth can-i create ds', 'kubectl auth can-i --list'],
  flags: [
    { name: 'all-namespaces', short: 'A', type: 'boolean', about: 'in all namespaces' },
    { name: 'quiet', short: 'q', type: 'boolean', about: 'only the exit code' },
    { name: 'subresource', type: 'text', about: 'such as log or scale' },
    { name: 'list', type: 'boolean', about: 'all that is allowed' },
    { name: 'no-headers', type: 'boolean', about: 'with --list: without the first line' },
  ],
  start: (invocation) => {
    const { args, flags } = invocation
    const streams = new IOStreams()
    if (flags.on('list')) {
      if (args.length > 0) return streams.fail('list option must be specified with no arguments')
      if (flags.on('quiet') || flags.on('all-namespaces') || flags.text('subresource')) return streams.fail("list option can't be specified with neither quiet, all-namespaces nor subresource options")
      streams.out(ruleTable(flags.on('no-headers')))
      return streams.exit()
    }
    if (args.length !== 2) return streams.fail("you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.")
    const [verb, what] = args as [string, string]
    const isUrl = what.startsWith('/')
    if (isUrl && flags.text('subresource')) return streams.fail('--subresource can not be used with NonResourceURL')
    if (!isUrl) warnOfResource(invocation, streams, what)
    if (!(isUrl ? urlVerbs : resourceVerbs).includes(verb) && (isUrl || !flags.on('all-namespaces'))) streams.warn(`verb '${verb}' is not a known verb\n`)
    if (flags.on('no-headers')) return streams.fail('--no-headers cannot be set without --list specified')
    if (!flags.on('quiet')) streams.line('yes')
    return streams.exit()
  },
}

/** Says what is odd about the resource; the answer does not hang on it. */
function warnOfResource({ flags }: Invocation, streams: IOStreams, what: string): void {
  const written = what.split('/')[0]!
  if (written === '*') return
  const served = findServed(written)
  if (served) {
    if (!served.namespaced && !flags.on('all-namespaces')) streams.warn(`resource '${served.name}' is not namespace scoped${served.group === '' ? '' : ` in group '${served.group}'`}\n`)
    return
  }
  const [name, ...group] = written.toLowerCase().split('.')
  if (group.length > 0) streams.warn(`the server doesn't have a resource type '${name}' in group '${group.join('.')}'\n`)
  else if (name !== 'users' && name !== 'groups') streams.warn(`the server doesn't have a resource type '${name}'\n`)
}

/** Rules of an administrator, as resources, URLs and verbs: first all, then what every user may. */
const rules: readonly (readonly [resources: string, urls: string, verbs: string])[] = [
  ['*.*', '', '*'], ['', '*', '*'],
  ['selfsubjectreviews.authentication.k8s.io', '', 'create'], ['selfsubjectaccessreviews.authorization.k8s.io', '', 'create'], ['selfsubjectrulesreviews.authorization.k8s.io', '', 'create'],
  ...['/api/*', '/api', '/apis/*', '/apis', '/healthz', '/healthz', '/livez', '/livez', '/openapi/*', '/openapi', '/readyz', '/readyz', '/version/', '/version/', '/version', '/version'].map((url) => ['', url, 'get'] as const),
]

function ruleTable(noHeaders: boolean): string {
  const lines = rules.map(([resources, urls, verbs]) => `${resources}\t[${urls}]\t[]\t[${verbs}]\n`)
  return alignColumns(`${noHeaders ? '' : 'Resources\tNon-Resource URLs\tResource Names\tVerbs\n'}${lines.join('')}`, getColumns)
}

const whoAmI: Command = {
  about: 'Say as whom the API server knows you',
  usage: 'auth whoami [-o yaml|json]',
  flags: [
    { name: 'output', short: 'o', type: 'text', about: 'yaml, json, jsonpath=…' },
    { name: 'template', type: 'text', about: 'refused: Go templates are not simulated' },
    { name: 'allow-missing-template-keys', type: 'boolean', about: 'a jsonpath may ask for what is not there' },
    { name: 'show-managed-fields', type: 'boolean', about: 'accepted' },
  ],
  start: ({ flags, draft, input }) => {
    const streams = new IOStreams()
    if (!flags.text('output')) {
      streams.out(alignColumns(`ATTRIBUTE\tVALUE\nUsername\t${user.name}\nGroups\t[${user.groups.join(' ')}]\n`, getColumns))
      return streams.exit()
    }
    const format = outputFormat(flags, input, resultFormats)
    if ('problem' in format) return streams.fail(format.problem)
    const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview', metadata: { creationTimestamp: draft.api.now() }, status: { userInfo: { groups: user.groups, username: user.name } } }
    const { text, problem } = printObject(format, review, newMemory())
    streams.out(text)
    return streams.end(problem === undefined ? [] : [problem])
  },
}

export const auth: Command = {
  about: 'Ask what is allowed',
  usage: 'auth SUBCOMMAND',
  subcommands: { 'can-i': canI, whoami: whoAmI, reconcile: leftOut('auth reconcile', 'the lab does not simulate roles') },
}
