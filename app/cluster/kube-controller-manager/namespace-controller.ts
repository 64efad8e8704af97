/**
 * What lives and dies with a namespace: every new one gets the API server's certificate as a
 * ConfigMap; one that is being deleted is emptied and then goes. Stands for
 * kubernetes/pkg/controller/namespace and certificates/rootcacertpublisher.
 */
import type * as corev1 from '#apis/corev1'
import { resources } from '../cluster.ts'
import type { Component } from '../component.ts'
import type { Draft } from '../draft.ts'
import { kindOf } from '../kube-apiserver/kinds.ts'
import { fieldOf, type Resource } from '../kube-apiserver/watch.ts'

/** The ConfigMap that every namespace has. */
export const rootCertificate = Object.freeze({
  name: 'kube-root-ca.crt',
  annotations: Object.freeze({ 'kubernetes.io/description': 'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.' }),
  data: Object.freeze({ 'ca.crt': '-----BEGIN CERTIFICATE-----\nsimulated\n-----END CERTIFICATE-----\n' }),
})

const inNamespaces = resources.filter((resource) => kindOf[resource].namespaced)
/** How often a namespace that is not empty yet is looked at again. */
const retryMs = 500

export const namespaceController: Component = {
  name: 'namespace-controller',
  onWatchEvent: {
    namespaces: (draft, { object, type }) => {
      if (type === 'DELETED') return
      draft.wake(`${object.metadata!.deletionTimestamp ? 'empty' : 'publish'}/${object.metadata!.name}`, draft.options.controllerSyncMs)
    },
  },
  onTimer: (draft, { key }) => {
    const [what, name] = key.split('/') as [string, string]
    const namespace = draft.api.get('namespaces', name)
    if (!namespace) return
    if (what === 'empty') empty(draft, namespace, name)
    else if (!draft.api.get('configmaps', `${name}/${rootCertificate.name}`)) publishCertificate(draft, name)
  },
}

/** Writes the ConfigMap into a namespace. */
export function publishCertificate(draft: Draft, namespace: string): void {
  const { name, annotations, data } = rootCertificate
  draft.api.create('configmaps', { metadata: { name, namespace, annotations }, data }, { reason: { rule: 'namespace.certificate', namespace, rests: [fieldOf('namespaces', namespace, '')] } })
}

function empty(draft: Draft, namespace: corev1.Namespace, name: string): void {
  let left = 0
  for (const resource of inNamespaces) left += emptyOf(draft, resource, name)
  if (left > 0) return draft.wake(`empty/${name}`, retryMs)
  const { finalizers: _, ...spec } = namespace.spec ?? {}
  draft.api.update('namespaces', { ...namespace, spec }, { reason: { rule: 'namespace.finalize', namespace: name } })
}

/** Deletes what there is of a resource; how many objects are there still. */
function emptyOf(draft: Draft, resource: Resource, name: string): number {
  const keys = [...draft.api.list(resource)].filter(([, { metadata }]) => metadata?.namespace === name).map(([key]) => key)
  for (const key of keys) if (!draft.api.get(resource, key)?.metadata?.deletionTimestamp) draft.api.delete(resource, key, { reason: { rule: 'namespace.delete', namespace: name, rests: [fieldOf('namespaces', name, 'metadata.deletionTimestamp')] } })
  return keys.filter((key) => draft.api.get(resource, key)).length
}
