/** How resources may be written on a command line. Stands for kubectl's REST mapper over the server's discovery. */
import { resources } from '#cluster/cluster'
import { kindOf } from '#cluster/kube-apiserver/kinds'
import type { Resource } from '#cluster/kube-apiserver/watch'
import { findServed, isEmptyAtFirst } from './discovery.ts'

/** What discovery says of a resource. */
export interface ApiResource {
  readonly resource: Resource
  readonly kind: string
  /** Empty for the core group. */
  readonly group: string
  readonly apiVersion: string
  readonly namespaced: boolean
  readonly singular: string
  readonly shortNames: readonly string[]
  /** As error messages name it: `pods`, `daemonsets.apps`. */
  readonly qualified: string
  /** A kind that the API server of the lab does not store: there is no object of it, and `resource` must not be asked for. */
  readonly isAbsent?: true
}

const shortNames: Readonly<Partial<Record<Resource, readonly string[]>>> = {
  namespaces: ['ns'], nodes: ['no'], pods: ['po'], events: ['ev'], services: ['svc'], configmaps: ['cm'], resourcequotas: ['quota'],
  daemonsets: ['ds'], deployments: ['deploy'], replicasets: ['rs'], priorityclasses: ['pc'], poddisruptionbudgets: ['pdb'],
}

/** Every resource of the simulated API. */
export const apiResources: readonly ApiResource[] = resources.map((resource) => {
  const { kind, apiVersion, namespaced, qualified } = kindOf[resource]
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0]! : ''
  return { resource, kind, apiVersion, group, namespaced, qualified, singular: kind.toLowerCase(), shortNames: shortNames[resource] ?? [] }
})

const byResource = new Map(apiResources.map((each) => [each.resource, each]))

/** What discovery says of a resource that there is. */
export const apiResource = (resource: Resource): ApiResource => byResource.get(resource)!

/** The resource meant by `ds`, `daemonset`, `DaemonSets`, `daemonsets.apps`, `daemonsets.v1.apps`; undefined where there is none. */
export function findResource(written: string): ApiResource | undefined {
  const [name, ...rest] = written.toLowerCase().split('.')
  const qualifier = rest.join('.')
  return apiResources.find(({ resource, singular, shortNames: short, group, apiVersion }) => {
    // Types are found in any case, their short names only as they are.
    if (name !== resource && name !== singular && !short.includes(written.split('.')[0]!)) return false
    if (qualifier === '') return !written.includes('.')
    const version = apiVersion.split('/').at(-1)!
    return group === '' ? qualifier === version : qualifier === group || qualifier === `${version}.${group}` || group.startsWith(`${qualifier}.`)
  })
}

/** Like `findResource`, and also kinds of which this cluster truly has no object, because nothing here makes any: `secrets`, `jobs`, `pv`. */
export function findReadable(written: string): ApiResource | undefined {
  const stored = findResource(written)
  const served = stored ? undefined : findServed(written)
  if (!served || !isEmptyAtFirst(served)) return stored
  const { name, kind, group, apiVersion, namespaced, shortNames: short } = served
  return { resource: name as Resource, kind, group, apiVersion, namespaced, singular: kind.toLowerCase(), shortNames: short, qualified: group === '' ? name : `${name}.${group}`, isAbsent: true }
}

/** What kubectl says of a type that it does not find; types of a real cluster that are left out here are named as such. */
export function unknownResource(written: string): string {
  const known = findServed(written)
  return known ? `the lab does not simulate ${known.name}` : `the server doesn't have a resource type ${JSON.stringify(written.split('.')[0])}`
}

/** The parts of `ds,pods`, with `all` and other categories unfolded. */
export function splitTypes(written: string): readonly string[] {
  return written.split(',').flatMap((each) => (each === 'all' ? ['pods', 'services', 'daemonsets.apps', 'deployments.apps', 'replicasets.apps'] : [each]))
}

/** `daemonset.apps/agent`, as kubectl names an object that it did something to. */
export function printName(resource: Resource, name: string): string {
  const { singular, group } = apiResource(resource)
  return `${group === '' ? singular : `${singular}.${group}`}/${name}`
}

/** `DaemonSet.apps`, as Go prints a group and kind. */
export const groupKind = ({ kind, group }: ApiResource): string => (group === '' ? kind : `${kind}.${group}`)
