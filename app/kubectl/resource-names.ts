/** How resources may be written on a command line. Stands for kubectl's REST mapper over the server's discovery. */
import { resources } from '#cluster/cluster'
import { kindOf } from '#cluster/kube-apiserver/kinds'
import type { Resource } from '#cluster/kube-apiserver/watch'

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

/** Resources of a real cluster that this one does not have, with their short names. */
const notSimulated: Readonly<Record<string, readonly string[]>> = {
  bindings: [], componentstatuses: ['cs'], endpoints: ['ep'], limitranges: ['limits'], persistentvolumeclaims: ['pvc'], persistentvolumes: ['pv'],
  podtemplates: [], replicationcontrollers: ['rc'], secrets: [], serviceaccounts: ['sa'], mutatingwebhookconfigurations: [],
  validatingadmissionpolicies: [], validatingwebhookconfigurations: [], customresourcedefinitions: ['crd', 'crds'], apiservices: [],
  statefulsets: ['sts'], horizontalpodautoscalers: ['hpa'], cronjobs: ['cj'], jobs: [], certificatesigningrequests: ['csr'], leases: [],
  endpointslices: [], flowschemas: [], prioritylevelconfigurations: [], ingressclasses: [], ingresses: ['ing'], networkpolicies: ['netpol'],
  runtimeclasses: [], clusterrolebindings: [], clusterroles: [], rolebindings: [], roles: [], csidrivers: [], csinodes: [], csistoragecapacities: [],
  storageclasses: ['sc'], volumeattachments: [], deviceclasses: [], resourceclaims: [], resourceslices: [], ipaddresses: ['ip'], servicecidrs: [],
}

const byResource = new Map(apiResources.map((each) => [each.resource, each]))

/** What discovery says of a resource that there is. */
export const apiResource = (resource: Resource): ApiResource => byResource.get(resource)!

/** The resource meant by `ds`, `daemonset`, `DaemonSets`, `daemonsets.apps`, `daemonsets.v1.apps`; undefined where there is none. */
export function findResource(written: string): ApiResource | undefined {
  const [name, ...rest] = written.toLowerCase().split('.')
  const qualifier = rest.join('.')
  return apiResources.find(({ resource, singular, shortNames: short, group, apiVersion }) => {
    if (name !== resource && name !== singular && !short.includes(name!)) return false
    if (qualifier === '') return !written.includes('.')
    const version = apiVersion.split('/').at(-1)!
    return group === '' ? qualifier === version : qualifier === group || qualifier === `${version}.${group}` || group.startsWith(`${qualifier}.`)
  })
}

/** What kubectl says of a type that it does not find; types of a real cluster that are left out here are named as such. */
export function unknownResource(written: string): string {
  const name = written.toLowerCase().split('.')[0]!
  const known = Object.entries(notSimulated).find(([plural, short]) => name === plural || name === singularOf(plural) || short.includes(name))
  return known ? `the lab does not simulate ${known[0]}` : `the server doesn't have a resource type ${JSON.stringify(written)}`
}

const singularOf = (plural: string) => plural.replace(/ies$/, 'y').replace(/(ss)es$/, '$1').replace(/([^s])s$/, '$1')

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
