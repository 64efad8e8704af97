import { perform } from '#cluster/advance'
import { describe, expect, it } from 'vitest'
import { editOf, finishEdit } from './commands/edit.ts'
import { daemonSet, Lab } from './lab.fixture.ts'
import { interrupt } from './process.ts'

const deployed = (image?: string, more?: string) => {
  const lab = new Lab(['node-1', 'node-2', 'node-3'])
  lab.run('apply -f -', daemonSet(image, more))
  return lab
}
const ok = (stdout: string) => ({ exit: 0, stdout, stderr: '' })
const fails = (stderr: string) => ({ exit: 1, stdout: '', stderr })

describe('apply', () => {
  it('creates, leaves alone, configures and takes away', () => {
    const lab = deployed()
    expect(lab.run('apply -f -', daemonSet())).toEqual(ok('daemonset.apps/agent unchanged\n'))
    expect(lab.run('kubectl apply -f manifest.yaml', { files: { 'manifest.yaml': daemonSet('nginx:1.27', '  minReadySeconds: 2') } })).toEqual(ok('daemonset.apps/agent configured\n'))
    expect(lab.cluster.objects.daemonsets.get('default/agent')?.spec?.minReadySeconds).toBe(2)
    lab.run('apply -f -', daemonSet())
    expect(lab.cluster.objects.daemonsets.get('default/agent')?.spec?.minReadySeconds).toBeUndefined()
  })

  it('stores nothing in a dry run', () => {
    const lab = new Lab(['node-1'])
    const before = lab.cluster.resourceVersion
    expect(lab.start('apply -f - --dry-run=server', daemonSet())).toEqual(ok('daemonset.apps/agent created (server dry run)\n'))
    expect(lab.start('apply -f - --dry-run=client', daemonSet())).toEqual(ok('daemonset.apps/agent created (dry run)\n'))
    expect(lab.cluster.resourceVersion).toBe(before)
  })

  it('says which patch was refused', () => {
    const lab = deployed()
    const { stderr, exit } = lab.run('apply -f -', daemonSet().replace('containers:', 'contaners:'))
    expect([exit, stderr]).toEqual([1, expect.stringMatching(/^The request is invalid: patch: Invalid value: ".*": strict decoding error: unknown field "spec\.template\.spec\.contaners"\n$/s)])
  })
})

describe('commands that wait', () => {
  it('delete waits until the object is gone', () => {
    const lab = deployed()
    expect(lab.start('delete ds agent --cascade=foreground')).toEqual({ exit: undefined, stdout: 'daemonset.apps "agent" deleted from default namespace\n', stderr: '' })
    expect(lab.pass(5_000).exit).toBe(0)
    expect(lab.cluster.objects.pods.size).toBe(0)
  })

  it('rollout status prints the same however time passes', () => {
    const follow = (stepMs: number) => {
      const lab = deployed()
      lab.start('set image ds/agent agent=nginx:1.28')
      lab.start('rollout status ds/agent')
      return lab.pass(60_000, stepMs)
    }
    const whole = follow(60_000)
    expect(whole.stdout).toMatch(/^Waiting for daemon set spec update to be observed\.\.\.\n(.*\n)+daemon set "agent" successfully rolled out\n$/)
    expect(follow(7)).toEqual(whole)
  })

  it('ends at its timeout, and at Ctrl-C', () => {
    const lab = deployed('nginx:broken')
    lab.start('rollout status ds/agent --timeout=3s')
    expect(lab.pass(2_999).exit).toBeUndefined()
    expect(lab.pass(1)).toMatchObject({ exit: 1, stderr: 'error: timed out waiting for the condition\n' })
    lab.start('wait --for=condition=Ready pod --all')
    expect(interrupt(lab.process)).toMatchObject({ exit: 130 })
  })

  it('drain evicts, tries again where a budget forbids, and waits', () => {
    const lab = deployed()
    for (const name of ['one', 'two']) lab.run('apply -f -', `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, labels: {app: web}}, spec: {nodeName: node-1, containers: [{name: c, image: nginx}]}}`)
    lab.run('create pdb web --selector=app=web --min-available=1')
    lab.start('drain node-1 --ignore-daemonsets --force')
    const before = lab.pass(4_000)
    expect(before.exit).toBeUndefined()
    expect(before.stdout).toBe('node/node-1 cordoned\nevicting pod default/one\nevicting pod default/two\npod/one evicted\n')
    expect(before.stderr).toContain('error when evicting pods/"two" -n "default" (will retry after 5s): Cannot evict pod as it would violate the pod\'s disruption budget.\n')
    ;[lab.cluster] = perform(lab.cluster, 'kubectl', (draft) => draft.api.delete('poddisruptionbudgets', 'default/web'))
    expect(lab.pass(5_000)).toMatchObject({ exit: 0, stdout: expect.stringMatching(/pod\/two evicted\nnode\/node-1 drained\n$/) as string })
  })
})

describe('drain refuses', () => {
  it('pods of every kind that would be lost, in one go', () => {
    const lab = deployed()
    lab.run('apply -f -', '{apiVersion: v1, kind: Pod, metadata: {name: bare}, spec: {nodeName: node-1, containers: [{name: c, image: nginx}]}}')
    const { exit, stderr } = lab.run('drain node-1')
    expect(exit).toBe(1)
    expect(stderr).toMatch(/^error: unable to drain node "node-1" due to error: \[cannot delete DaemonSet-managed Pods \(use --ignore-daemonsets to ignore\): default\/agent-\w+, cannot delete Pods that declare no controller \(use --force to override\): default\/bare\], continuing command\.\.\.\nThere are pending nodes to be drained:\n node-1\ncannot delete DaemonSet-managed/)
  })
})

describe('namespaces', () => {
  it('take with them what they hold, and are waited for', () => {
    const lab = new Lab(['node-1'])
    lab.run('create ns team')
    expect(lab.run('apply -n team -f -', daemonSet())).toEqual(ok('daemonset.apps/agent created\n'))
    expect(lab.start('delete ns team')).toMatchObject({ exit: undefined, stdout: 'namespace "team" deleted\n' })
    lab.pass(60_000)
    expect([lab.process.exit, lab.cluster.objects.namespaces.has('team'), lab.cluster.objects.pods.size, lab.cluster.objects.daemonsets.size]).toEqual([0, false, 0, 0])
    expect(lab.run('delete ns default')).toEqual(fails('Error from server (Forbidden): namespaces "default" is forbidden: this namespace may not be deleted\n'))
  })
})

describe('edit', () => {
  it('applies what changed, or keeps the text with what was wrong', () => {
    const lab = deployed()
    lab.start('edit ds/agent')
    const edited = editOf(lab.process)!
    const save = (text: string) => {
      ;[lab.cluster, lab.process] = perform(lab.cluster, 'kubectl', (draft) => finishEdit(draft, edited, text))
      return lab.said()
    }
    expect(edited.text).toContain('\n      - image: nginx:1.27\n')
    expect(save(edited.text)).toEqual({ exit: 0, stdout: '', stderr: 'Edit cancelled, no changes made.\n' })
    expect(save(edited.text.replace('maxSurge: 0', 'maxSurge: 1'))).toMatchObject({ exit: undefined, stderr: 'error: daemonsets.apps "agent" is invalid\n' })
    expect(editOf(lab.process)!.text).toContain('# daemonsets.apps "agent" was not valid:\n# * spec.updateStrategy.rollingUpdate.maxSurge')
    expect(save(edited.text.replace('image: nginx:1.27', 'image: nginx:1.28'))).toEqual(ok('daemonset.apps/agent edited\n'))
    expect(lab.cluster.objects.daemonsets.get('default/agent')?.spec?.template?.spec?.containers?.[0]?.image).toBe('nginx:1.28')
  })
})

describe('errors', () => {
  it.each([
    ['aply -f x', 'error: unknown command "aply" for "kubectl"\n\nDid you mean this?\n\tapply\n'],
    ['frobnicate', 'error: unknown command "frobnicate" for "kubectl"\n'],
    ['rollout bogus', 'error: unknown command "bogus"\nSee \'kubectl rollout -h\' for help and examples\n'],
    ['delete ds agent --bogus', "error: unknown flag: --bogus\nSee 'kubectl delete --help' for usage.\n"],
    ['rollout undo ds/agent --to-revision=x', 'error: invalid argument "x" for "--to-revision" flag: strconv.ParseInt: parsing "x": invalid syntax\nSee \'kubectl rollout undo --help\' for usage.\n'],
    ['scale deploy/web', 'error: required flag(s) "replicas" not set\n'],
    ['delete secrets x', 'Error from server (NotFound): secrets "x" not found\n'],
    ['delete sa x', 'error: the lab does not simulate serviceaccounts\n'],
    ['delete dss x', 'error: the server doesn\'t have a resource type "dss"\n'],
    ['label nodes node-1 a=b c', 'error: all resources must be specified before label changes: c\n'],
    ['label nodes nope nada a=b', 'Error from server (NotFound): nodes "nope" not found\nError from server (NotFound): nodes "nada" not found\n'],
    ['label pods -l a==b,,c x=y', 'Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "a==b,,c", field selector "": found \',\', expected: identifier after \',\'\n'],
    ['set image ds/agent other=nginx', 'error: unable to find container named "other"\n'],
    ['cordon node-1 --dry-run', 'error: --dry-run flag without a value was specified. A value must be set: "none", "server", or "client".\n'],
    ['exec ds/agent -- sh', 'error: exec: containers here are simulated: there is no machine on which something could run\n'],
  ])('%s', (line, stderr) => {
    expect(deployed().run(line)).toEqual(fails(stderr))
  })
})
