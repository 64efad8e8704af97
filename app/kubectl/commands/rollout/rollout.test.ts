import { beforeEach, describe, expect, test } from 'vitest'
import { daemonSet, Lab } from '../../lab.fixture.ts'

let lab: Lab
beforeEach(() => {
  lab = new Lab(['node-1', 'node-2'])
  lab.run('apply -f -', daemonSet('nginx:1.27'))
  lab.run('create deployment web --image=nginx:1.27')
})

describe('mistakes', () => {
  test.each<[string, string]>([
    ['rollout status rs', 'error: no status viewer has been implemented for ReplicaSet.apps\n'],
    ['rollout status -l app=agent', 'error: required resource not specified\n'],
    ['rollout status deploy/web --revision=3', 'error: desired revision (3) is different from the running revision (1)\n'],
    ['rollout history node/node-1', 'error: error retrieving history for "Node", no visitor method exists for { Node}\n'],
    ['rollout history rs', 'error: no history viewer has been implemented for "ReplicaSet.apps"\n'],
    ['rollout undo node/node-1', 'error: error retrieving rollbacker for "Node", no visitor method exists for { Node}\n'],
    ['rollout undo deploy/web', 'error: no rollout history found for deployment "web"\n'],
    ['rollout restart rs', expect.stringMatching(/^error: replicasets.apps "web-\w+" restarting is not supported\n$/) as string],
    ['rollout restart ds/agent --dry-run=server', "error: unknown flag: --dry-run\nSee 'kubectl rollout restart --help' for usage.\n"],
    ['rollout history deploy/web -o wide', 'error: unable to match a printer suitable for the output format "wide", allowed formats are: go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,yaml\n'],
  ])('%s', (line, stderr) => {
    expect(lab.run(line)).toEqual({ exit: 1, stdout: '', stderr })
  })

  test('what went wrong is told after what could be told', () => {
    expect(lab.run('rollout status ds,rs')).toEqual({ exit: 1, stdout: 'daemon set "agent" successfully rolled out\n', stderr: 'error: no status viewer has been implemented for ReplicaSet.apps\n' })
    expect(lab.run('rollout status ds agent nope')).toEqual({ exit: 1, stdout: 'daemon set "agent" successfully rolled out\n', stderr: 'Error from server (NotFound): daemonsets.apps "nope" not found\n' })
  })

  test('a paused Deployment cannot be restarted', () => {
    expect(lab.run('rollout pause deploy -l app=nope')).toEqual({ exit: 0, stdout: '', stderr: 'No resources found in default namespace.\n' })
    lab.run('rollout pause deploy/web')
    expect(lab.run('rollout restart deploy/web')).toEqual({ exit: 1, stdout: '', stderr: 'error: deployments.apps "web" can\'t restart paused deployment (run rollout resume first)\n' })
  })
})

test('status tells of every change that its object goes through', () => {
  lab.start('set image ds/agent agent=nginx:1.28')
  expect(lab.run('rollout status ds/agent').stdout.split('\n').filter((line) => line.includes('0 out of 2')).length).toBeGreaterThan(1)
})

test('history shows pods as describe does: mounts and tolerations sorted, the hash of a replica set among the labels', () => {
  lab.run('patch ds agent -p \'{"spec":{"template":{"spec":{"tolerations":[{"key":"b","operator":"Exists"},{"key":"a","operator":"Exists"}]}}}}\'')
  expect(lab.run('rollout history ds/agent --revision=2').stdout).toContain('  Tolerations:\ta op=Exists\n\tb op=Exists\n')
  expect(lab.run('rollout history deploy/web --revision=1').stdout).toMatch(/Labels:\tapp=web\n\tpod-template-hash=\w+\n/)
})

test('history prints the object as a revision had it', () => {
  lab.run('set image ds/agent agent=nginx:1.28')
  expect(lab.run('rollout history ds/agent --revision=1 -o jsonpath={.kind}/{.spec.template.spec.containers[0].image}').stdout).toBe('DaemonSet/nginx:1.27')
  expect(lab.run('rollout history ds/agent -o name').stdout).toBe('daemonset.apps/agent\ndaemonset.apps/agent\n')
})
