/** The story of small clusters, as it reads: every sentence is one that a decision of the model stands behind. */
import { expect, test } from 'vitest'
import { agent, play as playOn } from '../why/session.fixture.ts'
import type { LabAct } from '#timeline/lab-act'
import { fork, seek, type Timeline } from '#timeline/timeline'
import type { Seen } from '../seen.ts'
import { openTold, storyOf } from './story.fixture.ts'

const nodes = ['node-1', 'node-2', 'node-3']
const play = (timeline: Timeline<Seen>, ...acts: readonly (number | string | LabAct)[]) => playOn(timeline, ...acts) as Timeline<Seen>
const withAgent = () => play(openTold(nodes), agent(), 20)
const image = (tag: string) => agent({ image: tag })
const oneNode = () => play(openTold([{ name: 'node-1', allocatable: { cpu: '1' } }]), { fill: 'node-1', requests: { cpu: '800m' } }, 20)
const asks = '        resources: {requests: {cpu: 500m}}\n'

test.each([
  {
    name: 'a DaemonSet comes', from: 0, played: () => withAgent(),
    story: [
      '— apply',
      '5 The API server stores DaemonSet agent',
      '5 The DaemonSet controller keeps the template as revision 1',
      '5 The DaemonSet controller creates 3 pods for node-1, node-2 and node-3',
      '5 The scheduler binds 3 pods to node-1, node-2 and node-3',
      '5 The kubelets of node-1, node-2 and node-3 pull nginx:1.27',
      '7 3 pods became ready on node-1, node-2 and node-3',
      '7 DaemonSet agent is up to date: its pod is available on all 3 nodes that should run it',
    ],
  },
  {
    name: 'a rolling update, one node after another', from: 1, played: () => play(withAgent(), image('nginx:1.28'), 60),
    story: [
      '— apply',
      '25 The API server takes the change of DaemonSet agent: you change spec.template.spec.containers[0].image from nginx:1.27 to nginx:1.28',
      '25 The DaemonSet controller keeps the template as revision 2',
      '25–33 The DaemonSet controller deletes 3 pods from node-2, node-3 and node-1: they are old, and the budget allowed to update them',
      '26–34 3 pods are gone from node-2, node-3 and node-1',
      '26–34 The DaemonSet controller creates 3 pods of revision 2 for node-2, node-3 and node-1',
      '26–35 The scheduler binds 3 pods of revision 2 to node-2, node-3 and node-1',
      '26–35 The kubelets of node-2, node-3 and node-1 pull nginx:1.28',
      '29–37 3 pods of revision 2 became ready on node-2, node-3 and node-1',
      '37 DaemonSet agent is up to date: its pod is available on all 3 nodes that should run it',
    ],
  },
  {
    name: 'a rollback', from: 2, played: () => play(withAgent(), image('nginx:1.28'), 60, 'kubectl rollout undo ds agent', 60),
    story: [
      '— rollout undo ds agent',
      '85 The API server takes the change of DaemonSet agent: you change spec.template.spec.containers[0].image from nginx:1.28 to nginx:1.27',
      '85 The DaemonSet controller finds that this template was there before: it is revision 3 now',
      '85–88 The DaemonSet controller deletes 3 pods of revision 2 from node-1, node-2 and node-3: they are old, and the budget allowed to update them',
      '86–90 3 pods of revision 2 are gone from node-1, node-2 and node-3',
      '86–90 The DaemonSet controller creates 3 pods of revision 3 for node-1, node-2 and node-3',
      '86–90 The scheduler binds 3 pods of revision 3 to node-1, node-2 and node-3',
      '86–90 3 pods of revision 3 became ready on node-1, node-2 and node-3',
      '90 DaemonSet agent is up to date: its pod is available on all 3 nodes that should run it',
    ],
  },
  {
    name: 'an image that is not there', from: 1, played: () => play(withAgent(), image('nope:0'), 90),
    story: [
      '— apply',
      '25 The API server takes the change of DaemonSet agent: you change spec.template.spec.containers[0].image from nginx:1.27 to nope:0',
      '25 The DaemonSet controller keeps the template as revision 2',
      '25 The DaemonSet controller deletes agent-… from node-1: it is old, and the budget allows to update it',
      '26 agent-… is gone from node-1',
      '26 The DaemonSet controller creates a pod of revision 2 for node-1',
      '26 The scheduler binds agent-… to node-1',
      '26–98 The kubelet of node-1 pulls nope:0, 4 times',
      '27–99 The kubelet of node-1 cannot pull nope:0, 4 times',
    ],
  },
  {
    name: 'a node joins', from: 1, played: () => play(withAgent(), { join: [{ name: 'node-4' }] }, 20),
    story: [
      '— add node-4',
      '25 node-4 joins',
      '27 node-4 is Ready',
      '27 The node controller removes the taint node.kubernetes.io/not-ready:NoSchedule from node-4',
      '27 The DaemonSet controller creates a pod for node-4',
      '27 The scheduler binds agent-… to node-4',
      '27 The kubelet of node-4 pulls nginx:1.27',
      '29 agent-… on node-4 is ready',
      '29 DaemonSet agent is up to date: its pod is available on all 4 nodes that should run it',
    ],
  },
  {
    name: 'a dead node, which comes back', from: 1, played: () => play(withAgent(), { fail: ['node-2'] }, 400, { recover: ['node-2'] }, 20),
    story: [
      '— power off node-2',
      '75 node-2 is NotReady: the node controller has not heard of its kubelet for 50 s',
      '75 agent-… counts as not ready: nothing is heard of node-2',
      '75 The node controller adds the taint node.kubernetes.io/unreachable:NoSchedule on node-2',
      '75 The node controller adds the taint node.kubernetes.io/unreachable:NoExecute on node-2',
      '— recover node-2',
      '426 node-2 is Ready',
      '426 agent-… on node-2 is ready',
      '426 The node controller removes the taint node.kubernetes.io/unreachable:NoSchedule from node-2',
      '430 The node controller removes the taint node.kubernetes.io/unreachable:NoExecute from node-2',
    ],
  },
  {
    name: 'a drain', from: 2, played: () => play(withAgent(), 'kubectl create deployment web --image=nginx:1.27 --replicas=2', 20, 'kubectl drain node-1 --ignore-daemonsets', 60),
    story: [
      '— drain node-1',
      '45 You cordon node-1',
      '45 You evict web-766486c5b6-qvphf from node-1',
      '45 The ReplicaSet controller creates pod web-766486c5b6-p7q79',
      '45 The scheduler binds web-766486c5b6-p7q79 to node-3',
      '45 web-766486c5b6-p7q79 on node-3 is ready',
      '46 web-766486c5b6-qvphf is gone from node-1',
    ],
  },
  {
    name: 'a drain that a budget holds up', from: 2, played: () => play(withAgent(), 'kubectl create deployment web --image=nginx:1.27 --replicas=3; kubectl create pdb web --selector=app=web --min-available=3', 20, 'kubectl drain node-1 --ignore-daemonsets --timeout=30s', 60),
    story: [
      '— drain node-1 --timeout=30s',
      '45 You cordon node-1',
      '45–75 The API server does not let you evict Pod web-766486c5b6-gw6tt: Cannot evict pod as it would violate the pod\'s disruption budget., 7 times',
    ],
  },
  {
    name: 'a taint that evicts, and its end', from: 1, played: () => play(withAgent(), 'kubectl taint node node-3 a=b:NoExecute', 20, 'kubectl taint node node-3 a-', 20),
    story: [
      '— taint node-3 a=b:NoExecute',
      '25 You add the taint a=b:NoExecute on node-3',
      '25 The DaemonSet controller deletes agent-… from node-3: its taint a=b:NoExecute is not tolerated',
      '26 agent-… is gone from node-3',
      '— taint node-3 a-',
      '45 You remove the taint a=b:NoExecute from node-3',
      '45 The DaemonSet controller creates a pod for node-3',
      '45 The scheduler binds agent-… to node-3',
      '45 agent-… on node-3 is ready',
      '45 DaemonSet agent is up to date: its pod is available on all 3 nodes that should run it',
    ],
  },
  {
    name: 'eviction for want of memory', from: 1, played: () => play(withAgent(), { pressure: 'node-1', of: 'memory', short: true }, 20),
    story: [
      '— node-1 short of memory',
      '25 The node controller adds the taint node.kubernetes.io/memory-pressure:NoSchedule on node-1',
      '35–45 2 pods failed on node-1: evicted, low on memory',
      '35 The DaemonSet controller deletes agent-… from node-1: it failed, and another can come',
      '35 The DaemonSet controller creates a pod for node-1',
      '35 The scheduler binds agent-… to node-1',
      '35 agent-… on node-1 is ready',
      '35 DaemonSet agent is up to date: its pod is available on all 3 nodes that should run it',
    ],
  },
  {
    name: 'a node that is full, and room that is made', from: 1, played: () => play(oneNode(), agent({ more: asks }), 60, 'kubectl delete pod -l app=other-work', 20),
    story: [
      '— apply',
      '25 The API server stores DaemonSet agent',
      '25 The DaemonSet controller keeps the template as revision 1',
      '25 The DaemonSet controller creates a pod for node-1',
      '25 The scheduler finds no room for agent-… on node-1: Insufficient cpu',
      '— delete pod -l app=other-work',
      '85 You delete other-work-58fc6 from node-1',
      '86 other-work-58fc6 is gone from node-1',
      '86 The scheduler binds agent-… to node-1',
      '86 The kubelet of node-1 pulls nginx:1.27',
      '89 agent-… on node-1 is ready',
      '89 DaemonSet agent is up to date: its pod is available on the one node that should run it',
    ],
  },
  {
    name: 'preemption', from: 1, played: () => play(oneNode(), agent({ pod: '      priorityClassName: system-node-critical\n', more: asks }), 20),
    story: [
      '— apply',
      '25 The API server stores DaemonSet agent',
      '25 The DaemonSet controller keeps the template as revision 1',
      '25 The DaemonSet controller creates a pod for node-1',
      '25 The scheduler finds no room for agent-… on node-1: Insufficient cpu',
      '25 The scheduler deletes other-work-58fc6 from node-1: agent-… has a higher priority and needs the room',
      '26 other-work-58fc6 is gone from node-1',
      '26 The scheduler binds agent-… to node-1',
      '26 The kubelet of node-1 pulls nginx:1.27',
      '29 agent-… on node-1 is ready',
      '29 DaemonSet agent is up to date: its pod is available on the one node that should run it',
    ],
  },
  {
    name: 'a quota', from: 0, played: () => play(openTold(nodes), 'kubectl create quota q --hard=pods=2', 5, agent(), 10),
    story: [
      '— create quota q --hard=pods=2',
      '5 You create ResourceQuota q',
      '— apply',
      '10 The API server stores DaemonSet agent',
      '10 The DaemonSet controller keeps the template as revision 1',
      '10 The DaemonSet controller creates 2 pods for node-1 and node-2',
      '10–12 The API server does not let the DaemonSet controller create a Pod: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2, 12 times',
      '10 The scheduler binds 2 pods to node-1 and node-2',
      '10 The kubelets of node-1 and node-2 pull nginx:1.27',
      '12 2 pods became ready on node-1 and node-2',
    ],
  },
  {
    name: 'a request that is refused', from: 1, played: () => play(withAgent(), 'kubectl patch ds agent -p \'{"spec":{"selector":{"matchLabels":{"app":"x"}}}}\'', 5),
    story: [
      '— patch ds agent -p \'{"spec":{"se…',
      '25 The API server does not let you patch DaemonSet agent: DaemonSet.apps "agent" is invalid: [spec.selector: Invalid value: {"matchLabels":{"app":"x"}}: field is immutable, spec.template.metadata.labels: Invalid value: {"app":"agent"}: `selector` does not match template `lab…',
    ],
  },
  {
    name: 'a deletion in the background', from: 1, played: () => play(withAgent(), 'kubectl delete ds agent', 20),
    story: [
      '— delete ds agent',
      '25 DaemonSet agent is gone',
      '25 The garbage collector deletes 3 pods from node-1, node-2 and node-3: its owner DaemonSet agent is gone',
      '26 3 pods are gone from node-1, node-2 and node-3',
    ],
  },
  {
    name: 'a deletion in the foreground', from: 1, played: () => play(withAgent(), 'kubectl delete ds agent --cascade=foreground', 20),
    story: [
      '— delete ds agent --cascade=foreg…',
      '25 DaemonSet agent is to go, what it owns first',
      '25 The garbage collector deletes 3 pods from node-1, node-2 and node-3: its owner DaemonSet agent is to go after it',
      '26 3 pods are gone from node-1, node-2 and node-3',
      '26 DaemonSet agent is gone',
    ],
  },
  {
    name: 'a deletion that leaves the pods, and a DaemonSet that adopts them', from: 1, played: () => play(withAgent(), 'kubectl delete ds agent --cascade=orphan', 20, agent(), 10),
    story: [
      '— delete ds agent --cascade=orphan',
      '25 DaemonSet agent is to go, and what it owns is to stay',
      '25 The garbage collector frees 3 pods of DaemonSet agent, whose deletion leaves behind what it owned',
      '25 DaemonSet agent is gone',
      '— apply',
      '45 The API server stores DaemonSet agent',
      '45 The DaemonSet controller adopts 3 pods for DaemonSet agent',
      '45 DaemonSet agent is up to date: its pod is available on all 3 nodes that should run it',
    ],
  },
])('$name', ({ played, from, story }) => {
  expect(storyOf(played(), from)).toEqual(story)
})

test('what goes on after another act is told anew, with the act that it goes back to', () => {
  expect(storyOf(play(withAgent(), image('nginx:1.28'), 6, { fail: ['node-1'] }, 90), 2)).toEqual([
    '— power off node-1',
    '31 still apply: The kubelet of node-3 pulls nginx:1.28',
    '33 agent-… on node-3 is ready',
    '33 The DaemonSet controller deletes agent-… from node-1: it is old, and the budget allows to update it',
    '75 still power off node-1: node-1 is NotReady: the node controller has not heard of its kubelet for 50 s',
    '75 agent-… counts as not ready: nothing is heard of node-1',
    '75 The node controller adds the taint node.kubernetes.io/unreachable:NoSchedule on node-1',
    '75 The node controller adds the taint node.kubernetes.io/unreachable:NoExecute on node-1',
    '75 DaemonSet agent is up to date: its pod is available on all 2 nodes that should run it',
  ])
})

test('of a fork the story is that of its own line', () => {
  const one = play(withAgent(), 'kubectl taint node node-3 a=b:NoExecute', 20)
  const other = play(fork(seek(one, 20_000)), 'kubectl label node node-2 x=y', 5)
  expect(storyOf(other, 1)).toEqual(['— label node-2 x=y', '20 You set the label x=y on node-2'])
  expect(storyOf(seek(one, 6_000), 1)).toEqual(storyOf(one, 1))
})
