/**
 * The token by which containers may talk to the API server: a volume in every pod, mounted in every
 * container. It follows from the pod alone, so that it is not stored but put in wherever a client
 * reads a pod, and taken out of what a client writes. Stands for the ServiceAccount admission plugin.
 */
import type * as corev1 from '#apis/corev1'
import { fnv32a } from '../random.ts'

const mountPath = '/var/run/secrets/kubernetes.io/serviceaccount'
/** Letters of generated names. */
const letters = 'bcdfghjklmnpqrstvwxz2456789'

/** `kube-api-access-x7k2p`: another one for each pod, always the same for one. */
function volumeName({ metadata }: corev1.Pod): string {
  let rest = fnv32a(metadata?.uid ?? '')
  let suffix = ''
  for (let count = 0; count < 5; count++) {
    suffix += letters[rest % letters.length]
    rest = Math.floor(rest / letters.length)
  }
  return `kube-api-access-${suffix}`
}

const sources: readonly corev1.VolumeProjection[] = Object.freeze([
  { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
  { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
  { downwardAPI: { items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }] } },
])

const read = new WeakMap<corev1.Pod, corev1.Pod>()

/** The pod as a client reads it. */
export function withToken(pod: corev1.Pod): corev1.Pod {
  const known = read.get(pod)
  if (known) return known
  const { spec } = pod
  if (!spec || spec.automountServiceAccountToken === false) return pod
  const name = volumeName(pod)
  const mount: corev1.VolumeMount = { mountPath, name, readOnly: true }
  const mounted = (container: corev1.Container): corev1.Container => (container.volumeMounts?.some((each) => each.mountPath === mountPath) ? container : { ...container, volumeMounts: [...(container.volumeMounts ?? []), mount] })
  const containers = spec.containers?.map(mounted)
  const initContainers = spec.initContainers?.map(mounted)
  const isNeeded = [...(containers ?? []), ...(initContainers ?? [])].some(({ volumeMounts }) => volumeMounts?.includes(mount))
  const volumes = isNeeded ? [...(spec.volumes ?? []), { name, projected: { defaultMode: 420, sources } }] : spec.volumes
  const shown = { ...pod, spec: { ...spec, ...(containers && { containers }), ...(initContainers && { initContainers }), ...(volumes && { volumes }) } }
  read.set(pod, shown)
  return shown
}

/** What a client wrote, as it is stored. `stored` is the pod that it writes over. */
export function withoutToken(written: corev1.Pod, stored: corev1.Pod): corev1.Pod {
  const { spec } = written
  const name = volumeName(stored)
  if (!spec?.volumes?.some((volume) => volume.name === name)) return written
  const unmounted = ({ volumeMounts, ...container }: corev1.Container): corev1.Container => {
    const rest = volumeMounts?.filter((mount) => mount.name !== name) ?? []
    return rest.length > 0 ? { ...container, volumeMounts: rest } : container
  }
  const { volumes, ...others } = spec
  const rest = volumes.filter((volume) => volume.name !== name)
  return { ...written, spec: { ...others, containers: spec.containers?.map(unmounted), ...(spec.initContainers && { initContainers: spec.initContainers.map(unmounted) }), ...(rest.length > 0 && { volumes: rest }) } }
}
