/** What a pod's spec must keep to, in a template or on its own. Stands for ValidatePodSpec, kubernetes/pkg/apis/core/validation. Left out: Windows, resource claims, pod-level resources. */
import type * as corev1 from '../corev1.ts'
import { duplicate, invalid, prohibited, unsupported, type FieldError } from '../field-error.ts'
import { validateAffinity } from './validate-affinity.ts'
import { validateContainers, validateInitContainers } from './validate-containers.ts'
import { validateDNSConfig, validateHostAliases } from './validate-dns.ts'
import { validateLabels } from './validate-metadata.ts'
import { dnsLabelErrors, qualifiedNameErrors, subdomainErrors } from '../validate-names.ts'
import { validateTolerations, validateTopologySpread } from './validate-placement.ts'
import { validatePodSecurityContext } from './validate-security-context.ts'
import { validateVolumes, type Volumes } from './validate-volumes.ts'

const dnsPolicies = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']
const restartPolicies = ['Always', 'OnFailure', 'Never']
const badName = (at: string, name: string | undefined, errorsOf: (name: string) => readonly string[]): FieldError[] => (name ? errorsOf(name).map((error) => invalid(at, name, error)) : [])

/** All errors of a pod's spec, in upstream's order. A template may hold things that only the pods made of it are refused for. */
export function validatePodSpec(spec: corev1.PodSpec, at: string, isPod = false): FieldError[] {
  const { whole, errors } = validateVolumes(spec.volumes ?? [], `${at}.volumes`)
  const around: Volumes = { whole, graceSeconds: spec.terminationGracePeriodSeconds, restartPolicy: spec.restartPolicy, isPod }
  return [
    ...errors,
    ...validateContainers(spec.containers ?? [], `${at}.containers`, around),
    ...validateInitContainers(spec.initContainers ?? [], `${at}.initContainers`, around, new Set((spec.containers ?? []).map(({ name = '' }) => name))),
    ...(isPod && spec.ephemeralContainers?.length ? [prohibited(`${at}.ephemeralContainers`, 'cannot be set on create')] : []),
    ...hostPortMismatches(spec, at, isPod),
    ...(spec.restartPolicy && !restartPolicies.includes(spec.restartPolicy) ? [unsupported(`${at}.restartPolicy`, spec.restartPolicy, restartPolicies)] : []),
    ...(spec.dnsPolicy && !dnsPolicies.includes(spec.dnsPolicy) ? [unsupported(`${at}.dnsPolicy`, spec.dnsPolicy, dnsPolicies)] : []),
    ...validateLabels(`${at}.nodeSelector`, spec.nodeSelector),
    ...validatePodSecurityContext(spec, at),
    ...validateAffinity(spec.affinity ?? {}, `${at}.affinity`),
    ...validateDNSConfig(spec, `${at}.dnsConfig`),
    ...(spec.readinessGates ?? []).flatMap(({ conditionType = '' }, index) => qualifiedNameErrors(conditionType).map((error) => invalid(`${at}.readinessGates[${index}].conditionType`, conditionType, error))),
    ...schedulingGateErrors(spec.schedulingGates ?? [], `${at}.schedulingGates`),
    ...validateTopologySpread(spec.topologySpreadConstraints ?? [], `${at}.topologySpreadConstraints`),
    ...namesOf(spec, at),
  ]
}

/** The single names and numbers at the end of upstream's list, and the lists between them. */
function namesOf(spec: corev1.PodSpec, at: string): FieldError[] {
  const { activeDeadlineSeconds: deadline, preemptionPolicy } = spec
  return [
    ...badName(`${at}.serviceAccountName`, spec.serviceAccountName, subdomainErrors),
    ...badName(`${at}.nodeName`, spec.nodeName, subdomainErrors),
    ...(deadline !== undefined && (deadline < 1 || deadline > 2147483647) ? [invalid(`${at}.activeDeadlineSeconds`, deadline, 'must be between 1 and 2147483647, inclusive')] : []),
    ...badName(`${at}.hostname`, spec.hostname, dnsLabelErrors),
    ...badName(`${at}.subdomain`, spec.subdomain, dnsLabelErrors),
    ...validateTolerations(spec.tolerations ?? [], `${at}.tolerations`),
    ...validateHostAliases(spec.hostAliases ?? [], `${at}.hostAliases`),
    ...badName(`${at}.priorityClassName`, spec.priorityClassName, subdomainErrors),
    ...badName(`${at}.runtimeClassName`, spec.runtimeClassName, subdomainErrors),
    ...(preemptionPolicy !== undefined && !['PreemptLowerPriority', 'Never'].includes(preemptionPolicy) ? [unsupported(`${at}.preemptionPolicy`, preemptionPolicy, ['Never', 'PreemptLowerPriority'])] : []),
    ...(spec.os && !['linux', 'windows'].includes(spec.os.name ?? '') ? [unsupported(`${at}.os.name`, spec.os.name ?? '', ['linux', 'windows'])] : []),
  ]
}

/** With the node's network a port is the node's port; a template may leave the number away. */
function hostPortMismatches({ hostNetwork, containers, initContainers }: corev1.PodSpec, at: string, isPod: boolean): FieldError[] {
  if (!hostNetwork) return []
  return [['containers', containers], ['initContainers', initContainers]].flatMap(([field, list]) =>
    ((list as readonly corev1.Container[] | undefined) ?? []).flatMap(({ ports = [] }, index) =>
      ports.flatMap(({ hostPort = 0, containerPort = 0 }, number) =>
        (hostPort === 0 && !isPod) || hostPort === containerPort ? [] : [invalid(`${at}.${field as string}[${index}].ports[${number}].hostPort`, hostPort, 'must match `containerPort` when `hostNetwork` is true')],
      ),
    ),
  )
}

function schedulingGateErrors(gates: readonly corev1.PodSchedulingGate[], at: string): FieldError[] {
  const seen = new Set<string>()
  return gates.flatMap(({ name = '' }, index) => {
    const errors = qualifiedNameErrors(name).map((error) => invalid(`${at}[${index}]`, name, error))
    if (seen.has(name)) errors.push(duplicate(`${at}[${index}]`, name))
    seen.add(name)
    return errors
  })
}
