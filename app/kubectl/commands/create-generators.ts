/** What `kubectl create` writes by itself: `create namespace`, `deployment`, `configmap`, `priorityclass`, `poddisruptionbudget`, `quota`. */
import { parseLabelSelector, type Requirement } from '#apis/label-requirements'
import { milliValue } from '#apis/quantity'
import { isStatus } from '#apis/status'
import { configKeyErrors } from '#apis/validate-names'
import { handleRequest, type KubeObject } from '#cluster/kube-apiserver/handle-request'
import type { Resource } from '#cluster/kube-apiserver/watch'
import type { Command, Invocation } from '../command.ts'
import { usageError } from '../command-error.ts'
import { validateFlag } from '../field-validation.ts'
import type { FlagSpec } from '../flags.ts'
import { IOStreams } from '../io-streams.ts'
import { withLastApplied } from '../last-applied.ts'
import { leftOut } from './left-out.ts'
import { dryRunOf, resultPrinter, writeFlags } from '../print-result.ts'
import { apiResource } from '../resource-names.ts'

/** A generator of services, by type. */
function serviceOf(type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName', usage: string, more: readonly FlagSpec[] = []): Command {
  const failed = `failed to create ${type} service`
  return generator('services', `Create a service of type ${type}`, `service ${usage}`, [{ name: 'tcp', type: 'list', about: 'PORT or PORT:TARGETPORT' }, ...more], ({ flags }, name) => {
    const ports = flags.list('tcp').map((text) => portOf(text, flags.number('node-port')))
    const wrong = ports.find((port) => 'problem' in port)
    if (wrong) return wrong
    const clusterIp = flags.text('clusterip')
    if (ports.length === 0 && type !== 'ExternalName' && clusterIp !== 'None') return { problem: 'at least one tcp port specifier must be provided' }
    const labels = { app: name }
    return {
      metadata: { labels },
      spec: { ...(ports.length > 0 && { ports }), selector: labels, type, ...(clusterIp && { clusterIP: clusterIp }), ...(flags.given('external-name') && { externalName: flags.text('external-name') }) },
      status: { loadBalancer: {} },
    }
  }, [], failed)
}

function portOf(text: string, nodePort: number | undefined): object | { readonly problem: string } {
  const [port, target = port] = text.split(':') as [string, string?]
  if (!/^\d+$/.test(port)) return { problem: `strconv.ParseUint: parsing ${JSON.stringify(port)}: invalid syntax` }
  return { name: text.replace(':', '-'), port: Number(port), protocol: 'TCP', targetPort: /^\d+$/.test(target) ? Number(target) : target, ...(nodePort && { nodePort }) }
}

/** What each generator says it failed to create; where none stands, the API server's answer is printed as it is. */
const saidAs: Readonly<Partial<Record<Resource, string>>> = { deployments: 'deployment', configmaps: 'configmap', resourcequotas: 'quota', priorityclasses: 'priorityclass', poddisruptionbudgets: 'poddisruptionbudgets' }

/** The object without apiVersion, kind, name and namespace; or why it cannot be written. */
type Write = (invocation: Invocation, name: string) => object | { readonly problem: string }

function generator(resource: Resource, about: string, usage: string, flags: readonly FlagSpec[], write: Write, aliases: readonly string[] = [], failed = saidAs[resource] && `failed to create ${saidAs[resource]}`): Command {
  const type = apiResource(resource)
  return {
    about,
    usage: `create ${usage}`,
    aliases,
    flags: [...writeFlags, ...flags, { name: 'save-config', type: 'boolean', about: 'keep the manifest in the annotation that apply uses' }, validateFlag],
    start: (invocation) => {
      const { path, namespace, namespaceGiven, draft } = invocation
      const streams = new IOStreams()
      const args = invocation.args.slice(0, invocation.dashAt)
      if (args.length !== 1) return streams.fail(usageError(path, `exactly one NAME is required, got ${args.length}`))
      const dryRun = dryRunOf(invocation.flags)
      if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
      const print = resultPrinter(streams, invocation.flags, dryRun)
      if ('problem' in print) return streams.fail(print.problem)
      const rest = write(invocation, args[0]!) as KubeObject | { readonly problem: string }
      if ('problem' in rest) return streams.fail(rest.problem)
      const bare: KubeObject = { apiVersion: type.apiVersion, kind: type.kind, ...rest, metadata: { ...rest.metadata, name: args[0]!, ...(type.namespaced && (namespaceGiven || dryRun !== 'client') && { namespace }) } }
      const object = invocation.flags.on('save-config') ? withLastApplied(bare) : bare
      const created = dryRun === 'client' ? object : handleRequest(draft, { verb: 'create', resource, namespace: type.namespaced ? namespace : undefined, object, dryRun: dryRun === 'server' }, (warning) => streams.warn(warning))
      if (isStatus(created)) return streams.fail(failed === undefined ? created : `${failed}: ${created.message}`)
      print(type, created, 'created')
      return streams.exit()
    },
  }
}

const pairsOf = (texts: readonly string[]) => Object.fromEntries(texts.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]))

/** Container names come from the image's own name. */
const nameOfImage = (image: string) => image.split('/').at(-1)!.split(/[:@]/)[0]!.replace(/[^-a-z0-9]/g, '-')

function deployment({ flags, args, dashAt }: Invocation, name: string): object | { readonly problem: string } {
  const images = flags.list('image')
  if (images.length > 1 && dashAt !== undefined) return { problem: 'cannot specify multiple --image options and command' }
  const port = flags.number('port')
  const command = dashAt === undefined ? [] : args.slice(dashAt)
  const labels = { app: name }
  const containers = images.map((image) => ({ name: nameOfImage(image), image, resources: {}, ...(command.length > 0 && { command }), ...(port !== undefined && { ports: [{ containerPort: port }] }) }))
  return { metadata: { labels }, spec: { replicas: flags.number('replicas') ?? 1, selector: { matchLabels: labels }, strategy: {}, template: { metadata: { labels }, spec: { containers } } }, status: {} }
}

function configMap({ flags, input }: Invocation, name: string): object | { readonly problem: string } {
  const [literals, files, envFiles] = [flags.list('from-literal'), flags.list('from-file'), flags.list('from-env-file')]
  if (envFiles.length > 0 && literals.length + files.length > 0) return { problem: 'from-env-file cannot be combined with from-file or from-literal' }
  const wrong = literals.find((literal) => literal.indexOf('=') < 1)
  if (wrong !== undefined) return { problem: `invalid literal source ${wrong}, expected key=value` }
  const entries = literals.map((literal): [key: string, value: string] => [literal.slice(0, literal.indexOf('=')), literal.slice(literal.indexOf('=') + 1)])
  for (const source of [...files, ...envFiles]) {
    const [key, file] = source.includes('=') ? (source.split('=') as [string, string]) : [source.split('/').at(-1)!, source]
    const text = input.files?.[file]
    if (text === undefined) return { problem: `error reading ${file}: no such file or directory` }
    if (files.length > 0) entries.push([key, text])
    else entries.push(...Object.entries(pairsOf(text.split('\n').filter((line) => /^[^#=]+=/.test(line)))))
  }
  const data: Record<string, string> = {}
  for (const [key, value] of entries) {
    const [error] = configKeyErrors(key)
    if (error !== undefined) return { problem: `${JSON.stringify(key)} is not a valid key name for a ConfigMap: ${error}` }
    if (key in data) return { problem: `cannot add key ${JSON.stringify(key)}, another key by that name already exists in Data for ConfigMap ${JSON.stringify(name)}` }
    data[key] = value
  }
  return Object.keys(data).length > 0 ? { data } : {}
}

function budget({ flags }: Invocation): object | { readonly problem: string } {
  const selector = flags.text('selector')
  const [least, most] = [flags.text('min-available'), flags.text('max-unavailable')]
  if (!selector) return { problem: 'a selector must be specified' }
  if (least === undefined && most === undefined) return { problem: 'one of min-available or max-unavailable must be specified' }
  if (least !== undefined && most !== undefined) return { problem: 'min-available and max-unavailable cannot be both specified' }
  const amount = (text: string) => (/^\d+$/.test(text) ? Number(text) : text)
  const odd = [['max-unavailable', most], ['min-available', least]].find(([, text]) => text !== undefined && !/^\d+%?$/.test(text))
  if (odd) return { problem: `invalid format specified for ${odd[0]}` }
  const requirements = parseLabelSelector(selector)
  if ('problem' in requirements) return requirements
  return { spec: { selector: asLabelSelector(requirements, selector), ...(least !== undefined && { minAvailable: amount(least) }), ...(most !== undefined && { maxUnavailable: amount(most) }) }, status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 } }
}

/** Requirements as a selector of objects: those written with `=` are labels. */
function asLabelSelector(requirements: readonly Requirement[], text: string): object {
  const operators = { in: 'In', notin: 'NotIn', exists: 'Exists', '!': 'DoesNotExist', gt: 'Gt', lt: 'Lt' } as const
  const isLabel = ({ key, operator }: Requirement) => operator === 'in' && !new RegExp(`(^|[,\\s])${key.replaceAll('.', '\\.')}\\s+in\\b`).test(text)
  const [labels, others] = [requirements.filter(isLabel), requirements.filter((each) => !isLabel(each))]
  return {
    ...(labels.length > 0 && { matchLabels: Object.fromEntries(labels.map(({ key, values }) => [key, values[0]!])) }),
    ...(others.length > 0 && { matchExpressions: others.map(({ key, operator, values }) => ({ key, operator: operators[operator], ...(values.length > 0 && { values }) })) }),
  }
}

function quota({ flags }: Invocation): object | { readonly problem: string } {
  const limits = (flags.text('hard') ?? '').split(',').filter(Boolean)
  const wrong = limits.find((limit) => limit.split('=').length !== 2)
  if (wrong !== undefined) return { problem: `Invalid argument syntax ${wrong}, expected <resource>=<value>` }
  if (Object.values(pairsOf(limits)).some((amount) => milliValue(amount) === undefined)) return { problem: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'" }
  const scopes = (flags.text('scopes') ?? '').split(',').filter(Boolean)
  return { spec: { ...(limits.length > 0 && { hard: pairsOf(limits) }), ...(scopes.length > 0 && { scopes }) }, status: {} }
}

/** What kubectl writes that the lab does not simulate, with its other names. */
const absent: Readonly<Record<string, readonly string[]>> = { clusterrole: [], clusterrolebinding: [], cronjob: ['cj'], ingress: ['ing'], job: [], role: [], rolebinding: [], secret: [], serviceaccount: ['sa'], token: [] }

export const generators: Readonly<Record<string, Command>> = {
  ...Object.fromEntries(Object.entries(absent).map(([name, aliases]) => [name, { ...leftOut(`create ${name}`, 'the lab does not simulate this kind'), aliases }])),
  namespace: generator('namespaces', 'Create a namespace', 'namespace NAME', [], () => ({ spec: {}, status: {} }), ['ns']),
  configmap: generator('configmaps', 'Create a ConfigMap', 'configmap NAME [--from-literal=KEY=VALUE]', [
    { name: 'from-literal', type: 'texts', about: 'a key and its value' },
    { name: 'from-file', type: 'texts', about: 'a file, under its own name or KEY=FILE' },
    { name: 'from-env-file', type: 'texts', about: 'a file of lines KEY=VALUE' },
  ], configMap, ['cm']),
  deployment: generator('deployments', 'Create a Deployment', 'deployment NAME --image=IMAGE -- [COMMAND] [args...]', [
    { name: 'image', type: 'list', required: true, about: 'an image; given again, another container' },
    { name: 'replicas', short: 'r', type: 'integer', about: 'how many pods' },
    { name: 'port', type: 'integer', about: 'a port of the containers' },
  ], deployment, ['deploy']),
  priorityclass: generator('priorityclasses', 'Create a PriorityClass', 'priorityclass NAME --value=VALUE', [
    { name: 'value', type: 'integer', about: 'the priority of pods of this class' },
    { name: 'global-default', type: 'boolean', about: 'the class of pods that name none' },
    { name: 'description', type: 'text', about: 'when to use it' },
    { name: 'preemption-policy', type: 'text', about: 'PreemptLowerPriority or Never' },
  ], ({ flags }) => ({ value: flags.number('value') ?? 0, ...(flags.on('global-default') && { globalDefault: true }), ...(flags.text('description') && { description: flags.text('description')! }), preemptionPolicy: flags.text('preemption-policy') ?? 'PreemptLowerPriority' }), ['pc']),
  poddisruptionbudget: generator('poddisruptionbudgets', 'Create a PodDisruptionBudget', 'poddisruptionbudget NAME --selector=SELECTOR --min-available=N', [
    { name: 'selector', type: 'text', about: 'the pods it protects' },
    { name: 'min-available', type: 'text', about: 'how many must stay: a number or a percentage' },
    { name: 'max-unavailable', type: 'text', about: 'how many may be missing: a number or a percentage' },
  ], budget, ['pdb']),
  service: {
    about: 'Create a service of some type',
    usage: 'create service TYPE NAME',
    aliases: ['svc'],
    subcommands: {
      clusterip: serviceOf('ClusterIP', 'clusterip NAME [--tcp=PORT:TARGETPORT]', [{ name: 'clusterip', type: 'text', about: 'None for a service without an address' }]),
      externalname: serviceOf('ExternalName', 'externalname NAME --external-name=NAME', [{ name: 'external-name', type: 'text', required: true, about: 'the name that it stands for' }]),
      loadbalancer: serviceOf('LoadBalancer', 'loadbalancer NAME [--tcp=PORT:TARGETPORT]'),
      nodeport: serviceOf('NodePort', 'nodeport NAME [--tcp=PORT:TARGETPORT]', [{ name: 'node-port', type: 'integer', about: 'the port of the nodes' }]),
    },
  },
  quota: generator('resourcequotas', 'Create a ResourceQuota', 'quota NAME [--hard=key1=value1,key2=value2]', [
    { name: 'hard', type: 'text', about: 'pods=3,cpu=1' },
    { name: 'scopes', type: 'text', about: 'accepted' },
  ], quota, ['resourcequota']),
}
