import { beforeEach, expect, test } from 'vitest'
import { daemonSet, Lab } from '../../lab.fixture.ts'

let lab: Lab
beforeEach(() => {
  lab = new Lab(['node-1'])
  lab.run('apply -f -', daemonSet())
  lab.run('create cm settings --from-literal=log.level=debug --from-literal=COLOR=red')
})

test.each<[string, number, string, string]>([
  ['set env ds/agent --from=configmap/settings', 0, 'daemonset.apps/agent env updated\n', 'Warning: key log.level transferred to LOG_LEVEL\n'],
  ['set env ds/agent --from=configmap/settings --keys=COLOR --prefix=MY_', 0, 'daemonset.apps/agent env updated\n', ''],
  ['set env ds/agent --from=configmap/settings --keys=nope', 0, '', ''],
  ['set env ds/agent --from=configmap/nope', 1, '', 'Error from server (NotFound): configmaps "nope" not found\n'],
  ['set env ds/agent --from=ds/agent', 1, '', 'error: unsupported resource specified in --from\n'],
  ['set env ds/agent --keys=COLOR', 1, '', 'error: when specifying --keys, a configmap or secret must be provided with --from\n'],
  ['set env ds/agent A=1 -e B=2 --list', 0, '# DaemonSet agent, container agent\nB=2\nA=1\n', ''],
  ['set selector svc/kubernetes a=b,c=d', 0, 'service/kubernetes selector updated\n', ''],
  ["set selector svc/kubernetes 'a in (b)'", 1, '', 'error: match expression [{a In [b]}] not supported on this object\n'],
  ['set selector ds/agent a=b', 1, '', 'error: setting a selector is only supported for Services\n'],
  ['set selector', 1, '', 'error: one selector is required\n'],
  ['set serviceaccount ds/agent default', 0, 'daemonset.apps/agent serviceaccount updated\n', ''],
  ['set resources ds/agent --limits=cpu', 1, '', 'error: Invalid argument syntax cpu, expected <resource>=<value>\n'],
])('%s', (line, exit, stdout, stderr) => {
  expect(lab.run(line)).toEqual({ exit, stdout, stderr })
})

test('variables from a config map refer to it, and can be looked up', () => {
  lab.run('set env ds/agent --from=configmap/settings --keys=COLOR --prefix=MY_')
  expect(lab.run('set env ds/agent --list').stdout).toBe('# DaemonSet agent, container agent\n# MY_COLOR from configmap settings, key COLOR\n')
  expect(lab.run('set env ds/agent --list --resolve').stdout).toBe('# DaemonSet agent, container agent\nMY_COLOR=red\n')
})

test('a service account that is set again is sent again', () => {
  lab.run('set serviceaccount ds/agent runner')
  expect(lab.run('set serviceaccount ds/agent runner').stdout).toBe('daemonset.apps/agent serviceaccount updated\n')
})
