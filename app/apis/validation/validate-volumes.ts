/** What volumes and their sources must keep to. Stands for ValidateVolumes, kubernetes/pkg/apis/core/validation. */
import type * as corev1 from '../corev1.ts'
import { duplicate, invalid, prohibited, required, unsupported, type FieldError } from '../field-error.ts'
import { milliValue } from '../quantity.ts'
import { inVolumes, validateFieldRef, validateResourceFieldRef } from './validate-environment.ts'
import { descendingPathErrors, dnsLabelErrors } from '../validate-names.ts'

/** What containers are checked against. */
export interface Volumes {
  /** The volumes without an error: a broken one is unknown to the mounts. */
  readonly whole: ReadonlyMap<string, corev1.Volume>
  readonly graceSeconds: number | undefined
  readonly restartPolicy: string | undefined
  /** A pod itself, not a template. */
  readonly isPod: boolean
}

/** All errors of `volumes`, and those that are whole by name. */
export function validateVolumes(volumes: readonly corev1.Volume[], at: string): { readonly whole: ReadonlyMap<string, corev1.Volume>; readonly errors: FieldError[] } {
  const errors: FieldError[] = []
  const whole = new Map<string, corev1.Volume>()
  volumes.forEach((volume, index) => {
    const here = `${at}[${index}]`
    const { name = '' } = volume
    const own = validateSources(volume, here)
    own.push(...(name ? dnsLabelErrors(name).map((error) => invalid(`${here}.name`, name, error)) : [required(`${here}.name`)]))
    if (whole.has(name)) own.push(duplicate(`${here}.name`, name))
    if (own.length === 0) whole.set(name, volume)
    errors.push(...own)
  })
  return { whole, errors }
}

/** In the order in which upstream asks; what comes after the first is one too many and not looked at. */
const sources = [
  'emptyDir', 'hostPath', 'gitRepo', 'gcePersistentDisk', 'awsElasticBlockStore', 'secret', 'nfs', 'iscsi', 'glusterfs', 'flocker', 'persistentVolumeClaim', 'rbd', 'cinder', 'cephfs', 'quobyte',
  'downwardAPI', 'fc', 'flexVolume', 'configMap', 'azureFile', 'vsphereVolume', 'photonPersistentDisk', 'portworxVolume', 'azureDisk', 'storageos', 'projected', 'scaleIO', 'csi', 'ephemeral', 'image',
] as const

function validateSources(volume: corev1.Volume, here: string): FieldError[] {
  const given = sources.filter((source) => volume[source] !== undefined)
  if (given.length === 0) return [required(here, 'must specify a volume type')]
  return given.flatMap((source, index) => (index > 0 ? [prohibited(`${here}.${source}`, 'may not specify more than 1 volume type')] : validateSource(source, volume, `${here}.${source}`)))
}

/** Fields that a source cannot do without. */
const needed: Readonly<Partial<Record<(typeof sources)[number], readonly string[]>>> = {
  gitRepo: ['repository'], gcePersistentDisk: ['pdName'], awsElasticBlockStore: ['volumeID'], iscsi: ['targetPortal', 'iqn'], glusterfs: ['endpoints', 'path'], persistentVolumeClaim: ['claimName'],
  rbd: ['monitors', 'image'], cinder: ['volumeID'], cephfs: ['monitors'], quobyte: ['registry', 'volume'], flexVolume: ['driver'], azureFile: ['secretName', 'shareName'], vsphereVolume: ['volumePath'],
  photonPersistentDisk: ['pdID'], portworxVolume: ['volumeID'], azureDisk: ['diskName', 'diskURI'], scaleIO: ['gateway', 'system', 'volumeName'], csi: ['driver'], ephemeral: ['volumeClaimTemplate'], image: ['reference'],
}

function validateSource(source: (typeof sources)[number], volume: corev1.Volume, at: string): FieldError[] {
  switch (source) {
    case 'emptyDir':
      return (milliValue(volume.emptyDir!.sizeLimit ?? '0') ?? 0) < 0 ? [prohibited(`${at}.sizeLimit`, 'SizeLimit field must be a valid resource quantity')] : []
    case 'hostPath':
      return validateHostPath(volume.hostPath!, at)
    case 'secret':
      return [...(volume.secret!.secretName ? [] : [required(`${at}.secretName`)]), ...validateMode(volume.secret!.defaultMode, `${at}.defaultMode`), ...validateItems(volume.secret!.items, `${at}.items`)]
    case 'configMap':
      return [...(volume.configMap!.name ? [] : [required(`${at}.name`)]), ...validateMode(volume.configMap!.defaultMode, `${at}.defaultMode`), ...validateItems(volume.configMap!.items, `${at}.items`)]
    case 'nfs':
      return validateNFS(volume.nfs!, at)
    case 'downwardAPI':
      return [...validateMode(volume.downwardAPI!.defaultMode, `${at}.defaultMode`), ...(volume.downwardAPI!.items ?? []).flatMap((file) => validateDownwardFile(file, at))]
    case 'projected':
      return [...validateMode(volume.projected!.defaultMode, `${at}.defaultMode`), ...(volume.projected!.sources ?? []).flatMap((part, index) => validateProjection(part, `${at}.sources[${index}]`))]
    default:
      return (needed[source] ?? []).filter((field) => isEmpty((volume[source] as Record<string, unknown>)[field])).map((field) => required(`${at}.${field}`))
  }
}

const isEmpty = (value: unknown) => value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
const pathTypes = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket']

function validateHostPath({ path = '', type = '' }: corev1.HostPathVolumeSource, at: string): FieldError[] {
  if (!path) return [required(`${at}.path`)]
  const errors = path.split('/').includes('..') ? [invalid(`${at}.path`, path, "must not contain '..'")] : []
  if (!pathTypes.includes(type)) errors.push(unsupported(`${at}.type`, type, pathTypes))
  return errors
}

function validateNFS({ server, path = '' }: corev1.NFSVolumeSource, at: string): FieldError[] {
  const errors = server ? [] : [required(`${at}.server`)]
  if (!path) errors.push(required(`${at}.path`))
  if (!path.startsWith('/')) errors.push(invalid(`${at}.path`, path, 'must be an absolute path'))
  return errors
}

const validateMode = (mode: number | undefined, at: string): FieldError[] =>
  mode !== undefined && (mode < 0 || mode > 0o777) ? [invalid(at, mode, 'must be a number between 0 and 0777 (octal), both inclusive')] : []

/** A path inside a volume, at which a file is put. */
function filePathErrors(path: string): string[] {
  const errors = descendingPathErrors(path)
  if (path.startsWith('..') && !path.startsWith('../')) errors.push("must not start with '..'")
  return errors
}

function validateItems(items: readonly corev1.KeyToPath[] = [], at: string): FieldError[] {
  return items.flatMap(({ key, path, mode }, index) => {
    const here = `${at}[${index}]`
    const errors = key ? [] : [required(`${here}.key`)]
    if (!path) errors.push(required(`${here}.path`))
    else errors.push(...filePathErrors(path).map((error) => invalid(`${here}.path`, path, error)))
    return [...errors, ...validateMode(mode, `${here}.mode`)]
  })
}

function validateDownwardFile({ path = '', fieldRef, resourceFieldRef, mode }: corev1.DownwardAPIVolumeFile, at: string): FieldError[] {
  const errors = path ? filePathErrors(path).map((error) => invalid(`${at}.path`, path, error)) : [required(`${at}.path`)]
  if (fieldRef) {
    errors.push(...validateFieldRef(fieldRef, `${at}.fieldRef`, inVolumes))
    if (resourceFieldRef) errors.push(invalid(at, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously'))
  } else if (resourceFieldRef) errors.push(...validateResourceFieldRef(resourceFieldRef, `${at}.resourceFieldRef`, true))
  else errors.push(required(at, 'one of fieldRef and resourceFieldRef is required'))
  return [...errors, ...validateMode(mode, `${at}.mode`)]
}

const shortestTokenSeconds = 600

function validateProjection(part: corev1.VolumeProjection, at: string): FieldError[] {
  const errors: FieldError[] = []
  const { secret, configMap, downwardAPI, serviceAccountToken: token } = part
  const more = () => errors.push(prohibited(at, 'may not specify more than 1 volume type per source'))
  let count = 0
  for (const [field, source] of [['secret', secret], ['configMap', configMap]] as const) {
    if (!source) continue
    if (count++ > 0) more()
    if (!source.name) errors.push(required(`${at}.${field}.name`))
    errors.push(...validateItems(source.items, `${at}.${field}.items`))
  }
  if (downwardAPI) {
    if (count++ > 0) more()
    errors.push(...(downwardAPI.items ?? []).flatMap((file) => validateDownwardFile(file, `${at}.downwardAPI`)))
  }
  if (token) {
    if (count++ > 0) more()
    if (token.expirationSeconds !== undefined && token.expirationSeconds < shortestTokenSeconds) errors.push(invalid(`${at}.serviceAccountToken.expirationSeconds`, token.expirationSeconds, 'may not specify a duration less than 10 minutes'))
    if (!token.path) errors.push(required(`${at}.serviceAccountToken.path`))
    else errors.push(...filePathErrors(token.path).map((error) => invalid(`${at}.serviceAccountToken.path`, token.path, error)))
  }
  return errors
}
