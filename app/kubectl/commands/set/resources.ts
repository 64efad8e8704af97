/** `kubectl set resources`: requests and limits of containers. */
import type * as corev1 from '#apis/corev1'
import { milliValue } from '#apis/quantity'
import type { Command } from '../../command.ts'
import { changePods, setFlags } from './change-pods.ts'

export const setResources: Command = {
  about: 'Set requests and limits of containers',
  usage: 'set resources (-f FILENAME | TYPE NAME) ([--limits=LIMITS & --requests=REQUESTS])',
  examples: ['kubectl set resources ds/agent --requests=cpu=100m,memory=64Mi'],
  flags: [
    ...setFlags,
    { name: 'containers', short: 'c', type: 'text', about: 'containers whose names fit this pattern; * for all' },
    { name: 'limits', type: 'text', about: 'cpu=200m,memory=512Mi' },
    { name: 'requests', type: 'text', about: 'cpu=100m,memory=256Mi' },
  ],
  start: (invocation) => {
    const { args, flags } = invocation
    const [limits, requests] = [parseAmounts(flags.text('limits')), parseAmounts(flags.text('requests'))]
    const nothing = !flags.text('limits') && !flags.text('requests') ? 'you must specify an update to requests or limits (in the form of --requests/--limits)' : undefined
    const pattern = flags.text('containers') ?? '*'
    const chosen = new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`)
    return changePods(invocation, args, {
      operation: 'resource requirements updated',
      what: 'resources',
      refusal: nothing ?? ([limits, requests].find((amounts) => 'problem' in amounts)?.problem as string | undefined),
      change: (podSpec) => {
        const changed = (container: corev1.Container) => (chosen.test(container.name!) ? withAmounts(container, limits, requests) : container)
        const { containers = [], initContainers } = podSpec
        if (![...containers, ...(initContainers ?? [])].some(({ name }) => chosen.test(name!))) return { errors: [`error: unable to find container named ${pattern}`] }
        return { podSpec: { ...podSpec, containers: containers.map(changed), ...(initContainers && { initContainers: initContainers.map(changed) }) } }
      },
    })
  },
}

type Amounts = Readonly<Record<string, string>>

function parseAmounts(text: string | undefined): Amounts | { readonly problem: string } {
  const amounts: Record<string, string> = {}
  for (const pair of (text ?? '').split(',').filter(Boolean)) {
    const [name, amount, ...rest] = pair.split('=')
    if (!name || amount === undefined || rest.length > 0) return { problem: `Invalid argument syntax ${pair}, expected <resource>=<value>` }
    if (milliValue(amount) === undefined) return { problem: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'" }
    amounts[name] = amount
  }
  return amounts
}

/** Amounts of 0 take the resource away. */
function withAmounts(container: corev1.Container, limits: Amounts, requests: Amounts): corev1.Container {
  const merged = (before: Amounts | undefined, after: Amounts) => Object.fromEntries(Object.entries({ ...before, ...after }).filter(([, amount]) => milliValue(amount) !== 0))
  const { limits: oldLimits, requests: oldRequests, ...rest } = container.resources ?? {}
  const [newLimits, newRequests] = [merged(oldLimits, limits), merged(oldRequests, requests)]
  return { ...container, resources: { ...rest, ...(Object.keys(newLimits).length > 0 && { limits: newLimits }), ...(Object.keys(newRequests).length > 0 && { requests: newRequests }) } }
}
