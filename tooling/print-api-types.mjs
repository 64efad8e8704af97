/**
 * Prints app/apis/{metav1,corev1,appsv1,policyv1,schedulingv1}.ts from app/apis/fields.json, the
 * structure that the API server publishes: `node tooling/print-api-types.mjs`. Edit neither by hand.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const apis = new URL('../app/apis/', import.meta.url)
const fields = JSON.parse(readFileSync(new URL('fields.json', apis), 'utf8'))
const groups = {
  metav1: ['io.k8s.apimachinery.pkg.apis.meta.v1', 'What all API objects share: metadata, selectors, statuses (apimachinery meta/v1).'],
  corev1: ['io.k8s.api.core.v1', 'Objects of the core group, version v1: nodes, pods and what belongs to them.'],
  appsv1: ['io.k8s.api.apps.v1', 'Objects of the group apps, version v1: DaemonSets and the other workloads.'],
  policyv1: ['io.k8s.api.policy.v1', 'Objects of the group policy, version v1.'],
  schedulingv1: ['io.k8s.api.scheduling.v1', 'Objects of the group scheduling.k8s.io, version v1.'],
}
const plain = {
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': 'unknown',
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'string',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'number | string',
  'io.k8s.apimachinery.pkg.runtime.RawExtension': 'unknown',
}
const scalars = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', object: 'unknown' }

function typeOf(field, here, imports) {
  if (field.type === 'array') {
    const item = typeOf(field.items, here, imports)
    return `readonly ${item.includes(' ') ? `(${item})` : item}[]`
  }
  if (field.type === 'object' && field.values) return `Readonly<Record<string, ${typeOf(field.values, here, imports)}>>`
  if (field.enum && field.type === 'string') return 'string'
  if (scalars[field.type]) return scalars[field.type]
  if (plain[field.type]) return plain[field.type]
  if (!fields[field.type]) return 'unknown'
  const [name, [prefix]] = Object.entries(groups).find(([, [start]]) => field.type.startsWith(`${start}.`))
  const type = field.type.slice(prefix.length + 1)
  if (name === here) return type
  imports.add(name)
  return `${name}.${type}`
}

for (const [name, [prefix, about]] of Object.entries(groups)) {
  const imports = new Set()
  const interfaces = []
  for (const [full, { fields: own = {} }] of Object.entries(fields)) {
    if (!full.startsWith(`${prefix}.`) || plain[full]) continue
    const lines = Object.entries(own).map(([field, is]) => `  readonly ${/^[\w]+$/.test(field) ? field : `'${field}'`}?: ${typeOf(is, name, imports)}`)
    interfaces.push(`export interface ${full.slice(prefix.length + 1)} {\n${lines.join('\n')}\n}\n`)
  }
  const header = `/** ${about}\n *  Printed from fields.json by tooling/print-api-types.mjs. */\n`
  const imported = [...imports].sort().map((other) => `import type * as ${other} from './${other}.ts'\n`).join('')
  writeFileSync(new URL(`${name}.ts`, apis), `${header}${imported}\n${interfaces.join('\n')}`)
}
