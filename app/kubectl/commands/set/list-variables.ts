/** `kubectl set env --list`: the variables of containers, as they would be after the line. */
import type * as corev1 from '#apis/corev1'
import type { Invocation } from '../../command.ts'
import type { IOStreams } from '../../io-streams.ts'
import { podSpecOf } from '../../pod-specs.ts'
import type { Process } from '../../process.ts'
import { findObjects } from '../../resource-builder.ts'

/** Prints them per container; `variablesOf` answers undefined for containers that are not meant. */
export function listVariables(invocation: Invocation, streams: IOStreams, resources: readonly string[], variablesOf: (container: corev1.Container) => readonly corev1.EnvVar[] | undefined): Process {
  const { flags, draft } = invocation
  const { objects, errors } = findObjects(invocation, resources, { filenames: flags.list('filename'), labelSelector: flags.text('selector'), all: flags.on('all'), local: flags.on('local') })
  if (errors.length > 0) return streams.fail(errors)
  for (const { type, namespace, name, object } of objects) {
    const podSpec = podSpecOf(type.kind, object)
    for (const container of [...(podSpec?.containers ?? []), ...(podSpec?.initContainers ?? [])]) {
      const variables = variablesOf(container)
      if (!variables) continue
      streams.line(`# ${type.kind} ${name}, container ${container.name}`)
      const failures = new Map<string, string[]>()
      for (const { name: variable = '', value = '', valueFrom } of variables) {
        const resolved = !valueFrom ? { value } : flags.on('resolve') ? resolve(valueFrom, (key) => draft.api.get('configmaps', `${namespace}/${key}`)) : undefined
        if (resolved && 'value' in resolved) streams.line(`${variable}=${resolved.value}`)
        else streams.line(`# ${variable} from ${referenceText(valueFrom!)}`)
        if (resolved && 'problem' in resolved) failures.set(resolved.problem, [...(failures.get(resolved.problem) ?? []), variable])
      }
      for (const line of [...failures].map(([problem, names]) => `error retrieving reference for ${names.sort().join(', ')}: ${problem}\n`).sort()) streams.err(line)
    }
  }
  return streams.exit()
}

function referenceText({ fieldRef, configMapKeyRef, secretKeyRef, resourceFieldRef }: corev1.EnvVarSource): string {
  if (configMapKeyRef) return `configmap ${configMapKeyRef.name}, key ${configMapKeyRef.key}`
  if (resourceFieldRef) return `resource field ${resourceFieldRef.containerName ? `${resourceFieldRef.containerName}/` : ''}${resourceFieldRef.resource}`
  if (secretKeyRef) return `secret ${secretKeyRef.name}, key ${secretKeyRef.key}`
  return fieldRef ? `field path ${fieldRef.fieldPath}` : 'invalid valueFrom'
}

/** Of what there is here only config maps can be looked into. */
function resolve(source: corev1.EnvVarSource, configMap: (name: string) => corev1.ConfigMap | undefined): { readonly value: string } | { readonly problem: string } {
  const { configMapKeyRef: key, secretKeyRef: secret, fieldRef } = source
  if (key) {
    const found = configMap(key.name ?? '')
    if (!found) return { problem: `configmaps ${JSON.stringify(key.name)} not found` }
    const value = found.data?.[key.key ?? '']
    return value === undefined ? { problem: `key ${key.key} not found in config map ${key.name}` } : { value }
  }
  if (secret) return { problem: `secrets ${JSON.stringify(secret.name)} not found` }
  return { problem: fieldRef ? `unsupported fieldPath: ${fieldRef.fieldPath}` : 'invalid valueFrom' }
}
