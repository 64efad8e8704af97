/** No component can make a step of a kind that nobody could tell of or trace: every rule in the code is seen at work here or in the recordings. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { carriedRecordings } from '#kubectl/conformance/carried-recordings'
import { replay } from '#kubectl/conformance/replay'
import { tellStep } from '#scene/steps/tell-step'
import { chainOf } from '#scene/why/chain'
import { apply } from '#timeline/acts.fixture'
import { journalOfLine, recall } from '#timeline/past'
import type { Timeline } from '#timeline/timeline'
import { pastOf } from './past-of.ts'
import { agent, openWith, play } from './session.fixture.ts'

/** Rules as they stand in the code of the components, those that are put together of two parts written out. */
function rulesInCode(): readonly string[] {
  const root = new URL('../../cluster/', import.meta.url)
  const files = (readdirSync(root, { recursive: true }) as string[]).filter((name) => name.endsWith('.ts') && !/\.(test|fixture|bench)\.ts$/.test(name))
  const found = files.flatMap((name) => [...readFileSync(new URL(name, root), 'utf8').matchAll(/rule: '([\w.-]+)'(?! \|)/g)].map(([, rule]) => rule!))
  const stages = ['starting', 'pulling', 'pull-failed', 'running', 'crashed'].map((stage) => `kubelet.${stage}`)
  return [...new Set([...found, ...stages, 'manage.delete', 'rollingUpdate.delete'])].sort()
}

/** Two hashes that collide, and two revisions of one template, do not come about in any session that a person would play. */
const neverSeen = ['deployment.collision', 'history.collision', 'history.duplicate', 'history.relabel']

const deployment = (image: string, more = '') => apply(`apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  revisionHistoryLimit: 0
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 1
      containers: [{name: web, image: ${image}}]
${more}`)

const sessions: readonly (() => Timeline)[] = [
  () => play(openWith(['node-1', 'node-2', 'node-3']), deployment('nginx:1.27'), 20, deployment('nginx:1.28'), 30, 'kubectl scale deployment web --replicas=1', 10, 'kubectl rollout undo deployment web', 10,
    apply('apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web}\nspec:\n  maxUnavailable: 1\n  selector: {matchLabels: {app: web}}\n'), 5, 'kubectl drain node-1 --ignore-daemonsets', 20, 'kubectl drain node-2 --ignore-daemonsets', 20),
  () => play(openWith(['node-1']), 'kubectl create deployment web --image=nginx:1.27', 10, 'kubectl set image deployment/web nginx=nginx:1.28', 20, 'kubectl rollout undo deployment web', 20, 'kubectl rollout history ds'),
  () => play(openWith(['node-1', 'node-2']), agent({ image: 'busybox:1.36' }), 120, 'kubectl label pod -l app=agent app=other --overwrite', 10, 'kubectl label pod -l app=other app=agent --overwrite', 10, { fail: ['node-1'] }, 60, { pressure: 'node-2', of: 'memory', short: true }, 60, { leave: ['node-2'] }, 200),
  () => play(openWith([{ name: 'node-1', allocatable: { cpu: '1' } }]), 'kubectl create namespace extra', 5, 'kubectl delete namespace extra --wait=false', 20,
    apply('apiVersion: v1\nkind: Pod\nmetadata: {name: big}\nspec:\n  nodeName: node-1\n  containers: [{name: big, image: nginx:1.27, resources: {requests: {cpu: "4"}}}]\n'), 20),
]

const seen = new Map<string, { readonly event: WatchEvent; readonly end: string | undefined }>()
for (const make of sessions) {
  const timeline = make()
  const past = pastOf(timeline)
  const ids = [...journalOfLine(timeline).entries()].map(({ id }) => id)
  for (const event of recall(timeline, ids).values()) if (event.reason && !seen.has(event.reason.rule)) seen.set(event.reason.rule, { event, end: chainOf(past, event).at(-1)!.kind })
}
const recorded = new Set<string>()
for (const recording of carriedRecordings()) replay(recording, { onWatchEvent: ({ reason }) => void (reason && recorded.add(reason.rule)) })

test('every rule of the components is at work in a session or a recording', () => {
  expect(rulesInCode().filter((rule) => !seen.has(rule) && !recorded.has(rule))).toEqual(neverSeen)
})

test('every rule at work leads back to an act or the start, and is told with the name of its object', () => {
  expect([...seen].filter(([, { end }]) => end !== 'act' && end !== 'start').map(([rule]) => rule)).toEqual([])
  expect([...seen].filter(([rule, { event }]) => rule !== 'event' && !tellStep(event).text.includes(event.object.metadata!.name!) && rule !== 'kubelet.node-status').map(([rule, { event }]) => `${rule}: ${tellStep(event).text}`)).toEqual([])
})
