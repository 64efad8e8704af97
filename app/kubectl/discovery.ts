/**
 * All resources that an API server of v1.37 serves, whether the lab simulates them or not: what
 * `kubectl api-resources` lists. Stands for the discovery documents of a cluster without extensions.
 */

/** One served resource. */
export interface ServedResource {
  readonly name: string
  readonly shortNames: readonly string[]
  /** `v1`, `apps/v1`. */
  readonly apiVersion: string
  /** Empty for the core group. */
  readonly group: string
  readonly namespaced: boolean
  readonly kind: string
  readonly verbs: readonly string[]
  /** `all` for what `kubectl get all` shows. */
  readonly categories: readonly string[]
}

const all = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']
const verbSets: Readonly<Record<string, readonly string[]>> = {
  c: ['create'],
  r: ['get', 'list'],
  n: all.filter((verb) => verb !== 'deletecollection'),
}

/** Per version: name, kind, short names, then marks: `-` no namespace, `a` in `all`, `e` in `api-extensions`, c/r/n fewer verbs. */
const served: Readonly<Record<string, string>> = {
  v1: `bindings Binding . c
    componentstatuses ComponentStatus cs -r
    configmaps ConfigMap cm
    endpoints Endpoints ep
    events Event ev
    limitranges LimitRange limits
    namespaces Namespace ns -n
    nodes Node no -
    persistentvolumeclaims PersistentVolumeClaim pvc
    persistentvolumes PersistentVolume pv -
    pods Pod po a
    podtemplates PodTemplate .
    replicationcontrollers ReplicationController rc a
    resourcequotas ResourceQuota quota
    secrets Secret .
    serviceaccounts ServiceAccount sa
    services Service svc a`,
  'admissionregistration.k8s.io/v1': `mutatingadmissionpolicies MutatingAdmissionPolicy . -e
    mutatingadmissionpolicybindings MutatingAdmissionPolicyBinding . -e
    mutatingwebhookconfigurations MutatingWebhookConfiguration . -e
    validatingadmissionpolicies ValidatingAdmissionPolicy . -e
    validatingadmissionpolicybindings ValidatingAdmissionPolicyBinding . -e
    validatingwebhookconfigurations ValidatingWebhookConfiguration . -e`,
  'apiextensions.k8s.io/v1': 'customresourcedefinitions CustomResourceDefinition crd,crds -e',
  'apiregistration.k8s.io/v1': 'apiservices APIService . -e',
  'apps/v1': `controllerrevisions ControllerRevision .
    daemonsets DaemonSet ds a
    deployments Deployment deploy a
    replicasets ReplicaSet rs a
    statefulsets StatefulSet sts a`,
  'authentication.k8s.io/v1': `selfsubjectreviews SelfSubjectReview . -c
    tokenreviews TokenReview . -c`,
  'authorization.k8s.io/v1': `localsubjectaccessreviews LocalSubjectAccessReview . c
    selfsubjectaccessreviews SelfSubjectAccessReview . -c
    selfsubjectrulesreviews SelfSubjectRulesReview . -c
    subjectaccessreviews SubjectAccessReview . -c`,
  'autoscaling/v2': 'horizontalpodautoscalers HorizontalPodAutoscaler hpa a',
  'batch/v1': `cronjobs CronJob cj a
    jobs Job . a`,
  'certificates.k8s.io/v1': 'certificatesigningrequests CertificateSigningRequest csr -',
  'coordination.k8s.io/v1': 'leases Lease .',
  'discovery.k8s.io/v1': 'endpointslices EndpointSlice .',
  'events.k8s.io/v1': 'events Event ev',
  'flowcontrol.apiserver.k8s.io/v1': `flowschemas FlowSchema . -
    prioritylevelconfigurations PriorityLevelConfiguration . -`,
  'networking.k8s.io/v1': `ingressclasses IngressClass . -
    ingresses Ingress ing
    ipaddresses IPAddress ip -
    networkpolicies NetworkPolicy netpol
    servicecidrs ServiceCIDR . -`,
  'node.k8s.io/v1': 'runtimeclasses RuntimeClass . -',
  'policy/v1': 'poddisruptionbudgets PodDisruptionBudget pdb',
  'rbac.authorization.k8s.io/v1': `clusterrolebindings ClusterRoleBinding . -
    clusterroles ClusterRole . -
    rolebindings RoleBinding .
    roles Role .`,
  'resource.k8s.io/v1': `deviceclasses DeviceClass . -
    resourceclaims ResourceClaim .
    resourceclaimtemplates ResourceClaimTemplate .
    resourceslices ResourceSlice . -`,
  'scheduling.k8s.io/v1': 'priorityclasses PriorityClass pc -',
  'storage.k8s.io/v1': `csidrivers CSIDriver . -
    csinodes CSINode . -
    csistoragecapacities CSIStorageCapacity .
    storageclasses StorageClass sc -
    volumeattachments VolumeAttachment . -
    volumeattributesclasses VolumeAttributesClass vac -`,
}

/** Kinds of which a cluster has objects that nobody made. */
const filledByItself = new Set([
  'apiservices', 'clusterrolebindings', 'clusterroles', 'componentstatuses', 'csinodes', 'endpoints', 'endpointslices', 'flowschemas', 'ipaddresses', 'leases',
  'prioritylevelconfigurations', 'rolebindings', 'roles', 'serviceaccounts', 'servicecidrs',
])

/** Can its objects be listed, and are there none unless someone makes one? */
export const isEmptyAtFirst = ({ name, verbs }: ServedResource): boolean => verbs.includes('list') && !filledByItself.has(name)

/** Versions beside the preferred one of their group. */
const otherVersions = ['autoscaling/v1']

/** Every served resource, by group and name. */
export const servedResources: readonly ServedResource[] = Object.entries(served).flatMap(([apiVersion, lines]) => lines.split('\n').map((line) => {
  const [name, kind, shortNames, marks = ''] = line.trim().split(' ') as [string, string, string, string?]
  return {
    name, kind, apiVersion,
    group: apiVersion.includes('/') ? apiVersion.split('/')[0]! : '',
    shortNames: shortNames === '.' ? [] : shortNames.split(','),
    namespaced: !marks.includes('-'),
    verbs: verbSets[marks.replace(/[^crn]/g, '')] ?? all,
    categories: marks.includes('a') ? ['all'] : marks.includes('e') ? ['api-extensions'] : [],
  }
}))

/** Every served version of every group, in the order of their names. */
export const servedVersions: readonly string[] = [...Object.keys(served), ...otherVersions].sort()

/** The resource that `ds`, `daemonset`, `DaemonSet`, `daemonsets.apps` or `daemonsets.v1.apps` means. */
export function findServed(written: string): ServedResource | undefined {
  const [name, ...rest] = written.toLowerCase().split('.')
  const qualifier = rest.join('.')
  return servedResources.find(({ name: plural, kind, shortNames, group, apiVersion }) => {
    if (name !== plural && name !== kind.toLowerCase() && !shortNames.includes(written.split('.')[0]!)) return false
    const version = apiVersion.split('/').at(-1)!
    return qualifier === '' || (group === '' ? qualifier === version : qualifier === group || qualifier === `${version}.${group}` || group.startsWith(`${qualifier}.`))
  })
}
