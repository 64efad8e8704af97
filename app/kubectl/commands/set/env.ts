/** `kubectl set env`: environment variables of containers. */
import type * as corev1 from '#apis/corev1'
import type { Command, Invocation } from '../../command.ts'
import { IOStreams } from '../../io-streams.ts'
import { podSpecOf } from '../../pod-specs.ts'
import type { Process } from '../../process.ts'
import { findObjects } from '../../resource-builder.ts'
import { changePods, setFlags, splitAssignments } from './change-pods.ts'

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
    { name: 'from', type: 'text', about: 'refused: variables from ConfigMaps are not simulated' },
    { name: 'keys', type: 'list', about: 'belongs to --from' },
    { name: 'prefix', type: 'text', about: 'belongs to --from' },
    { name: 'list', type: 'boolean', about: 'print the variables' },
    { name: 'overwrite', type: 'boolean', about: 'change variables that have a value already (the default)' },
    { name: 'resolve', type: 'boolean', about: 'refused' },
  ],
  start: (invocation) => {
    const { flags, args } = invocation
    const streams = new IOStreams()
    if (flags.given('from')) return streams.fail('the lab does not simulate set env --from')
    const words = splitAssignments(args, (word) => word.indexOf('=') > 0 || (word.endsWith('-') && word !== '-'))
    if ('problem' in words) return streams.fail(words.problem.replace('changes', 'environment changes'))
    const { resources } = words
    const pairs = [...words.pairs, ...flags.list('env')]
    if (resources.length === 0 && !flags.given('filename')) return streams.fail("one or more resources must be specified as <resource> <name> or <resource>/<name>")
    if (flags.on('list')) return printEnv(invocation, streams, resources)
    const bad = pairs.filter((pair) => pair.includes('=')).map((pair) => pair.slice(0, pair.indexOf('='))).find((name) => !variableName.test(name))
    if (bad) return streams.fail(`${JSON.stringify(bad)} is not a valid key name: ${notAVariableName}`)
    const unknown = pairs.find((pair) => !pair.includes('=') && !pair.endsWith('-'))
    if (unknown) return streams.fail(`unknown environment variable: ${unknown}`)
    const set = pairs.filter((pair) => pair.includes('=')).map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1) }))
    const remove = pairs.filter((pair) => !pair.includes('=')).map((pair) => pair.slice(0, -1))
    if (remove.some((name) => set.some((variable) => variable.name === name))) return streams.fail('can not both modify and remove the same environment variable in the same command')
    const chosen = wildcard(flags.text('containers') ?? '*')
    return changePods(invocation, resources, {
      operation: 'env updated',
      what: 'env',
      change: (podSpec, { objectName, kindName }) => {
        const all = [...(podSpec.containers ?? []), ...(podSpec.initContainers ?? [])]
        if (!all.some((container) => chosen.test(container.name!))) {
          return { warning: `warning: ${kindName} does not have any containers matching ${JSON.stringify(flags.text('containers'))}\n` }
        }
        const taken = flags.on('overwrite', true) ? undefined : set.find((variable) => all.some((container) => chosen.test(container.name!) && container.env?.some((each) => each.name === variable.name)))
        if (taken) return { errors: [`error: ${objectName} '${taken.name}' already has a value (${all.flatMap(({ env: own = [] }) => own).find((each) => each.name === taken.name)?.value ?? ''}), and --overwrite is false`] }
        const changed = (containers: readonly corev1.Container[]) => containers.map((container) => (chosen.test(container.name!) ? withEnv(container, set, remove) : container))
        return { podSpec: { ...podSpec, containers: changed(podSpec.containers ?? []), ...(podSpec.initContainers && { initContainers: changed(podSpec.initContainers) }) } }
      },
    })
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

function printEnv(invocation: Invocation, streams: IOStreams, resources: readonly string[]): Process {
  const { flags } = invocation
  const { objects, errors } = findObjects(invocation, resources, { filenames: flags.list('filename'), labelSelector: flags.text('selector'), all: flags.on('all') })
  for (const { type, name, object } of objects) {
    const podSpec = podSpecOf(type.kind, object)
    for (const container of [...(podSpec?.containers ?? []), ...(podSpec?.initContainers ?? [])]) {
      streams.line(`# ${type.kind} ${name}, container ${container.name}`)
      for (const { name: key, value, valueFrom } of container.env ?? []) {
        if (valueFrom?.fieldRef) streams.line(`# ${key} from field path ${valueFrom.fieldRef.fieldPath}`)
        else streams.line(`${key}=${value ?? ''}`)
      }
    }
  }
  return streams.end(errors)
}
