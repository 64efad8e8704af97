/** Environment variables of containers. Stands for describeContainerEnvVars and util/fieldpath of kubectl. */
import type * as corev1 from '#apis/corev1'
import { milliValue } from '#apis/quantity'
import type { Description } from '../description.ts'

/** `pod` is there where the container runs in one, else the fields it refers to have no value yet. */
export function describeEnvironment(text: Description, container: corev1.Container, pod: corev1.Pod | undefined): void {
  const { env = [], envFrom = [] } = container
  if (envFrom.length > 0) text.line(2, 'Environment Variables from:')
  for (const { configMapRef, secretRef, prefix } of envFrom) {
    const from = configMapRef ? 'ConfigMap' : secretRef ? 'Secret' : ''
    const { name = '', optional = false } = configMapRef ?? secretRef ?? {}
    text.line(3, name, `${from}${prefix ? ` with prefix '${prefix}'` : ''}`, `Optional: ${optional}`)
  }
  if (env.length === 0) text.line(2, 'Environment:', '<none>')
  else text.line(2, 'Environment:')
  for (const variable of env) describeVariable(text, variable, container, pod)
}

function describeVariable(text: Description, { name = '', value = '', valueFrom }: corev1.EnvVar, container: corev1.Container, pod: corev1.Pod | undefined): void {
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = valueFrom ?? {}
  if (!valueFrom) value.split('\n').forEach((line, index) => text.line(3, index === 0 ? `${name}:` : '', line))
  else if (fieldRef) text.line(3, `${name}:`, `${pod ? fieldOfPod(pod, fieldRef.fieldPath ?? '') : ''} (${fieldRef.apiVersion ?? 'v1'}:${fieldRef.fieldPath})`)
  else if (resourceFieldRef) text.line(3, `${name}:`, `${resourceOf(container, resourceFieldRef)} (${resourceFieldRef.resource})`)
  else if (secretKeyRef) text.line(3, `${name}:`, `<set to the key '${secretKeyRef.key}' in secret '${secretKeyRef.name}'>`, `Optional: ${secretKeyRef.optional ?? false}`)
  else if (configMapKeyRef) text.line(3, `${name}:`, `<set to the key '${configMapKeyRef.key}' of config map '${configMapKeyRef.name}'>`, `Optional: ${configMapKeyRef.optional ?? false}`)
}

/** kubectl itself resolves metadata only; the node and addresses are known to the kubelet. */
function fieldOfPod({ metadata }: corev1.Pod, path: string): string {
  const [, field, key] = /^metadata\.(\w+)(?:\['(.*)'\])?$/.exec(path) ?? []
  if (field === 'labels' || field === 'annotations') {
    const map = metadata?.[field] ?? {}
    return key === undefined ? Object.keys(map).sort().map((each) => `${each}=${JSON.stringify(map[each])}`).join('\n') : (map[key] ?? '')
  }
  return (field === 'name' || field === 'namespace' || field === 'uid') && key === undefined ? (metadata?.[field] ?? '') : ''
}

function resourceOf({ resources }: corev1.Container, { resource = '', divisor }: corev1.ResourceFieldSelector): string {
  const at = resource.indexOf('.')
  const amounts = resources?.[resource.slice(0, at) as 'limits' | 'requests']
  const milli = milliValue(amounts?.[resource.slice(at + 1)]) ?? 0
  const divisorMilli = milliValue(divisor) || 1000
  if (milli === 0 && (resource === 'limits.cpu' || resource === 'limits.memory')) return 'node allocatable'
  return String(Math.ceil(milli / divisorMilli))
}
