/** `kubectl set env`: environment variables of containers. */
import type * as corev1 from '#apis/corev1'
import type { Command } from '../../command.ts'
import { IOStreams } from '../../io-streams.ts'
import { changePods, setFlags, splitAssignments } from './change-pods.ts'
import { listVariables } from './list-variables.ts'
import { variablesFrom } from './variables-from.ts'

const variableName = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/
const notAVariableName = "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')"

export const env: Command = {
  about: 'Set environment variables of containers, or take them away',
  usage: 'set env (-f FILENAME | TYPE NAME) KEY_1=VAL_1 … KEY_N-',
  examples: ['kubectl set env ds/agent LEVEL=debug', 'kubectl set env ds/agent LEVEL-', 'kubectl set env ds/agent --list'],
  flags: [
    ...setFlags,
    { name: 'containers', short: 'c', type: 'text', about: 'containers whose names fit this pattern; * for all' },
    { name: 'env', short: 'e', type: 'texts', about: 'a variable' },
    { name: 'from', type: 'text', about: 'a ConfigMap whose keys become variables: configmap/NAME' },
    { name: 'keys', type: 'list', about: 'only these keys of --from' },
    { name: 'prefix', type: 'text', about: 'stands before each name' },
    { name: 'list', type: 'boolean', about: 'print the variables' },
    { name: 'overwrite', type: 'boolean', about: 'change variables that have a value already (the default)' },
    { name: 'resolve', type: 'boolean', about: 'with --list: what references stand for' },
  ],
  start: (invocation) => {
    const { flags, args } = invocation
    const streams = new IOStreams()
    const words = splitAssignments(args, (word) => word.indexOf('=') > 0 || word.endsWith('-'))
    if ('problem' in words) return streams.fail(words.problem.replace('changes', 'environment changes'))
    const { resources } = words
    const pairs = [...flags.list('env'), ...words.pairs].flatMap((pair) => (pair === '-' ? (invocation.input.stdin ?? '').split('\n').filter((line) => line.includes('=')) : pair))
    if (resources.length === 0 && !flags.given('filename')) return streams.fail("one or more resources must be specified as <resource> <name> or <resource>/<name>")
    if (flags.list('keys').length > 0 && !flags.given('from')) return streams.fail('when specifying --keys, a configmap or secret must be provided with --from')
    const bad = pairs.filter((pair) => pair.includes('=')).map((pair) => pair.slice(0, pair.indexOf('='))).find((name) => !variableName.test(name))
    if (bad) return streams.fail(`${JSON.stringify(bad)} is not a valid key name: ${notAVariableName}`)
    const unknown = pairs.find((pair) => !pair.includes('=') && !pair.endsWith('-'))
    if (unknown) return streams.fail(`unknown environment variable: ${unknown}`)
    const written = pairs.filter((pair) => pair.includes('=')).map((pair): corev1.EnvVar => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1) }))
    const remove = pairs.filter((pair) => !pair.includes('=')).map((pair) => pair.slice(0, -1))
    if (remove.some((name) => written.some((variable) => variable.name === name))) return streams.fail('can not both modify and remove the same environment variable in the same command')
    const sourced = variablesFrom(invocation, streams)
    if ('errors' in sourced) return streams.fail(sourced.errors)
    const set = [...written, ...sourced].map((variable) => ({ ...variable, name: `${flags.text('prefix') ?? ''}${variable.name}` }))
    const chosen = wildcard(flags.text('containers') ?? '*')
    if (flags.on('list')) return listVariables(invocation, streams, resources, (container) => (chosen.test(container.name!) ? withEnv(container, set, remove).env ?? [] : undefined))
    return changePods(invocation, resources, {
      operation: 'env updated',
      what: 'env',
      change: (podSpec, { objectName, kindName }) => {
        const all = [...(podSpec.containers ?? []), ...(podSpec.initContainers ?? [])]
        if (!all.some((container) => chosen.test(container.name!))) {
          return { warning: `Warning: ${kindName} does not have any containers matching ${JSON.stringify(flags.text('containers'))}\n` }
        }
        const taken = flags.on('overwrite', true) ? undefined : set.find((variable) => all.some((container) => chosen.test(container.name!) && container.env?.some((each) => each.name === variable.name)))
        if (taken) return { errors: [`error: ${objectName} '${taken.name}' already has a value (${all.flatMap(({ env: own = [] }) => own).find((each) => each.name === taken.name)?.value ?? ''}), and --overwrite is false`] }
        const changed = (containers: readonly corev1.Container[]) => containers.map((container) => (chosen.test(container.name!) ? withEnv(container, set, remove) : container))
        return { podSpec: { ...podSpec, containers: changed(podSpec.containers ?? []), ...(podSpec.initContainers && { initContainers: changed(podSpec.initContainers) }) } }
      },
    }, streams)
  },
}

const wildcard = (pattern: string) => new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`)

function withEnv(container: corev1.Container, set: readonly corev1.EnvVar[], remove: readonly string[]): corev1.Container {
  const before = container.env ?? []
  const kept = before.map((variable) => set.findLast(({ name }) => name === variable.name) ?? variable)
  const added = set.filter(({ name }, index) => !before.some((variable) => variable.name === name) && set.findLastIndex((each) => each.name === name) === index)
  const variables = [...kept, ...added].filter(({ name }) => !remove.includes(name!))
  const { env: _, ...rest } = container
  return variables.length > 0 ? { ...rest, env: variables } : rest
}
