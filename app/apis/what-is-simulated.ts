/**
 * What the simulated cluster does with every field of every kind that it takes, as data: the app
 * shows it, `docs/what-is-simulated.md` is printed from it, a test holds that no field is missing.
 */

/**
 * What becomes of a field. `simulated`: it does what it does in Kubernetes. `partly`: the note says
 * how far. `accepted`: checked, defaulted, stored and shown as Kubernetes does, and nothing follows
 * from it. `refused`: the API server says no.
 */
export type Treatment = 'simulated' | 'partly' | 'accepted' | 'refused'

/** Some fields of one type that fare alike. */
export interface FieldsTreated {
  readonly fields: readonly string[]
  readonly how: Treatment
  /** What follows, in a sentence without a full stop; empty where the word says it all. */
  readonly note: string
}

/** One type of the API, with all its fields. */
export interface TypeTreated {
  /** As in fields.json: `io.k8s.api.core.v1.PodSpec`. */
  readonly type: string
  readonly fields: readonly FieldsTreated[]
}

const treated = (how: Treatment) => (fields: string, note = ''): FieldsTreated => ({ fields: fields.split(' '), how, note })
const [simulated, partly, accepted, refused] = [treated('simulated'), treated('partly'), treated('accepted'), treated('refused')]
const core = (name: string, ...fields: FieldsTreated[]): TypeTreated => ({ type: `io.k8s.api.core.v1.${name}`, fields })
const apps = (name: string, ...fields: FieldsTreated[]): TypeTreated => ({ type: `io.k8s.api.apps.v1.${name}`, fields })

/** Every type that a manifest is made of, down to where its parts speak for themselves. */
export const whatIsSimulated: readonly TypeTreated[] = [
  apps('DaemonSetSpec', simulated('minReadySeconds revisionHistoryLimit selector template updateStrategy')),
  apps('DaemonSetUpdateStrategy', simulated('rollingUpdate type')),
  apps('RollingUpdateDaemonSet', simulated('maxSurge maxUnavailable')),
  apps('DeploymentSpec', simulated('minReadySeconds paused progressDeadlineSeconds replicas revisionHistoryLimit selector strategy template')),
  apps('ReplicaSetSpec', simulated('minReadySeconds replicas selector template')),
  { type: 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta', fields: [
    simulated('annotations creationTimestamp deletionGracePeriodSeconds deletionTimestamp finalizers generateName generation labels name namespace ownerReferences resourceVersion uid'),
    accepted('managedFields selfLink', 'nobody asks who manages a field, so server-side apply never conflicts'),
  ] },
  core('PodSpec',
    simulated('containers initContainers nodeName nodeSelector affinity tolerations topologySpreadConstraints schedulingGates priority priorityClassName preemptionPolicy terminationGracePeriodSeconds'),
    partly('hostNetwork', 'its ports are ports of the node and the network-unavailable taint is tolerated; addresses are made up'),
    partly('restartPolicy', 'Always, OnFailure and Never; restartPolicyRules are not looked at'),
    partly('schedulerName', 'pods of any other scheduler than default-scheduler wait for ever'),
    partly('serviceAccountName serviceAccount automountServiceAccountToken', 'the name and the token’s volume are shown; there are no service accounts behind them'),
    partly('volumes', 'checked and shown; containers never wait for a volume and nothing is stored in one'),
    accepted('activeDeadlineSeconds', 'refused in a DaemonSet’s and a Deployment’s template as Kubernetes does; a pod on its own is not ended by it'),
    accepted('dnsConfig dnsPolicy enableServiceLinks hostAliases hostIPC hostPID hostUsers hostname hostnameOverride setHostnameAsFQDN shareProcessNamespace subdomain', 'containers have no network and no processes'),
    accepted('imagePullSecrets', 'every known image can be pulled by everybody'),
    accepted('securityContext', 'checked; nobody runs as anybody'),
    accepted('readinessGates', 'checked; a gate’s condition does not hold a pod back'),
    accepted('overhead runtimeClassName os resourceClaims resources schedulingGroup evictionResponders', ''),
    refused('ephemeralContainers', 'in a template and at the creation of a pod, as in Kubernetes'),
  ),
  core('Container',
    simulated('name image imagePullPolicy livenessProbe readinessProbe startupProbe restartPolicy ports'),
    partly('resources', 'requests and limits decide where a pod fits, its quality class and what quotas count; nobody is throttled or killed for using more'),
    partly('command args', 'of a command `sleep`, `tail -f`, `while true`, `exit N` and `false` are understood, an init container’s own work takes a second; any other does what its image does'),
    partly('lifecycle', 'a preStop hook takes as long as it sleeps; postStart takes no time'),
    accepted('env envFrom', 'checked and shown; sources are not looked up, so a missing ConfigMap does not keep a container from starting'),
    accepted('volumeMounts volumeDevices workingDir stdin stdinOnce tty terminationMessagePath terminationMessagePolicy', ''),
    accepted('securityContext', 'checked; `privileged: true` is refused, as by the API server that was recorded'),
    accepted('resizePolicy restartPolicyRules', ''),
  ),
  core('Probe',
    simulated('failureThreshold initialDelaySeconds periodSeconds successThreshold terminationGracePeriodSeconds'),
    partly('exec grpc httpGet tcpSocket', 'nothing is asked: the image’s start time and faults decide whether a probe succeeds'),
    accepted('timeoutSeconds', ''),
  ),
  core('Lifecycle', partly('postStart preStop', 'see lifecycle of Container'), accepted('stopSignal')),
  core('ContainerPort', simulated('hostPort hostIP protocol'), accepted('containerPort name', 'checked and shown; nobody listens')),
  core('Affinity', simulated('nodeAffinity podAntiAffinity'), partly('podAffinity', 'required terms filter; preferred terms between pods do not score')),
  core('PodAffinityTerm', simulated('labelSelector namespaceSelector namespaces topologyKey'), accepted('matchLabelKeys mismatchLabelKeys')),
  core('Toleration', simulated('effect key operator tolerationSeconds value', 'the operators Lt and Gt are refused, as their gate is off')),
  core('TopologySpreadConstraint', simulated('labelSelector matchLabelKeys maxSkew minDomains nodeAffinityPolicy nodeTaintsPolicy topologyKey'), partly('whenUnsatisfiable', 'DoNotSchedule filters; ScheduleAnyway does not score')),
  core('NodeSpec', simulated('taints unschedulable'), accepted('configSource externalID podCIDR podCIDRs podPreemptionPolicy providerID')),
  core('Taint', simulated('effect key timeAdded value')),
  core('NamespaceSpec', simulated('finalizers', 'a namespace that is deleted is emptied first')),
  core('ResourceQuotaSpec', partly('hard', 'pods, cpu, memory and ephemeral storage (requests and limits), counts of the kinds that are simulated'), accepted('scopeSelector scopes', 'a quota counts all pods of its namespace')),
  { type: 'io.k8s.api.policy.v1.PodDisruptionBudgetSpec', fields: [simulated('maxUnavailable minAvailable selector unhealthyPodEvictionPolicy')] },
  { type: 'io.k8s.api.scheduling.v1.PriorityClass', fields: [simulated('apiVersion kind metadata description globalDefault preemptionPolicy value')] },
  core('ConfigMap', accepted('apiVersion kind metadata binaryData data immutable', 'stored and shown; no container reads it')),
  core('ServiceSpec',
    partly('selector', 'pods of one service are spread over the nodes; there are no endpoints'),
    partly('clusterIP clusterIPs type', 'an address is given out'),
    accepted('allocateLoadBalancerNodePorts externalIPs externalName externalTrafficPolicy healthCheckNodePort internalTrafficPolicy ipFamilies ipFamilyPolicy loadBalancerClass loadBalancerIP loadBalancerSourceRanges ports publishNotReadyAddresses sessionAffinity sessionAffinityConfig trafficDistribution', 'no traffic flows'),
  ),
]

/** What holds for the cluster as a whole. */
export const whatIsElsewhere: readonly string[] = [
  'All other kinds are refused: `no matches for kind "StatefulSet" in version "apps/v1"`, as a cluster without them would say. That goes for StatefulSets, Jobs, Secrets, ServiceAccounts, Endpoints, PersistentVolumes, custom resources, roles, webhooks, autoscalers.',
  'Leases are not stored. A node’s silence is known from when its power was cut, to the instant at which its lease would have run out; ten thousand nodes that renew one every ten seconds would be most of all writes, and nobody reads them.',
  'Everybody may do everything: there is no authentication and no authorization.',
  'Pods take no cpu and no memory. Nodes run short because somebody says so; their kubelets then end pods by quality class, priority and age.',
  'Containers write no logs and can be entered by nobody.',
  'How long a pull, a start or a stop takes is made up per image, so that it can be followed; every delay of the control plane and the kubelets is Kubernetes’ default.',
  'A free choice of Kubernetes, such as the order in which a rolling update takes the nodes, is drawn from the session’s seed.',
]

/** A treatment in words. */
export const treatmentWords: Readonly<Record<Treatment, string>> = { simulated: 'simulated', partly: 'in part', accepted: 'accepted, nothing follows', refused: 'refused' }

/** The page in Markdown. */
export function printWhatIsSimulated(): string {
  const sections = whatIsSimulated.map(({ type, fields }) => {
    const rows = fields.map(({ fields: names, how, note }) => `| ${names.map((name) => `\`${name}\``).join(', ')} | ${treatmentWords[how]} | ${note} |`)
    return [`## ${type.slice(type.lastIndexOf('.') + 1)}`, '', '| fields | here | |', '|---|---|---|', ...rows].join('\n')
  })
  const intro = '# What is simulated\n\nEvery field that a manifest may hold is decoded, defaulted and checked as Kubernetes v1.37 does, in its words; an unknown field is an error. This page says what follows from it. It is printed from `app/apis/what-is-simulated.ts`.'
  return `${[intro, `## The cluster\n\n${whatIsElsewhere.map((line) => `- ${line}`).join('\n')}`, ...sections].join('\n\n')}\n`
}
