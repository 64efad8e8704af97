/** `kubectl cluster-info`. Stands for kubectl/pkg/cmd/clusterinfo. */
import { isStatus } from '#apis/status'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Resource } from '#cluster/kube-apiserver/watch'
import type * as corev1 from '#apis/corev1'
import type { Command } from '../command.ts'
import { IOStreams } from '../io-streams.ts'
import { serverUrl } from '../kubeconfig.ts'
import { writeJson, writeYaml } from '../write-object.ts'

/** What a dump holds per namespace, in this order. */
const dumped: readonly Resource[] = ['events', 'services', 'daemonsets', 'deployments', 'replicasets', 'pods']

const dump: Command = {
  about: 'Print the nodes and what runs in some namespaces, for looking at elsewhere',
  usage: 'cluster-info dump [--namespaces=NAMESPACES | -A] [-o json|yaml]',
  flags: [
    { name: 'namespaces', type: 'list', about: 'which namespaces; kube-system and the current one unless you say otherwise' },
    { name: 'all-namespaces', short: 'A', type: 'boolean', about: 'all namespaces' },
    { name: 'output', short: 'o', type: 'text', about: 'json or yaml' },
    { name: 'output-directory', type: 'text', about: '-: print it; the lab has no directories' },
    { name: 'pod-running-timeout', type: 'duration', about: 'accepted' },
    { name: 'show-managed-fields', type: 'boolean', about: 'accepted' },
    { name: 'template', type: 'text', about: 'refused' },
    { name: 'allow-missing-template-keys', type: 'boolean', about: 'accepted' },
  ],
  start: ({ draft, flags, namespace }) => {
    const streams = new IOStreams()
    const format = flags.text('output') || 'json'
    if (format !== 'json' && format !== 'yaml') return streams.fail(`unable to match a printer suitable for the output format ${JSON.stringify(format)}, allowed formats are: json,yaml`)
    if (!['', '-'].includes(flags.text('output-directory') ?? '')) return streams.fail('cluster-info dump: the lab has no directories; leave --output-directory out')
    let printedOne = false
    const print = (list: object) => {
      streams.out(format === 'json' ? writeJson(list) : `${printedOne ? '---\n' : ''}${writeYaml(list)}`)
      printedOne = true
    }
    print(handleRequest(draft, { verb: 'list', resource: 'nodes' }))
    const given = flags.list('namespaces')
    const namespaces = flags.on('all-namespaces') ? [...draft.api.list('namespaces').keys()].sort() : given.length > 0 ? given : ['kube-system', namespace]
    for (const each of namespaces) {
      for (const resource of dumped) print(handleRequest(draft, { verb: 'list', resource, namespace: each }))
      for (const { metadata, spec } of podsOf(draft.api.list('pods'), each)) {
        for (const { name } of [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])]) {
          const container = `logs for container ${name} of pod ${each}/${metadata!.name} ====`
          streams.line(`==== START ${container}\n==== END ${container}`)
        }
      }
    }
    return streams.exit()
  },
}

const podsOf = (pods: ReadonlyMap<string, corev1.Pod>, namespace: string) => [...pods.values()].filter(({ metadata }) => metadata?.namespace === namespace).sort((a, b) => (a.metadata!.name! < b.metadata!.name! ? -1 : 1))

export const clusterInfo: Command = {
  about: 'Say where the control plane answers',
  usage: 'cluster-info',
  examples: ['kubectl cluster-info'],
  subcommands: { dump },
  start: ({ draft, flags }) => {
    const streams = new IOStreams()
    streams.line(`Kubernetes control plane is running at ${serverUrl}`)
    const services = handleRequest(draft, { verb: 'list', resource: 'services', namespace: flags.text('namespace') || 'kube-system', labelSelector: 'kubernetes.io/cluster-service=true' })
    for (const { metadata, spec } of isStatus(services) ? [] : (services.items as readonly corev1.Service[])) {
      const port = spec?.ports?.[0]
      const scheme = port && (port.name === 'https' || port.port === 443) ? 'https:' : ''
      const target = port?.name || scheme ? `${scheme}${metadata!.name}:${port?.name ?? ''}` : metadata!.name
      streams.line(`${metadata!.labels?.['kubernetes.io/name'] || metadata!.name} is running at ${serverUrl}/api/v1/namespaces/${metadata!.namespace}/services/${target}/proxy`)
    }
    streams.line("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.")
    return streams.exit()
  },
}
