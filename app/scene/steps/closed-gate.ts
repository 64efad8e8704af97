/** A closed gate of the DaemonSet controller in the middle of a sentence, and the lines of the template that close it. */
import type { UnmetRequirement } from '#apis/node-affinity'
import { printTaint } from '#apis/taints'
import type { Gate } from '#cluster/kube-controller-manager/daemonset/node-should-run-daemon-pod'

const pod = 'spec.template.spec'

/** "its taint gpu=yes:NoSchedule is not tolerated". */
export function gateWords(gate: Gate): string {
  switch (gate.name) {
    case 'nodeName':
      return `the template names ${gate.wanted}`
    case 'nodeSelector':
      return gate.unmet.map(unmetWords).join(', ')
    case 'nodeAffinity':
      return gate.unmet.length === 1 && gate.unmet[0]!.length > 0 ? unmetWords(gate.unmet[0]![0]!) : 'its labels match no term of the node affinity'
    case 'taints': {
      const taints = gate.untolerated.map(printTaint)
      return taints.length === 1 ? `its taint ${taints[0]} is not tolerated` : `its taints ${taints.join(', ')} are not tolerated`
    }
  }
}

function unmetWords({ key, operator, values, found }: UnmetRequirement): string {
  if (operator === 'In') return found === undefined ? `it has no label ${key}=${values.join('|')}` : `its label ${key} is ${found}, not ${values.join(' or ')}`
  if (operator === 'Exists') return `it has no label ${key}`
  if (operator === 'NotIn' || operator === 'DoesNotExist') return `it has the label ${key}${found ? `=${found}` : ''}`
  return `its label ${key} is not ${operator === 'Gt' ? 'above' : 'below'} ${values[0]}`
}

/** Where the manifest closes it, from the nearest field to the whole. */
export function gatePath(gate: Gate): string {
  switch (gate.name) {
    case 'nodeName':
      return `${pod}.nodeName`
    case 'nodeSelector':
      return gate.unmet[0] ? `${pod}.nodeSelector.${gate.unmet[0].key}` : `${pod}.nodeSelector`
    case 'nodeAffinity':
      return `${pod}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution`
    case 'taints':
      return `${pod}.tolerations`
  }
}

/** What of the node closes it. */
export function gateField(gate: Gate): string {
  if (gate.name === 'nodeName') return 'metadata.name'
  if (gate.name === 'taints') return gate.untolerated[0] ? `spec.taints[${gate.untolerated[0].key}:${gate.untolerated[0].effect}]` : 'spec.taints'
  const unmet = gate.name === 'nodeSelector' ? gate.unmet[0] : gate.unmet[0]?.[0]
  return unmet ? `metadata.labels[${unmet.key}]` : 'metadata.labels'
}
