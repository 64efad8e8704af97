/** Words that come from the cluster: types, names, namespaces, label keys, containers. */
import type { Cluster } from '#cluster/cluster'
import type { KubeObject } from '#cluster/kube-apiserver/handle-request'
import type { Resource } from '#cluster/kube-apiserver/watch'
import { podSpecOf } from '../../pod-specs.ts'
import { apiResources, findResource, splitTypes, type ApiResource } from '../../resource-names.ts'
import { inList, nothing, type Around, type Offer, type Written } from './offer.ts'

/** Long and short names of types, those of `only` where that is given. */
export function typeNames(only?: readonly Resource[]): readonly string[] {
  return apiResources.filter(({ resource }) => !only || only.includes(resource)).flatMap(({ resource, shortNames }) => [resource, ...shortNames])
}

/** All objects of a type that a command line can mean, in its namespace. */
export function objectsOf({ objects }: Cluster, type: ApiResource, { namespace, values }: Pick<Written, 'namespace' | 'values'>): readonly KubeObject[] {
  const all = [...(objects[type.resource] as ReadonlyMap<string, KubeObject>).values()]
  return type.namespaced && values['all-namespaces'] === undefined ? all.filter(({ metadata }) => metadata?.namespace === namespace) : all
}

/** Names of the objects of a type. */
export const namesOf = (around: Around, type: ApiResource | undefined, written: Written): readonly string[] => (type ? objectsOf(around.cluster, type, written).map(({ metadata }) => metadata!.name!) : [])

/** `TYPE`, `TYPE NAME…` or `TYPE/NAME`, as most verbs take it. */
export function objectOffer(word: string, written: Written, around: Around, only?: readonly Resource[]): Offer {
  const { args } = written
  const slash = word.indexOf('/')
  if (slash > 0 && (args.length === 0 || args[0]!.includes('/'))) {
    const typed = word.slice(0, slash)
    return { words: namesOf(around, findResource(typed), written).filter((name) => !args.includes(`${typed}/${name}`)), from: slash + 1 }
  }
  if (args.length === 0) return inList(word, 0, () => ({ words: typeNames(only) }))
  if (args[0]!.includes('/')) return { words: typeNames(only).map((name) => `${name}/`), blank: false }
  const types = splitTypes(args[0]!)
  return types.length > 1 ? nothing : { words: namesOf(around, findResource(types[0]!), written).filter((name) => !args.slice(1).includes(name)) }
}

/** The objects that the arguments name so far. */
export function meantSoFar({ args, ...rest }: Written, { cluster }: Around): readonly { readonly type: ApiResource; readonly object: KubeObject }[] {
  const pairs = args[0]?.includes('/') ? args.map((arg) => arg.split('/') as [string, string?]) : args.slice(1).map((name) => [args[0]!, name] as [string, string?])
  return pairs.flatMap(([written, name]) => {
    const type = findResource(written)
    const object = type && objectsOf(cluster, type, rest).find(({ metadata }) => metadata?.name === name)
    return type && object ? [{ type, object }] : []
  })
}

/** All objects of the types that the first argument names. */
export function ofTypes(written: Written, { cluster }: Around): readonly KubeObject[] {
  const types = written.args[0] === undefined ? [] : splitTypes(written.args[0].split('/')[0]!).flatMap((each) => findResource(each) ?? [])
  return types.flatMap((type) => objectsOf(cluster, type, written))
}

/** Names of containers in the pod specs of these objects. */
export function containersOf(meant: readonly { readonly type: ApiResource; readonly object: KubeObject }[]): readonly { readonly name: string; readonly image: string }[] {
  return meant.flatMap(({ type, object }) => {
    const spec = podSpecOf(type.kind, object)
    return [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].map(({ name, image }) => ({ name: name!, image: image ?? '' }))
  })
}
