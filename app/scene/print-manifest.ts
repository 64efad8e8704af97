/** A live DaemonSet as a manifest that a person would write: without what the cluster filled in. */
import type * as appsv1 from '#apis/appsv1'

const ownAnnotations = /^(deprecated\.daemonset\.template\.generation|kubectl\.kubernetes\.io\/last-applied-configuration)$/
/** Defaults of the API server that say nothing new: a field is left out where it has this value. */
const defaults: Readonly<Record<string, unknown>> = {
  terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File', dnsPolicy: 'ClusterFirst', restartPolicy: 'Always',
  schedulerName: 'default-scheduler', terminationGracePeriodSeconds: 30, revisionHistoryLimit: 10, creationTimestamp: null,
}

/** YAML of it, ready to be changed and applied again. */
export function printDaemonSet({ metadata, spec }: appsv1.DaemonSet): string {
  const { name, namespace, labels, annotations } = metadata ?? {}
  const kept = Object.fromEntries(Object.entries(annotations ?? {}).filter(([key]) => !ownAnnotations.test(key)))
  const plain = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, ...(namespace !== 'default' && { namespace }), labels, annotations: Object.keys(kept).length > 0 ? kept : undefined },
    spec,
  }
  return printYaml(withoutDefaults(plain), 0)
}

function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key, part]) => part !== undefined && !(key in defaults && defaults[key] === part)).map(([key, part]) => [key, withoutDefaults(part)] as const)
  return Object.fromEntries(entries.filter(([, part]) => !(typeof part === 'object' && part !== null && !Array.isArray(part) && Object.keys(part).length === 0)))
}

function printYaml(value: unknown, indent: number): string {
  const space = ' '.repeat(indent)
  if (Array.isArray(value)) return value.map((item) => `${space}- ${printYaml(item, indent + 2).trimStart()}`).join('')
  if (typeof value !== 'object' || value === null) return `${space}${printScalar(value)}\n`
  return Object.entries(value).map(([key, part]) => {
    const name = `${space}${printScalar(key)}:`
    if (Array.isArray(part)) return part.length > 0 ? `${name}\n${printYaml(part, indent)}` : `${name} []\n`
    if (typeof part === 'object' && part !== null) return `${name}\n${printYaml(part, indent + 2)}`
    return `${name} ${printScalar(part)}\n`
  }).join('')
}

/** Quoted where YAML would read something else than the text. */
function printScalar(value: unknown): string {
  if (typeof value !== 'string') return String(value)
  const safe = /^[A-Za-z_./$][\w./$@-]*(?:[:=][\w./$@-]+)*$/.test(value) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(value)
  return safe ? value : JSON.stringify(value)
}
