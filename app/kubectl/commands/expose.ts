/** `kubectl expose`: a service in front of pods. Stands for kubectl/pkg/cmd/expose. */
import type * as corev1 from '#apis/corev1'
import { isStatus } from '#apis/status'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Command } from '../command.ts'
import { IOStreams } from '../io-streams.ts'
import { withLastApplied } from '../last-applied.ts'
import { filenameFlags } from '../manifest-files.ts'
import { withOverrides } from '../with-overrides.ts'
import { podSpecOf } from '../pod-specs.ts'
import { dryRunOf, resultPrinter, writeFlags } from '../print-result.ts'
import { findObjects } from '../resource-builder.ts'
import { apiResource, groupKind } from '../resource-names.ts'

export const expose: Command = {
  about: 'Put a service in front of pods',
  usage: 'expose (-f FILENAME | TYPE NAME) [--port=port] [--target-port=number-or-name] [--name=name] [--type=type]',
  examples: ['kubectl expose deploy/web --port=80'],
  flags: [
    ...filenameFlags, ...writeFlags,
    { name: 'port', type: 'text', about: 'the port of the service' },
    { name: 'target-port', type: 'text', about: 'the port of the pods' },
    { name: 'name', type: 'text', about: 'the name of the service' },
    { name: 'protocol', type: 'text', about: 'TCP or UDP' },
    { name: 'type', type: 'text', about: 'ClusterIP, NodePort or LoadBalancer' },
    { name: 'selector', type: 'text', about: 'the pods it leads to' },
    { name: 'labels', short: 'l', type: 'text', about: 'labels of the service' },
    { name: 'cluster-ip', type: 'text', about: 'None for a service without an address' },
    { name: 'external-ip', type: 'text', about: 'an address from outside that leads to it, too' },
    { name: 'load-balancer-ip', type: 'text', about: 'the address that a load balancer is asked for' },
    { name: 'session-affinity', type: 'text', about: 'None or ClientIP' },
    { name: 'overrides', type: 'text', about: 'JSON that is merged into the service' },
    { name: 'override-type', type: 'text', about: 'accepted; overrides are always merged' },
    { name: 'save-config', type: 'boolean', about: 'keep the manifest in the annotation that apply uses' },
  ],
  start: (invocation) => {
    const { flags, args, draft, namespace } = invocation
    const streams = new IOStreams()
    const dryRun = dryRunOf(flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    const print = resultPrinter(streams, flags, dryRun)
    if ('problem' in print) return streams.fail(print.problem)
    const { objects, errors } = findObjects(invocation, args, { filenames: flags.list('filename') })
    if (errors.length > 0) return streams.fail(errors)
    const { type, name, object } = objects[0]!
    if (!['pods', 'deployments', 'replicasets', 'services'].includes(type.resource)) return streams.fail(`cannot expose a ${groupKind(type)}`)
    const selector = flags.given('selector') ? pairsOf(flags.text('selector')!) : selectorOf(type.resource, object)
    if (!selector) return streams.fail(`couldn't retrieve selectors via --selector flag or introspection: the ${type.singular} ${type.resource === 'services' ? 'has no pod selector set' : 'has no labels and cannot be exposed'}`)
    const containerPorts = (podSpecOf(type.kind, object)?.containers ?? []).flatMap(({ ports = [] }) => ports)
    const ports = flags.given('port') ? flags.text('port')!.split(',').map(Number) : containerPorts.map(({ containerPort }) => containerPort!)
    if (ports.length === 0) return streams.fail(`couldn't find port via --port flag or introspection`)
    const wrongPort = flags.given('port') ? flags.text('port')!.split(',').find((port) => !/^[+-]?\d+$/.test(port)) : undefined
    if (wrongPort !== undefined) return streams.fail(`strconv.Atoi: parsing ${JSON.stringify(wrongPort)}: invalid syntax`)
    const target = flags.text('target-port')
    const spec = {
      selector,
      ports: ports.map((port, index) => ({ ...(ports.length > 1 && { name: `port-${index + 1}` }), port, protocol: flags.text('protocol') ?? 'TCP', targetPort: target === undefined ? port : /^\d+$/.test(target) ? Number(target) : target })),
      ...(flags.given('type') && { type: flags.text('type') }), ...(flags.given('cluster-ip') && { clusterIP: flags.text('cluster-ip') }),
      ...(flags.text('external-ip') && { externalIPs: [flags.text('external-ip')!] }), ...(flags.text('load-balancer-ip') && { loadBalancerIP: flags.text('load-balancer-ip') }),
      ...(flags.text('session-affinity') && { sessionAffinity: flags.text('session-affinity') }),
    }
    const labels = flags.given('labels') ? pairsOf(flags.text('labels')!) : object.metadata?.labels
    const written = { apiVersion: 'v1', kind: 'Service', metadata: { name: flags.text('name') ?? name, ...(dryRun !== 'client' && { namespace }), ...(labels && { labels }) }, spec, status: { loadBalancer: {} } }
    const overridden = withOverrides(written, flags.text('overrides'))
    if ('problem' in overridden) return streams.fail(overridden.problem)
    const service = flags.on('save-config') ? withLastApplied(overridden) : overridden
    const created = dryRun === 'client' ? service : handleRequest(draft, { verb: 'create', resource: 'services', namespace, object: service, dryRun: dryRun === 'server' })
    if (isStatus(created)) return streams.fail(created)
    print(apiResource('services'), created, 'exposed')
    return streams.exit()
  },
}

const pairsOf = (text: string): Readonly<Record<string, string>> => Object.fromEntries(text.split(',').map((pair) => pair.split('=') as [string, string]))

function selectorOf(resource: string, object: object): Readonly<Record<string, string>> | undefined {
  const { metadata, spec } = object as corev1.Service
  if (resource === 'pods') return metadata?.labels
  return resource === 'services' ? spec?.selector : (spec?.selector as { matchLabels?: Readonly<Record<string, string>> } | undefined)?.matchLabels
}
