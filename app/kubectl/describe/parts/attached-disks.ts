/** Volumes that a node attaches from elsewhere: how each introduces itself, and which of its fields are shown. Stands for the printers of kubectl/pkg/describe. */

/** What is shown of a field: its title, its name, and what stands there where it is not set. */
type Shown = readonly [title: string, field: string, unset?: string]

interface Disk {
  readonly about: string
  readonly rows: readonly Shown[]
}

const fsType: Shown = ['FSType', 'fsType']
const readOnly: Shown = ['ReadOnly', 'readOnly', 'false']
const secretRef: Shown = ['SecretRef', 'secretRef', 'nil']

const disks: Readonly<Record<string, Disk>> = {
  gcePersistentDisk: { about: 'GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)', rows: [['PDName', 'pdName'], fsType, ['Partition', 'partition', '0'], readOnly] },
  awsElasticBlockStore: { about: 'AWSElasticBlockStore (a Persistent Disk resource in AWS)', rows: [['VolumeID', 'volumeID'], fsType, ['Partition', 'partition', '0'], readOnly] },
  gitRepo: { about: 'GitRepo (a volume that is pulled from git when the pod is created)', rows: [['Repository', 'repository'], ['Revision', 'revision']] },
  iscsi: {
    about: "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
    rows: [
      ['TargetPortal', 'targetPortal'], ['IQN', 'iqn'], ['Lun', 'lun', '0'], ['ISCSIInterface', 'iscsiInterface'], fsType, readOnly, ['Portals', 'portals', '[]'],
      ['DiscoveryCHAPAuth', 'chapAuthDiscovery', 'false'], ['SessionCHAPAuth', 'chapAuthSession', 'false'], secretRef, ['InitiatorName', 'initiatorName', '<none>'],
    ],
  },
  glusterfs: { about: "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)", rows: [['EndpointsName', 'endpoints'], ['Path', 'path'], readOnly] },
  rbd: {
    about: "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)",
    rows: [['CephMonitors', 'monitors', '[]'], ['RBDImage', 'image'], fsType, ['RBDPool', 'pool'], ['RadosUser', 'user'], ['Keyring', 'keyring'], secretRef, readOnly],
  },
  quobyte: { about: "Quobyte (a Quobyte mount on the host that shares a pod's lifetime)", rows: [['Registry', 'registry'], ['Volume', 'volume'], readOnly] },
  azureDisk: {
    about: 'AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)',
    rows: [['DiskName', 'diskName'], ['DiskURI', 'diskURI'], ['Kind', 'kind'], fsType, ['CachingMode', 'cachingMode'], readOnly],
  },
  vsphereVolume: { about: 'vSphereVolume (a Persistent Disk resource in vSphere)', rows: [['VolumePath', 'volumePath'], fsType, ['StoragePolicyName', 'storagePolicyName']] },
  cinder: { about: 'Cinder (a Persistent Disk resource in OpenStack)', rows: [['VolumeID', 'volumeID'], fsType, readOnly, secretRef] },
  photonPersistentDisk: { about: 'PhotonPersistentDisk (a Persistent Disk resource in photon platform)', rows: [['PdID', 'pdID'], fsType] },
  portworxVolume: { about: 'PortworxVolume (a Portworx Volume resource)', rows: [['VolumeID', 'volumeID']] },
  scaleIO: {
    about: 'ScaleIO (a persistent volume backed by a block device in ScaleIO)',
    rows: [
      ['Gateway', 'gateway'], ['System', 'system'], ['Protection Domain', 'protectionDomain'], ['Storage Pool', 'storagePool'], ['Storage Mode', 'storageMode'],
      ['VolumeName', 'volumeName'], fsType, readOnly,
    ],
  },
  cephfs: { about: "CephFS (a CephFS mount on the host that shares a pod's lifetime)", rows: [['Monitors', 'monitors', '[]'], ['Path', 'path'], ['User', 'user'], ['SecretFile', 'secretFile'], secretRef, readOnly] },
  storageos: { about: 'StorageOS (a StorageOS Persistent Disk resource)', rows: [['VolumeName', 'volumeName'], ['VolumeNamespace', 'volumeNamespace'], fsType, readOnly] },
  fc: { about: 'FC (a Fibre Channel disk)', rows: [['TargetWWNs', 'targetWWNs'], ['LUN', 'lun', '<none>'], fsType, readOnly] },
  azureFile: { about: 'AzureFile (an Azure File Service mount on the host and bind mount to the pod)', rows: [['SecretName', 'secretName'], ['ShareName', 'shareName'], readOnly] },
  flexVolume: {
    about: 'FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)',
    rows: [['Driver', 'driver'], fsType, secretRef, readOnly, ['Options', 'options', 'map[]']],
  },
  flocker: { about: 'Flocker (a Flocker volume mounted by the Flocker agent)', rows: [['DatasetName', 'datasetName'], ['DatasetUUID', 'datasetUUID']] },
}

/** The lines of such a volume: what it is, and its fields with their titles; undefined where it is none. */
export function attachedDisk(volume: object): { readonly about: string; readonly rows: readonly (readonly [string, string])[] } | undefined {
  const name = Object.keys(disks).find((each) => (volume as Record<string, unknown>)[each] !== undefined)
  if (name === undefined) return undefined
  const source = (volume as Record<string, Readonly<Record<string, unknown>>>)[name]!
  const { about, rows } = disks[name]!
  return { about, rows: rows.map(([title, field, unset = '']) => [title === 'ISCSIInterface' ? title : `${title}:`, source[field] === undefined ? unset : printed(title, source[field])] as const) }
}

/** A value as Go prints it. */
function printed(title: string, value: unknown): string {
  if (title === 'TargetWWNs') return (value as readonly string[]).join(', ')
  if (title === 'SecretRef') return `&LocalObjectReference{Name:${(value as { readonly name?: string }).name ?? ''},}`
  if (Array.isArray(value)) return `[${value.join(' ')}]`
  if (typeof value === 'object' && value !== null) return `map[${Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => `${key}:${String(part)}`).join(' ')}]`
  return String(value)
}
