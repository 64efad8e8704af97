/**
 * How much of a namespace's quotas is used, and what a new object would add. Stands for the
 * ResourceQuota admission plugin and its evaluators, kubernetes/pkg/quota/v1. Left out: scopes.
 */
import type * as corev1 from '#apis/corev1'
import { canonicalQuantity, milliValue, printMilli } from '#apis/quantity'
import type { ObjectByResource, Resource } from './watch.ts'

/** What a quota reads. */
export interface Counted {
  list<R extends Resource>(resource: R): ReadonlyMap<string, ObjectByResource[R]>
}

/** Resources that quotas count by number, with the names that they go by there. */
const names: Readonly<Partial<Record<Resource, readonly string[]>>> = {
  pods: ['pods', 'count/pods'], services: ['services', 'count/services'], configmaps: ['configmaps', 'count/configmaps'], resourcequotas: ['resourcequotas', 'count/resourcequotas'],
  daemonsets: ['count/daemonsets.apps'], deployments: ['count/deployments.apps'], replicasets: ['count/replicasets.apps'],
}
/** Of containers: under which names a quota knows the sum of a field. */
const sums: Readonly<Record<string, readonly [part: 'requests' | 'limits', resource: string]>> = {
  cpu: ['requests', 'cpu'], 'requests.cpu': ['requests', 'cpu'], memory: ['requests', 'memory'], 'requests.memory': ['requests', 'memory'],
  'requests.ephemeral-storage': ['requests', 'ephemeral-storage'], 'limits.cpu': ['limits', 'cpu'], 'limits.memory': ['limits', 'memory'], 'limits.ephemeral-storage': ['limits', 'ephemeral-storage'],
}

const isFinished = ({ status }: corev1.Pod) => status?.phase === 'Failed' || status?.phase === 'Succeeded'
const sumOf = ({ spec }: corev1.Pod, part: 'requests' | 'limits', resource: string): number =>
  (spec?.containers ?? []).reduce((sum, { resources }) => sum + (milliValue(resources?.[part]?.[resource] ?? (part === 'requests' ? resources?.limits?.[resource] : undefined)) ?? 0), 0)

/** What one object uses of a quota, in thousandths, by the quota's own names. Empty: nothing that the quota limits. */
function usageOf<R extends Resource>(resource: R, object: ObjectByResource[R], hard: Readonly<Record<string, string>>): Readonly<Record<string, number>> {
  if (resource === 'pods' && isFinished(object as corev1.Pod)) return 'count/pods' in hard ? { 'count/pods': 1000 } : {}
  const used: Record<string, number> = {}
  for (const name of Object.keys(hard)) {
    if (names[resource]?.includes(name)) used[name] = 1000
    else if (resource === 'pods' && sums[name]) used[name] = sumOf(object as corev1.Pod, ...sums[name])
  }
  return used
}

/** What is used of a quota now, as its status tells. */
export function usedOf(api: Counted, { metadata, spec }: corev1.ResourceQuota): Readonly<Record<string, string>> {
  const hard = spec?.hard ?? {}
  const total = Object.fromEntries(Object.keys(hard).filter((name) => sums[name] || Object.values(names).some((known) => known!.includes(name))).map((name) => [name, 0]))
  for (const resource of Object.keys(names) as Resource[]) {
    for (const object of api.list(resource).values()) {
      if (object.metadata?.namespace !== metadata?.namespace) continue
      for (const [name, amount] of Object.entries(usageOf(resource, object, hard))) total[name]! += amount
    }
  }
  return Object.fromEntries(Object.entries(total).map(([name, amount]) => [name, printMilli(amount, hard[name])]))
}

const listed = (amounts: readonly (readonly [string, string])[]) => amounts.map(([name, amount]) => `${name}=${amount}`).join(',')

/** Why a new object exceeds a quota of its namespace, in the API server's words; undefined: it does not. */
export function exceededQuota<R extends Resource>(api: Counted, resource: R, object: ObjectByResource[R]): string | undefined {
  for (const quota of api.list('resourcequotas').values()) {
    const { name, namespace } = quota.metadata!
    if (namespace !== object.metadata?.namespace) continue
    const hard = quota.spec?.hard ?? {}
    const asked = usageOf(resource, object, hard)
    if (Object.keys(asked).length === 0) continue
    const missing = resource === 'pods' ? unnamed(object as corev1.Pod, hard) : ''
    if (missing) return `failed quota: ${name}: must specify ${missing}`
    const used = usedOf(api, quota)
    const over = Object.entries(asked).filter(([key, amount]) => amount > 0 && (milliValue(used[key]) ?? 0) + amount > (milliValue(hard[key]) ?? 0)).sort(([a], [b]) => (a < b ? -1 : 1))
    if (over.length === 0) continue
    const pick = (amountOf: (key: string) => string) => listed(over.map(([key]) => [key, amountOf(key)]))
    return `exceeded quota: ${name}, requested: ${pick((key) => printMilli(asked[key]!, hard[key]))}, used: ${pick((key) => used[key]!)}, limited: ${pick((key) => canonicalQuantity(hard[key]!))}`
  }
  return undefined
}

/** A quota on cpu or memory wants every container to say how much it asks for: `limits.cpu for: app`. */
function unnamed({ spec }: corev1.Pod, hard: Readonly<Record<string, string>>): string {
  return Object.keys(hard).filter((name) => sums[name]).sort().flatMap((name) => {
    const [part, resource] = sums[name]!
    const silent = (spec?.containers ?? []).filter(({ resources }) => resources?.[part]?.[resource] === undefined && (part === 'limits' || resources?.limits?.[resource] === undefined))
    return silent.length > 0 ? [`${name} for: ${silent.map((container) => container.name).join(',')}`] : []
  }).join('; ')
}
