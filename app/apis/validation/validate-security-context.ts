/** What security contexts must keep to. Stands for ValidateSecurityContext and validatePodSpecSecurityContext, kubernetes/pkg/apis/core/validation. Left out: Windows. */
import type * as corev1 from '../corev1.ts'
import { duplicate, invalid, prohibited, required, unsupported, type FieldError } from '../field-error.ts'
import { descendingPathErrors } from '../validate-names.ts'

const largestId = 2147483647
const validateId = (at: string, id: number | undefined): FieldError[] => (id !== undefined && (id < 0 || id > largestId) ? [invalid(at, id, `must be between 0 and ${largestId}, inclusive`)] : [])

/** Of one container. Privileged ones are refused, as by the API server whose recordings we follow. */
export function validateSecurityContext(context: corev1.SecurityContext | undefined, at: string): FieldError[] {
  if (!context) return []
  const errors: FieldError[] = []
  if (context.privileged) errors.push(prohibited(`${at}.privileged`, 'disallowed by cluster policy'))
  errors.push(...validateId(`${at}.runAsUser`, context.runAsUser), ...validateId(`${at}.runAsGroup`, context.runAsGroup))
  if (context.procMount !== undefined) {
    if (!['Default', 'Unmasked'].includes(context.procMount)) errors.push(unsupported(`${at}.procMount`, context.procMount, ['Default', 'Unmasked']))
    else if (context.procMount === 'Unmasked') errors.push(invalid(`${at}.procMount`, context.procMount, '`hostUsers` must be false to use `Unmasked`'))
  }
  errors.push(...validateSeccomp(context.seccompProfile, `${at}.seccompProfile`))
  if (context.allowPrivilegeEscalation === false) {
    if (context.privileged) errors.push(invalid(at, inGo(context), 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true'))
    if (context.capabilities?.add?.includes('CAP_SYS_ADMIN')) errors.push(invalid(at, inGo(context), 'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN'))
  }
  return [...errors, ...validateAppArmor(context.appArmorProfile, `${at}.appArmorProfile`)]
}

/** The context as the API server prints it: its internal type has no JSON names. */
function inGo(context: corev1.SecurityContext): unknown {
  const { capabilities, seLinuxOptions: options, seccompProfile: seccomp, appArmorProfile: armor } = context
  return {
    Capabilities: capabilities ? { Add: capabilities.add ?? null, Drop: capabilities.drop ?? null } : null,
    Privileged: context.privileged ?? null,
    SELinuxOptions: options ? { User: options.user ?? '', Role: options.role ?? '', Type: options.type ?? '', Level: options.level ?? '' } : null,
    WindowsOptions: null,
    RunAsUser: context.runAsUser ?? null,
    RunAsGroup: context.runAsGroup ?? null,
    RunAsNonRoot: context.runAsNonRoot ?? null,
    ReadOnlyRootFilesystem: context.readOnlyRootFilesystem ?? null,
    AllowPrivilegeEscalation: context.allowPrivilegeEscalation ?? null,
    ProcMount: context.procMount ?? null,
    SeccompProfile: seccomp ? profileInGo(seccomp) : null,
    AppArmorProfile: armor ? profileInGo(armor) : null,
  }
}

const profileInGo = ({ type = '', localhostProfile = null }: { readonly type?: string; readonly localhostProfile?: string | null }) => ({ Type: type, LocalhostProfile: localhostProfile })
const profileTypes = ['Localhost', 'RuntimeDefault', 'Unconfined']

function validateSeccomp(profile: corev1.SeccompProfile | undefined, at: string): FieldError[] {
  if (!profile) return []
  const { type = '', localhostProfile } = profile
  const errors: FieldError[] = []
  if (type === 'Localhost') {
    if (localhostProfile === undefined) errors.push(required(`${at}.localhostProfile`, 'must be set when seccomp type is Localhost'))
    else errors.push(...descendingPathErrors(localhostProfile).map((error) => invalid(`${at}.localhostProfile`, localhostProfile, error)))
  } else if (localhostProfile !== undefined) errors.push(invalid(`${at}.localhostProfile`, profileInGo(profile), 'can only be set when seccomp type is Localhost'))
  if (!type) errors.push(required(`${at}.type`, 'type is required when seccompProfile is set'))
  else if (!profileTypes.includes(type)) errors.push(unsupported(`${at}.type`, type, profileTypes))
  return errors
}

function validateAppArmor(profile: corev1.AppArmorProfile | undefined, at: string): FieldError[] {
  if (!profile) return []
  const { type = '', localhostProfile } = profile
  if (type === 'Localhost') return localhostProfile?.trim() ? [] : [required(`${at}.localhostProfile`, 'must be set when AppArmor type is Localhost')]
  const errors: FieldError[] = []
  if (!type) errors.push(required(`${at}.type`, 'type is required when appArmorProfile is set'))
  else if (!profileTypes.includes(type)) errors.push(unsupported(`${at}.type`, type, profileTypes))
  if (localhostProfile !== undefined) errors.push(invalid(`${at}.localhostProfile`, localhostProfile, 'can only be set when AppArmor type is Localhost'))
  return errors
}

const sysctl = /^([a-z0-9][-_a-z0-9]*[./])*[a-z0-9][-_a-z0-9]*$/

/** Of the whole pod. */
export function validatePodSecurityContext({ securityContext: context = {}, hostPID, shareProcessNamespace }: corev1.PodSpec, pod: string): FieldError[] {
  const at = `${pod}.securityContext`
  const errors: FieldError[] = []
  if (context.fsGroup !== undefined) errors.push(...validateId(`${at}.fsGroup`, context.fsGroup))
  errors.push(...validateId(`${at}.runAsUser`, context.runAsUser), ...validateId(`${at}.runAsGroup`, context.runAsGroup))
  context.supplementalGroups?.forEach((group, index) => errors.push(...validateId(`${at}.supplementalGroups[${index}]`, group)))
  if (hostPID && shareProcessNamespace) errors.push(invalid(`${pod}.shareProcessNamespace`, shareProcessNamespace, 'ShareProcessNamespace and HostPID cannot both be enabled'))
  const names = new Set<string>()
  context.sysctls?.forEach(({ name = '' }, index) => {
    const here = `${at}.sysctls[${index}].name`
    if (!name) errors.push(required(here))
    else if (name.length > 253 || !sysctl.test(name)) errors.push(invalid(here, name, 'must have at most 253 characters and match regex ^([a-z0-9][-_a-z0-9]*[a-z0-9]?[\\./])*[a-z0-9][-_a-z0-9]*$'))
    else if (names.has(name)) errors.push(duplicate(here, name))
    names.add(name)
  })
  for (const [field, known] of [['fsGroupChangePolicy', ['Always', 'OnRootMismatch']], ['supplementalGroupsPolicy', ['Merge', 'Strict']]] as const) {
    const value = context[field]
    if (value !== undefined && !(known as readonly string[]).includes(value)) errors.push(unsupported(`${at}.${field}`, value, known))
  }
  return [...errors, ...validateSeccomp(context.seccompProfile, `${at}.seccompProfile`), ...validateAppArmor(context.appArmorProfile, `${at}.appArmorProfile`)]
}
