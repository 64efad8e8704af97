/**
 * A Kubernetes cluster as plain data: what the API server stores, what is due when, and what the
 * components remember. Frozen; `advance` and the acts make the next one out of it.
 */
import type { ObjectByResource, Resource } from './kube-apiserver/watch.ts'
import type { ClusterOptions } from './options.ts'
import { defaultOptions } from './options.ts'
import type { Rules } from './rules.ts'
import { Table } from './table.ts'
import type { Timer } from './timers.ts'

/** What the API server stores: per resource a map from `namespace/name` (`name` alone where there is no namespace). */
export type Objects = { readonly [R in Resource]: ReadonlyMap<string, ObjectByResource[R]> }

/** Everything there is to know. Two clusters with equal content behave alike from here on. */
export interface Cluster {
  /** Virtual ms since the cluster began. */
  readonly nowMs: number
  readonly options: ClusterOptions
  /** What the cluster was begun with; free orders are drawn from it. */
  readonly seed: number
  /** State of the random generator: a 32-bit integer. */
  readonly random: number
  /** Number that the next timer gets. */
  readonly sequence: number
  /** Highest resource version given out. */
  readonly resourceVersion: number
  readonly objects: Objects
  /** In the order in which they are due. */
  readonly timers: readonly Timer[]
  /** What components remember between wake-ups (`kubelet/back-off`, …): per table a map of plain frozen values. */
  readonly memory: Readonly<Record<string, ReadonlyMap<string, unknown>>>
}

/** All resources, in the order in which a cluster lists them. */
export const resources: readonly Resource[] = [
  'namespaces', 'nodes', 'pods', 'events', 'services', 'configmaps', 'resourcequotas',
  'daemonsets', 'controllerrevisions', 'deployments', 'replicasets', 'priorityclasses', 'poddisruptionbudgets',
]

/** Nothing but the options: not even a namespace. `bootCluster` gives one as an installer leaves it. */
export function emptyCluster(seed: number, options: Partial<ClusterOptions> = {}): Cluster {
  const objects = Object.fromEntries(resources.map((resource) => [resource, new Table().publish()])) as unknown as Objects
  return Object.freeze({
    nowMs: 0,
    options: Object.freeze({ ...defaultOptions, ...options }),
    seed: seed >>> 0,
    random: seed >>> 0,
    sequence: 0,
    resourceVersion: 0,
    objects: Object.freeze(objects),
    timers: Object.freeze([]),
    memory: Object.freeze({}),
  })
}

/** The same cluster, in which everything that Kubernetes leaves open falls out differently from here on. */
export const withSeed = (cluster: Cluster, seed: number): Cluster => Object.freeze({ ...cluster, seed: seed >>> 0, random: (cluster.random ^ Math.imul(seed, 0x9e3779b1)) >>> 0 })

/** The cluster under other rules; undefined: everything is free. */
export function underRules(cluster: Cluster, rules: Rules | undefined): Cluster {
  if (cluster.options.rules === rules) return cluster
  const { rules: _, ...options } = cluster.options
  return Object.freeze({ ...cluster, options: Object.freeze({ ...options, ...(rules && { rules }) }) })
}

/** A text that is equal for equal clusters and different for different ones, whatever the order of keys and entries. */
export function serializeCluster(cluster: Cluster): string {
  return JSON.stringify(cluster, (_key, value: unknown) => {
    if (value instanceof Map || value instanceof Table) return [...(value as Table<unknown>)].sort(([a], [b]) => (a < b ? -1 : 1))
    if (value && typeof value === 'object' && !Array.isArray(value)) {
      return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    }
    return value
  })
}
