/** `kubectl config`: the context and its namespace. Stands for kubectl/pkg/cmd/config; other entries of the file cannot be changed. */
import type { Command, Invocation } from '../command.ts'
import { usageError } from '../command-error.ts'
import { outputFormat, resultFormats } from '../get/output-format.ts'
import { newMemory, printObject } from '../get/print-object.ts'
import { IOStreams } from '../io-streams.ts'
import { contextOf, kubeconfig, user } from '../kubeconfig.ts'
import type { Process } from '../process.ts'
import { alignColumns, getColumns } from '../tab-writer.ts'
import { leftOut } from './left-out.ts'

const fixed = 'the lab has one cluster and one user; only the namespace of the context can be set (config set-context --current --namespace=NAME)'

const currentContext: Command = {
  about: 'Print the name of the context in use',
  usage: 'config current-context',
  start: ({ input }) => print(contextOf(input)),
}

const getContexts: Command = {
  about: 'List the contexts',
  usage: 'config get-contexts [NAME…] [-o name]',
  flags: [
    { name: 'output', short: 'o', type: 'text', about: 'name: names only' },
    { name: 'no-headers', type: 'boolean', about: 'without the first line' },
  ],
  start: ({ input, args, flags }) => {
    const streams = new IOStreams()
    const context = contextOf(input)
    const format = flags.text('output') ?? ''
    if (format !== '' && format !== 'name') return streams.fail(`output must be one of '' or 'name': ${format}`)
    const unknown = args.filter((name) => name !== context).map((name) => `context ${name} not found`)
    const lines = format === 'name' || flags.on('no-headers') ? [] : [['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE']]
    if (args.length === 0 || args.includes(context)) lines.push(format === 'name' ? [context] : ['*', context, context, user.name, input.namespace ?? ''])
    streams.out(alignColumns(lines.map((cells) => `${cells.join('\t')}\n`).join(''), getColumns))
    return streams.end(unknown)
  },
}

const useContext: Command = {
  about: 'Choose the context to use',
  usage: 'config use-context NAME',
  aliases: ['use'],
  start: ({ input, args, path }) => {
    if (args.length !== 1) return new IOStreams().fail(usageError(path, `Unexpected args: [${args.join(' ')}]`))
    if (args[0] !== contextOf(input)) return new IOStreams().fail(`no context exists with the name: ${JSON.stringify(args[0])}`)
    return print(`Switched to context ${JSON.stringify(args[0])}.`)
  },
}

const setContext: Command = {
  about: 'Set the namespace that is used where none is given',
  usage: 'config set-context [NAME | --current] [--namespace=NAMESPACE]',
  examples: ['kubectl config set-context --current --namespace=kube-system'],
  flags: [{ name: 'current', type: 'boolean', about: 'the context in use' }],
  start: (invocation) => {
    const { input, args, flags, path } = invocation
    const streams = new IOStreams()
    if (args.length > 1) return streams.fail(usageError(path, `Unexpected args: [${args.join(' ')}]`))
    if (args.length === 0 && !flags.on('current')) return streams.fail('you must specify a non-empty context name or --current')
    if (args.length > 0 && flags.on('current')) return streams.fail('you cannot specify both a context name and --current')
    const context = contextOf(input)
    if ((args[0] ?? context) !== context || flags.given('cluster') || flags.given('user')) return streams.fail(`set-context: ${fixed}`)
    streams.line(`Context ${JSON.stringify(context)} modified.`)
    return { ...streams.exit(), ...(flags.given('namespace') && { contextNamespace: flags.text('namespace') ?? '' }) }
  },
}

const view: Command = {
  about: 'Print the configuration',
  usage: 'config view [--minify] [-o yaml|json]',
  flags: [
    { name: 'output', short: 'o', type: 'text', about: 'yaml, json, jsonpath=…' },
    { name: 'template', type: 'text', about: 'refused: Go templates are not simulated' },
    { name: 'allow-missing-template-keys', type: 'boolean', about: 'a jsonpath may ask for what is not there' },
    { name: 'show-managed-fields', type: 'boolean', about: 'accepted' },
    { name: 'minify', type: 'boolean', about: 'only what the context in use needs; there is nothing else' },
    { name: 'flatten', type: 'boolean', about: 'accepted' },
    { name: 'raw', type: 'boolean', about: 'accepted; there are no secrets to show' },
    { name: 'merge', type: 'text', bare: 'true', about: 'accepted' },
  ],
  start: ({ input, args, flags, path }) => {
    const streams = new IOStreams()
    if (args.length > 0) return streams.fail(usageError(path, `unexpected arguments: ${args.join(' ')}`))
    const format = flags.text('output') || flags.text('template') ? outputFormat(flags, input, resultFormats) : ({ kind: 'yaml' } as const)
    if ('problem' in format) return streams.fail(format.problem)
    const { text, problem } = printObject(format, kubeconfig(input), newMemory())
    streams.out(text)
    return streams.end(problem === undefined ? [] : [problem])
  },
}

const list = (title: string, about: string, usage: string, name: (invocation: Invocation) => string): Command => ({
  about,
  usage,
  start: (invocation) => print(`${title}\n${name(invocation)}`),
})

function print(text: string): Process {
  const streams = new IOStreams()
  streams.line(text)
  return streams.exit()
}

const fixedVerbs = ['delete-cluster', 'delete-context', 'delete-user', 'rename-context', 'set', 'set-cluster', 'set-credentials', 'unset']

export const config: Command = {
  about: 'See the configuration of kubectl, and choose its namespace',
  usage: 'config SUBCOMMAND',
  subcommands: {
    'current-context': currentContext,
    'get-clusters': list('NAME', 'List the clusters', 'config get-clusters', ({ input }) => contextOf(input)),
    'get-contexts': getContexts,
    'get-users': list('NAME', 'List the users', 'config get-users', () => user.name),
    'set-context': setContext,
    'use-context': useContext,
    view,
    ...Object.fromEntries(fixedVerbs.map((name) => [name, leftOut(`config ${name}`, fixed)])),
  },
}
