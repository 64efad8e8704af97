/** `kubectl describe service`. Stands for describeService of kubectl/pkg/describe; endpoints are the ready pods that the selector picks. */
import type * as corev1 from '#apis/corev1'
import { matchesSelector, printLabels } from '#apis/labels'
import type { DescribeContext } from '../context.ts'
import { Description, orNone } from '../description.ts'
import { describeEvents } from '../parts/events.ts'

export function describeService(service: corev1.Service, context: DescribeContext): string {
  const { metadata, spec = {}, status } = service
  const text = new Description()
  text.line(0, 'Name:', metadata!.name!)
  text.line(0, 'Namespace:', metadata!.namespace!)
  text.labels('Labels', metadata!.labels)
  text.annotations('Annotations', metadata!.annotations)
  text.line(0, 'Selector:', printLabels(spec.selector))
  text.line(0, 'Type:', spec.type ?? '')
  if (spec.ipFamilyPolicy) text.line(0, 'IP Family Policy:', spec.ipFamilyPolicy)
  text.line(0, 'IP Families:', orNone(spec.ipFamilies?.join(',')))
  text.line(0, 'IP:', spec.clusterIP ?? '')
  text.line(0, 'IPs:', orNone(spec.clusterIPs?.join(',')))
  if (spec.externalIPs?.length) text.line(0, 'External IPs:', spec.externalIPs.join(','))
  if (spec.loadBalancerIP) text.line(0, 'Desired LoadBalancer IP:', spec.loadBalancerIP)
  if (spec.externalName) text.line(0, 'External Name:', spec.externalName)
  const ingress = status?.loadBalancer?.ingress ?? []
  if (ingress.length > 0) text.line(0, 'LoadBalancer Ingress:', ingress.map(({ ip, ipMode, hostname }) => (ip ? `${ip}${ipMode ? ` (${ipMode})` : ''}` : hostname)).join(', '))
  for (const port of spec.ports ?? []) describePort(text, service, port, context)
  text.line(0, 'Session Affinity:', spec.sessionAffinity ?? '')
  if (spec.externalTrafficPolicy) text.line(0, 'External Traffic Policy:', spec.externalTrafficPolicy)
  if (spec.internalTrafficPolicy) text.line(0, 'Internal Traffic Policy:', spec.internalTrafficPolicy)
  if (spec.healthCheckNodePort) text.line(0, 'HealthCheck NodePort:', spec.healthCheckNodePort)
  if (spec.loadBalancerSourceRanges?.length) text.line(0, 'LoadBalancer Source Ranges:', spec.loadBalancerSourceRanges.join(','))
  if (spec.trafficDistribution) text.line(0, 'Traffic Distribution:', spec.trafficDistribution)
  describeEvents(text, context, { kind: 'Service', name: metadata!.name!, namespace: metadata!.namespace, uids: [metadata!.uid!] })
  return text.toString()
}

function describePort(text: Description, service: corev1.Service, port: corev1.ServicePort, context: DescribeContext): void {
  const { protocol = 'TCP', targetPort = port.port ?? 0, appProtocol, nodePort } = port
  const name = port.name || '<unset>'
  text.line(0, 'Port:', name, `${port.port}/${protocol}`)
  text.line(0, 'TargetPort:', `${targetPort}/${protocol}`)
  if (appProtocol) text.line(0, 'AppProtocol:', appProtocol)
  if (nodePort) text.line(0, 'NodePort:', name, `${nodePort}/${protocol}`)
  text.line(0, 'Endpoints:', endpoints(service, targetPort, context))
}

const mostShown = 3
/** Where the machine of the control plane would be. */
const apiServerAddress = '10.0.0.100'

/** `10.244.0.2:80,10.244.0.3:80`; `<none>` where nothing is selected by the Service at all, but that of the API server itself. */
function endpoints({ metadata, spec }: corev1.Service, targetPort: number | string, { draft }: DescribeContext): string {
  if (Object.keys(spec?.selector ?? {}).length === 0) return metadata!.name === 'kubernetes' && metadata!.namespace === 'default' ? `${apiServerAddress}:${targetPort}` : '<none>'
  const found: string[] = []
  for (const { metadata: own, spec: podSpec, status } of [...draft.api.list('pods').values()].sort((a, b) => (a.metadata!.name! < b.metadata!.name! ? -1 : 1))) {
    if (own?.namespace !== metadata!.namespace || own?.deletionTimestamp || !matchesSelector({ matchLabels: spec!.selector }, own?.labels) || !status?.podIP) continue
    if (!spec?.publishNotReadyAddresses && !status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True')) continue
    const port = typeof targetPort === 'number' ? targetPort : podSpec?.containers?.flatMap(({ ports = [] }) => ports).find(({ name }) => name === targetPort)?.containerPort
    if (port !== undefined) found.push(`${status.podIP}:${port}`)
  }
  return `${found.slice(0, mostShown).join(',')}${found.length > mostShown ? ` + ${found.length - mostShown} more...` : ''}`
}
