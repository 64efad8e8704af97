/** `kubectl run`: a pod by itself. Stands for kubectl/pkg/cmd/run. */
import { isStatus } from '#apis/status'
import { handleRequest } from '#cluster/kube-apiserver/handle-request'
import type { Command } from '../command.ts'
import { usageError } from '../command-error.ts'
import { IOStreams } from '../io-streams.ts'
import { withLastApplied } from '../last-applied.ts'
import { dryRunOf, resultPrinter, writeFlags } from '../print-result.ts'
import { apiResource } from '../resource-names.ts'
import { withOverrides } from '../with-overrides.ts'

export const run: Command = {
  about: 'Run a pod by itself',
  usage: 'run NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--command] -- [COMMAND] [args...]',
  examples: ['kubectl run web --image=nginx:1.27'],
  flags: [
    ...writeFlags,
    { name: 'image', type: 'text', required: true, about: 'the image of its container' },
    { name: 'labels', short: 'l', type: 'text', about: 'labels: app=web,tier=front' },
    { name: 'annotations', type: 'texts', about: 'annotations' },
    { name: 'env', type: 'texts', about: 'variables: LEVEL=debug' },
    { name: 'port', type: 'text', about: 'a port of the container' },
    { name: 'restart', type: 'text', about: 'Always, OnFailure or Never' },
    { name: 'image-pull-policy', type: 'text', about: 'Always, IfNotPresent or Never' },
    { name: 'command', type: 'boolean', about: 'the words behind -- replace the command' },
    { name: 'privileged', type: 'boolean', about: 'accepted' },
    { name: 'override-type', type: 'text', about: 'how they are merged: merge, strategic or json' },
    { name: 'overrides', type: 'text', about: 'JSON that is merged into the pod' },
    { name: 'expose', type: 'boolean', about: 'also create a service for --port' },
    { name: 'attach', type: 'boolean', about: 'refused: containers are simulated' },
    { name: 'stdin', short: 'i', type: 'boolean', about: 'refused: containers are simulated' },
    { name: 'tty', short: 't', type: 'boolean', about: 'refused: containers are simulated' },
    { name: 'rm', type: 'boolean', about: 'refused: containers are simulated' },
    { name: 'save-config', type: 'boolean', about: 'keep the manifest in the annotation that apply uses' },
    { name: 'leave-stdin-open', type: 'boolean', about: 'belongs to --stdin' },
    { name: 'pod-running-timeout', type: 'duration', about: 'belongs to --attach' },
    { name: 'timeout', type: 'duration', about: 'belongs to --rm' },
    { name: 'wait', type: 'boolean', about: 'belongs to --rm' },
    { name: 'cascade', type: 'text', bare: 'background', about: 'belongs to --rm' },
    { name: 'force', type: 'boolean', about: 'belongs to --rm' },
    { name: 'grace-period', type: 'integer', about: 'belongs to --rm' },
    { name: 'quiet', short: 'q', type: 'boolean', about: 'accepted' },
  ],
  start: (invocation) => {
    const { flags, args, draft, namespace, namespaceGiven, path, dashAt } = invocation
    const streams = new IOStreams()
    const names = args.slice(0, dashAt)
    if (names.length === 0) return streams.fail(usageError(path, 'NAME is required for run'))
    if (['attach', 'stdin', 'tty', 'rm'].some((name) => flags.on(name))) return streams.fail('containers here are simulated: nothing can be attached to')
    const dryRun = dryRunOf(flags)
    if (typeof dryRun !== 'string') return streams.fail(dryRun.problem)
    const restart = flags.text('restart') ?? 'Always'
    if (!['Always', 'OnFailure', 'Never'].includes(restart)) return streams.fail(`invalid restart policy: ${restart}\nSee '${path} -h' for help and examples`)
    const image = flags.text('image')!
    if (image === '') return streams.fail('--image is required')
    if (/\s/.test(image)) return streams.fail(`Invalid image name ${JSON.stringify(image)}: invalid reference format`)
    const print = resultPrinter(streams, flags, dryRun)
    if ('problem' in print) return streams.fail(print.problem)
    const pairs = (texts: readonly string[]) => Object.fromEntries(texts.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]))
    const words = args.slice(dashAt ?? names.length)
    const container = {
      name: names[0], image, resources: {},
      ...(flags.given('env') && { env: flags.list('env').map((text) => ({ name: text.split('=')[0], value: text.slice(text.indexOf('=') + 1) })) }),
      ...(flags.given('port') && { ports: [{ containerPort: Number(flags.text('port')) }] }),
      ...(flags.given('image-pull-policy') && { imagePullPolicy: flags.text('image-pull-policy') }),
      ...(words.length > 0 && { [flags.on('command') ? 'command' : 'args']: words }),
    }
    const labels = flags.given('labels') ? pairs(flags.text('labels')!.split(',').filter(Boolean)) : { run: names[0]! }
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: names[0]!, ...((namespaceGiven || dryRun !== 'client') && { namespace }), labels, ...(flags.given('annotations') && { annotations: pairs(flags.list('annotations')) }) }, spec: { containers: [container], dnsPolicy: 'ClusterFirst', restartPolicy: restart }, status: {} }
    const overridden = withOverrides(pod, flags.text('overrides'), flags.text('override-type'))
    if ('problem' in overridden) return streams.fail(overridden.problem)
    const object = flags.on('save-config') ? withLastApplied(overridden) : overridden
    if (flags.on('expose') && !flags.given('port')) return streams.fail('--port must be set when exposing a service')
    const created = dryRun === 'client' ? object : handleRequest(draft, { verb: 'create', resource: 'pods', namespace, object, dryRun: dryRun === 'server' }, (warning) => streams.warn(warning))
    if (isStatus(created)) return streams.fail(created)
    print(apiResource('pods'), created, 'created')
    if (!flags.on('expose')) return streams.exit()
    const port = Number(flags.text('port'))
    const written = { apiVersion: 'v1', kind: 'Service', metadata: { name: names[0]!, ...(dryRun !== 'client' && { namespace }) }, spec: { ports: [{ port, protocol: 'TCP', targetPort: port }], selector: labels }, status: { loadBalancer: {} } }
    const service = dryRun === 'client' ? written : handleRequest(draft, { verb: 'create', resource: 'services', namespace, object: written, dryRun: dryRun === 'server' })
    if (isStatus(service)) return streams.fail(service)
    print(apiResource('services'), service, 'created')
    return streams.exit()
  },
}
