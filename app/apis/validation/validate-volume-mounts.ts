/** Where containers see their volumes. Stands for ValidateVolumeMounts and ValidateVolumeDevices, kubernetes/pkg/apis/core/validation. */
import type * as corev1 from '../corev1.ts'
import { invalid, missing, prohibited, required, unsupported, type FieldError } from '../field-error.ts'
import { descendingPathErrors } from '../validate-names.ts'

const propagations = ['Bidirectional', 'HostToContainer', 'None']

/** All errors of `volumeMounts`. `volumes` are those that are whole. */
export function validateVolumeMounts(container: corev1.Container, at: string, volumes: ReadonlyMap<string, corev1.Volume>): FieldError[] {
  const paths = new Set<string>()
  const devices = container.volumeDevices ?? []
  return (container.volumeMounts ?? []).flatMap((mount, index) => {
    const { name = '', mountPath = '', subPath, subPathExpr, mountPropagation } = mount
    const here = `${at}[${index}]`
    const errors: FieldError[] = []
    if (!name) errors.push(required(`${here}.name`))
    if (!volumes.has(name)) errors.push(missing(`${here}.name`, name))
    if (!mountPath) errors.push(required(`${here}.mountPath`))
    if (paths.has(mountPath)) errors.push(invalid(`${here}.mountPath`, mountPath, 'must be unique'))
    paths.add(mountPath)
    if (devices.some((device) => device.name === name)) errors.push(invalid(`${here}.name`, name, 'must not already exist in volumeDevices'))
    if (devices.some((device) => device.devicePath === mountPath)) errors.push(invalid(`${here}.mountPath`, mountPath, 'must not already exist as a path in volumeDevices'))
    // As upstream has it: these three name the list, not the item.
    if (subPath) errors.push(...descendingPathErrors(subPath).map((error) => invalid(`${at}.subPath`, subPath, error)))
    if (subPathExpr) {
      if (subPath) errors.push(invalid(`${here}.subPathExpr`, subPathExpr, 'subPathExpr and subPath are mutually exclusive'))
      errors.push(...descendingPathErrors(subPathExpr).map((error) => invalid(`${at}.subPathExpr`, subPathExpr, error)))
    }
    if (mountPropagation !== undefined) errors.push(...validatePropagation(container, mountPropagation, `${at}.mountPropagation`))
    return [...errors, ...validateRecursiveReadOnly(mount, here)]
  })
}

function validatePropagation({ securityContext }: corev1.Container, propagation: string, at: string): FieldError[] {
  if (!propagations.includes(propagation)) return [unsupported(at, propagation, propagations)]
  return propagation === 'Bidirectional' && !securityContext?.privileged ? [prohibited(at, 'Bidirectional mount propagation is available only to privileged containers')] : []
}

function validateRecursiveReadOnly({ readOnly, recursiveReadOnly, mountPropagation }: corev1.VolumeMount, here: string): FieldError[] {
  if (recursiveReadOnly === undefined) return []
  const at = `${here}.recursiveReadOnly`
  const modes = ['Disabled', 'Enabled', 'IfPossible']
  if (!modes.includes(recursiveReadOnly)) return [unsupported(at, recursiveReadOnly, modes)]
  if (recursiveReadOnly === 'Disabled') return []
  const errors = readOnly ? [] : [prohibited(at, 'may only be specified when readOnly is true')]
  if (mountPropagation !== undefined && mountPropagation !== 'None') errors.push(prohibited(at, 'may only be specified when mountPropagation is None or not specified'))
  return errors
}

/** All errors of `volumeDevices`. */
export function validateVolumeDevices(container: corev1.Container, at: string, volumes: ReadonlyMap<string, corev1.Volume>): FieldError[] {
  const [names, paths] = [new Set<string>(), new Set<string>()]
  return (container.volumeDevices ?? []).flatMap(({ name = '', devicePath = '' }, index) => {
    const here = `${at}[${index}]`
    const errors: FieldError[] = []
    if (!name) errors.push(required(`${here}.name`))
    if (names.has(name)) errors.push(invalid(`${here}.name`, name, 'must be unique'))
    const volume = volumes.get(name)
    if (volume && !volume.persistentVolumeClaim && !volume.ephemeral) errors.push(invalid(`${here}.name`, name, 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode'))
    if (!volume) errors.push(missing(`${here}.name`, name))
    if (!devicePath) errors.push(required(`${here}.devicePath`))
    if (paths.has(devicePath)) errors.push(invalid(`${here}.devicePath`, devicePath, 'must be unique'))
    else if (devicePath.split('/').includes('..')) errors.push(invalid(`${here}.devicePath`, devicePath, "must not contain '..'"))
    names.add(name)
    paths.add(devicePath)
    return errors
  })
}
