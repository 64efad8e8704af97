/** Volumes of a pod or a pod template, with what each kind of source says of itself. Stands for describeVolumes of kubectl/pkg/describe. */
import type * as corev1 from '#apis/corev1'
import { canonicalQuantity, milliValue } from '#apis/quantity'
import { attachedDisk } from './attached-disks.ts'
import type { Description } from '../description.ts'

type Rows = readonly (readonly [name: string, value: unknown])[]
type Source = keyof Omit<corev1.Volume, 'name'>

/** All volumes; `inTemplate` indents as in a pod template. */
export function describeVolumes(text: Description, volumes: readonly corev1.Volume[] = [], inTemplate = false): void {
  const level = inTemplate ? 1 : 0
  if (volumes.length === 0) {
    text.line(level, 'Volumes:', '<none>')
    return
  }
  text.line(level, 'Volumes:')
  for (const volume of volumes) {
    text.line(1, `${inTemplate ? ' ' : ''}${volume.name}:`)
    describeSource(text, volume)
  }
}

function describeSource(text: Description, volume: corev1.Volume): void {
  const source = (Object.keys(sources) as Source[]).find((name) => volume[name] !== undefined)
  if (!source) {
    const disk = attachedDisk(volume)
    if (!disk) return text.line(1, '<unknown>')
    text.line(2, 'Type:', disk.about)
    for (const row of disk.rows) text.line(2, ...row)
    return
  }
  const { about, rows } = sources[source]!
  text.line(2, 'Type:', about)
  for (const [name, value] of rows(volume)) text.line(2, `${name}:`, String(value ?? ''))
  if (volume.downwardAPI) {
    text.line(2, 'Items:')
    for (const { fieldRef, resourceFieldRef, path } of volume.downwardAPI.items ?? []) text.line(3, `${fieldRef?.fieldPath ?? resourceFieldRef?.resource} -> ${path}`)
  }
}

/** How a source introduces itself, and what it says; in the order in which kubectl looks for it. */
const sources: Readonly<Partial<Record<Source, { readonly about: string; readonly rows: (volume: corev1.Volume) => Rows }>>> = {
  hostPath: {
    about: 'HostPath (bare host directory volume)',
    rows: ({ hostPath }) => [['Path', hostPath!.path], ['HostPathType', hostPath!.type ?? '<none>']],
  },
  emptyDir: {
    about: "EmptyDir (a temporary directory that shares a pod's lifetime)",
    rows: ({ emptyDir }) => [['Medium', emptyDir!.medium], ['SizeLimit', milliValue(emptyDir!.sizeLimit) ? canonicalQuantity(emptyDir!.sizeLimit!) : '<unset>']],
  },
  secret: {
    about: 'Secret (a volume populated by a Secret)',
    rows: ({ secret }) => [['SecretName', secret!.secretName], ['Optional', secret!.optional ?? false]],
  },
  configMap: {
    about: 'ConfigMap (a volume populated by a ConfigMap)',
    rows: ({ configMap }) => [['Name', configMap!.name], ['Optional', configMap!.optional ?? false]],
  },
  nfs: {
    about: 'NFS (an NFS mount that lasts the lifetime of a pod)',
    rows: ({ nfs }) => [['Server', nfs!.server], ['Path', nfs!.path], ['ReadOnly', nfs!.readOnly ?? false]],
  },
  persistentVolumeClaim: {
    about: 'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
    rows: ({ persistentVolumeClaim: claim }) => [['ClaimName', claim!.claimName], ['ReadOnly', claim!.readOnly ?? false]],
  },
  ephemeral: {
    about: 'EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)',
    rows: ({ ephemeral }) => claimRows(ephemeral!.volumeClaimTemplate?.spec),
  },
  downwardAPI: { about: 'DownwardAPI (a volume populated by information about the pod)', rows: () => [] },
  projected: {
    about: 'Projected (a volume that contains injected data from multiple sources)',
    rows: ({ projected }) => (projected!.sources ?? []).flatMap(projectedRows),
  },
  csi: {
    about: 'CSI (a Container Storage Interface (CSI) volume source)',
    rows: ({ csi }) => [
      ['Driver', csi!.driver], ['FSType', csi!.fsType], ['ReadOnly', csi!.readOnly ?? false],
      ...Object.entries(csi!.volumeAttributes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value], index) => [index === 0 ? 'VolumeAttributes' : '     ', `${name}=${value}`] as const),
    ],
  },
  image: {
    about: 'Image (a container image or OCI artifact)',
    rows: ({ image }) => [['Reference', image!.reference], ['PullPolicy', image!.pullPolicy]],
  },
}

function projectedRows({ secret, downwardAPI, configMap, serviceAccountToken: token }: corev1.VolumeProjection): Rows {
  if (secret) return [['SecretName', secret.name], ['Optional', secret.optional ?? false]]
  if (downwardAPI) return [['DownwardAPI', true]]
  if (configMap) return [['ConfigMapName', configMap.name], ['Optional', configMap.optional ?? false]]
  return token ? [['TokenExpirationSeconds', token.expirationSeconds]] : []
}

/** Nothing is bound yet where a claim is only a template. */
function claimRows(spec: corev1.PersistentVolumeClaimSpec | undefined): Rows {
  return [
    ['StorageClass', spec?.storageClassName], ['Volume', spec?.volumeName], ['Labels', '<none>'], ['Annotations', '<none>'], ['Capacity', ''], ['Access Modes', ''],
    ...(spec?.volumeMode ? [['VolumeMode', spec.volumeMode] as const] : []),
  ]
}
