/** `kubectl set env --from=configmap/NAME`: a variable for each key. */
import type * as corev1 from '#apis/corev1'
import type { Invocation } from '../../command.ts'
import type { CommandError } from '../../command-error.ts'
import type { IOStreams } from '../../io-streams.ts'
import { findObjects } from '../../resource-builder.ts'

/** The variables that `--from` and `--keys` mean, none without them; names that had to be changed are told. */
export function variablesFrom(invocation: Invocation, streams: IOStreams): readonly corev1.EnvVar[] | { readonly errors: readonly CommandError[] } {
  const { flags } = invocation
  const from = flags.text('from')
  if (!from) return []
  const { objects, errors } = findObjects(invocation, [from])
  if (errors.length > 0) return { errors }
  const wanted = flags.list('keys')
  const variables: corev1.EnvVar[] = []
  for (const { type, name, object } of objects) {
    if (type.resource !== 'configmaps') return { errors: ['unsupported resource specified in --from'] }
    const keys = Object.keys((object as corev1.ConfigMap).data ?? {}).filter((key) => wanted.length === 0 || wanted.includes(key))
    variables.push(...keys.map((key) => ({ name: variableName(key, streams), valueFrom: { configMapKeyRef: { name, key } } })))
  }
  return variables
}

function variableName(key: string, streams: IOStreams): string {
  const name = key.replace(/\W/g, '_').toUpperCase()
  if (name !== key) streams.warn(`key ${key} transferred to ${name}`)
  return name
}
