/** `kubectl describe` of namespaces and quotas. Stands for describeNamespace and describeQuota of kubectl/pkg/describe. */
import type * as corev1 from '#apis/corev1'
import { canonicalQuantity } from '#apis/quantity'
import type { DescribeContext } from '../context.ts'
import { Description } from '../description.ts'
import { amountOf, printAmount } from '../parts/resources.ts'
import { rfc1123 } from '../parts/rfc1123.ts'

export function describeNamespace({ metadata, status }: corev1.Namespace, { draft }: DescribeContext): string {
  const text = new Description()
  text.line(0, 'Name:', metadata!.name!)
  text.labels('Labels', metadata!.labels)
  text.annotations('Annotations', metadata!.annotations)
  text.line(0, 'Status:', status?.phase ?? '')
  if (status?.conditions?.length) {
    text.line(0, 'Conditions:')
    text.line(1, 'Type', 'Status', 'LastTransitionTime', 'Reason', 'Message')
    text.line(1, '----', '------', '------------------', '------', '-------')
  }
  for (const { type = '', status: value = '', lastTransitionTime, reason = '', message = '' } of status?.conditions ?? []) text.line(1, type, value, rfc1123(lastTransitionTime), reason, message)
  const quotas = [...draft.api.list('resourcequotas').values()].filter((quota) => quota.metadata?.namespace === metadata!.name).sort((a, b) => (a.metadata!.name! < b.metadata!.name! ? -1 : 1))
  text.line(0)
  text.line(0, quotas.length === 0 ? 'No resource quota.' : 'Resource Quotas')
  for (const quota of quotas) {
    text.line(1, 'Name:', quota.metadata!.name!)
    describeScopes(text, quota, 1, '* ')
    text.line(1, 'Resource', 'Used', 'Hard')
    text.line(1, '--------', '---', '---')
    for (const [name, used, hard] of usageOf(quota)) text.line(1, name, used, hard)
  }
  text.line(0)
  text.line(0, 'No LimitRange resource.')
  return text.toString()
}

export function describeQuota(quota: corev1.ResourceQuota): string {
  const text = new Description()
  text.line(0, 'Name:', quota.metadata!.name!)
  text.line(0, 'Namespace:', quota.metadata!.namespace!)
  describeScopes(text, quota, 0, ' * ')
  text.line(0, 'Resource', 'Used', 'Hard')
  text.line(0, '--------', '----', '----')
  for (const [name, used, hard] of usageOf(quota)) text.line(0, name, used, hard)
  return text.toString()
}

/** What a scope counts, word for word as kubectl tells it. */
const scopes: Readonly<Record<string, string>> = {
  Terminating: 'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
  NotTerminating: 'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  BestEffort: 'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  NotBestEffort: 'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
}

function describeScopes(text: Description, { spec }: corev1.ResourceQuota, level: number, bullet: string): void {
  const names = [...(spec?.scopes ?? [])].sort()
  if (names.length > 0) text.line(level, 'Scopes:', names.join(', '))
  for (const name of names) if (scopes[name]) text.line(level, `${bullet}${scopes[name]}`)
}

/** Used and allowed, resource by resource. */
function usageOf({ status }: corev1.ResourceQuota): readonly (readonly [name: string, used: string, hard: string])[] {
  return Object.keys(status?.hard ?? {}).sort().map((name) => {
    const hard = status!.hard![name]!
    return [name, printAmount({ ...amountOf(status?.used?.[name] ?? '0'), binary: amountOf(hard).binary }), canonicalQuantity(hard)]
  })
}
