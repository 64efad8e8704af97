/** The cause named is a sufficient reason for the step, also where one sync answers to several things at once, or a timer was set long before. */
import { expect, test } from 'vitest'
import type * as corev1 from '#apis/corev1'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { journalOfLine } from '#timeline/past'
import { fork, seek, undo } from '#timeline/timeline'
import { chainOf } from '#scene/why/chain'
import { agent, lastEvent, openWith, play, walked, wayBack } from './session.fixture.ts'
import { pastOf } from './past-of.ts'

const nodes = ['node-1', 'node-2', 'node-3']
const onNode = (name: string) => (event: WatchEvent) => event.resource === 'pods' && (event.object as corev1.Pod).spec?.nodeName === name
const rule = (wanted: string, node?: string) => ({ reason }: WatchEvent) => reason?.rule === wanted && (node === undefined || reason['nodeName'] === node)

test('from a pod that is ready back to the apply', () => {
  expect(wayBack(play(openWith(['node-1']), agent(), 20), (event) => event.resource === 'pods')).toEqual([
    'The kubelet of node-1 starts container agent in agent-…, and the pod is ready',
    'The kubelet of node-1 pulls nginx:1.27 for agent-…',
    'The kubelet of node-1 prepares container agent (nginx:1.27) in agent-…',
    'The scheduler binds agent-… to node-1, the one node that it is made for',
    'The DaemonSet controller creates agent-… for node-1: it should run a pod and has none',
    'You create DaemonSet agent',
    'you: kubectl apply -f manifest.yaml',
  ])
})

test('a label and a pod’s end within one sync: each pod has its own cause', () => {
  const before = play(openWith([{ name: 'node-1', labels: { disk: 'ssd' } }, 'node-2']), agent({ pod: '      nodeSelector: {disk: ssd}\n' }), 20)
  const after = play(before, 'kubectl label node node-2 disk=ssd; kubectl delete pod -l app=agent --grace-period=0 --force', 5)
  expect(wayBack(after, rule('manage.create', 'node-2'))).toEqual(['The DaemonSet controller creates agent-… for node-2: it should run a pod and has none', 'You set the label disk=ssd on node-2', 'you: kubectl label node node-2 disk=ssd; kubectl delete pod -l app=agent --grace-period=0 --force'])
  expect(wayBack(after, rule('manage.create', 'node-1'))[1]).toBe('You delete agent-… from node-1')
})

test('what ends a toleration is the taint that it tolerated, not a later one', () => {
  const pod = '      tolerations:\n      - {key: slow, operator: Exists, effect: NoExecute, tolerationSeconds: 60}\n      - {key: other, operator: Exists}\n'
  const after = play(openWith(['node-1']), agent({ pod }), 20, 'kubectl taint node node-1 slow=1:NoExecute', 30, 'kubectl taint node node-1 other=1:NoExecute', 40)
  expect(wayBack(after, (event) => event.reason?.rule === 'taint-eviction' && event.subresource === undefined)).toEqual([
    'Taint eviction deletes agent-… on node-1: it tolerated slow=1:NoExecute for 60 s, and they are over',
    'You add the taint slow=1:NoExecute on node-1',
    'you: kubectl taint node node-1 slow=1:NoExecute',
  ])
})

test('a rollout goes on because the pod before is available: minReadySeconds are waited for', () => {
  const after = play(openWith(['node-1', 'node-2']), agent({ spec: '  minReadySeconds: 10\n' }), 40, agent({ spec: '  minReadySeconds: 10\n', image: 'nginx:1.28' }), 60)
  const way = wayBack(after, (event) => event.reason?.rule === 'rollingUpdate.delete')
  expect(way[0]).toMatch(/deletes the old pod agent-… on node-\d to update it: maxUnavailable allows 1 at a time, 1 now in use/)
  expect(way[1]).toMatch(/starts container agent in agent-…, and the pod is ready/)
  expect(way.at(-1)).toBe('you: kubectl apply -f manifest.yaml')
})

test('power that is cut twice: the silence counts from the second time, and so does the cause', () => {
  const after = play(openWith(nodes), agent(), 20, { fail: ['node-2'] }, 20, { recover: ['node-2'] }, 5, { fail: ['node-2'] }, 60)
  const way = wayBack(after, rule('node-lifecycle.unknown'))
  expect(way).toEqual(['The node controller has heard nothing of node-2 for 50 s: its Ready becomes Unknown', 'you: power off node-2'])
})

test('a command that waits writes later for the act that began it', () => {
  const after = play(openWith(nodes), agent(), 'kubectl create deployment web --image=nginx:1.27 --replicas=3', 20, 'kubectl drain node-1 --ignore-daemonsets & echo', 'kubectl drain node-1 --ignore-daemonsets', 3, 'kubectl label node node-2 typed=ahead', 60)
  expect(wayBack(after, (event) => event.resource === 'nodes' && event.key === 'node-2' && event.component === 'kubectl').at(-1)).toBe('you: kubectl label node node-2 typed=ahead')
})

test('seek, fork and undo keep the journal of each line right', () => {
  const one = play(openWith(nodes), agent(), 20)
  const size = journalOfLine(one).size
  const two = play(one, 'kubectl taint node node-2 gpu=1:NoExecute', 20)
  expect(journalOfLine(two).size).toBeGreaterThan(size)
  expect(journalOfLine(seek(two, 6_000)).size).toBe(journalOfLine(two).size)
  expect(journalOfLine(undo(two)).size).toBe(size)
  const other = play(fork(seek(two, 25_000)), { fail: ['node-2'] }, 70)
  expect(wayBack(other, rule('node-lifecycle.unknown', 'node-2')).at(-1)).toBe('you: power off node-2')
  expect(wayBack(seek(two, 7_000), (event) => onNode('node-2')(event) && event.object.metadata!.deletionTimestamp !== undefined).at(-1)).toBe('you: kubectl taint node node-2 gpu=1:NoExecute')
})

test('a rollout goes from node to node: the way back shows two, counts the others, and comes to what began it', () => {
  const many = Array.from({ length: 8 }, (_, at) => `node-${at + 1}`)
  const after = play(openWith(many), agent(), 30, agent({ image: 'nginx:1.28' }), 120)
  const links = chainOf(pastOf(after), lastEvent(after, rule('rollingUpdate.delete')))
  const deletions = links.filter((link) => link.kind === 'step' && link.told.text.includes('deletes the old pod'))
  expect(deletions.map((link) => link.kind === 'step' && link.again)).toEqual([undefined, 6])
  expect(walked(links).slice(-2)).toEqual(['You change spec.template.spec.containers[0].image from nginx:1.27 to nginx:1.28 in DaemonSet agent: generation 2', 'you: kubectl apply -f manifest.yaml'])
})
