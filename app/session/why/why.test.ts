/** Each question as a person asks it, answered exactly. */
import { expect, test } from 'vitest'
import { why, type Question, type WhyAnswer } from '#scene/why/why'
import { targetNodeName } from '#cluster/kube-controller-manager/daemonset/daemon-pod'
import type { Timeline } from '#timeline/timeline'
import { pastOf } from './past-of.ts'
import { agent, openWith, play, walked } from './session.fixture.ts'

const nodes = ['node-1', 'node-2', 'node-3']
const ds = 'default/agent'
const plain = (text: string) => text.replace(/\b(agent|other-work)-[a-z0-9]{5}\b/g, '$1-…')
const ask = (timeline: Timeline, question: Question) => why(pastOf(timeline), timeline.world.cluster, question)
const podOn = (timeline: Timeline, node: string): string => [...timeline.world.cluster.objects.pods].findLast(([key, pod]) => key.startsWith('default/agent') && targetNodeName(pod) === node)![0]

/** Title, lead, facts with what they rest on, and each way under its heading. */
function read(answer: WhyAnswer | undefined) {
  const { title, lead, facts, ways } = answer!
  return {
    title: plain(title.join(' ').replace(' ?', '?')), lead: plain(lead),
    facts: facts.map(({ text, key, field, manifestPath }) => plain([text, key && `${key} ${field ?? ''}`.trim(), manifestPath].filter(Boolean).join(' | '))),
    ways: Object.fromEntries(ways.map(({ heading, links }) => [plain(heading), walked(links).map(plain)])),
  }
}

const running = play(openWith(nodes), agent(), 20)
const created = ['You create DaemonSet agent', 'you: kubectl apply -f manifest.yaml']
const tainted = ['You add the taint gpu=yes:NoSchedule on node-2', 'you: kubectl taint node node-2 gpu=yes:NoSchedule']

test('why is there no pod on this node: the taint, the lines that do not tolerate it, and whose taint it is', () => {
  const after = play(running, 'kubectl taint node node-2 gpu=yes:NoSchedule', 2, 'kubectl delete pod -l app=agent --wait=false', 40)
  expect(read(ask(after, { about: 'node', node: 'node-2', daemonSet: ds }))).toEqual({
    title: 'Why is there no pod on node-2?',
    lead: 'The DaemonSet controller runs no pod of agent here: its taint gpu=yes:NoSchedule is not tolerated.',
    facts: ['node-2 has the taint gpu=yes:NoSchedule | node-2 spec.taints[gpu:NoSchedule]', 'The template has no tolerations of its own | spec.template.spec.tolerations'],
    ways: {
      'How node-2 came to its taint': tainted,
      'How agent came to its template': created,
      'How the pod that was here went': ['The kubelet of node-2 has stopped agent-… and takes it out of the API', 'You delete agent-… from node-2: it has 30 s to end', 'you: kubectl delete pod -l app=agent --wait=false'],
    },
  })
})

test('why is there no pod on this node: the template has changed, the node has not', () => {
  const after = play(openWith([{ name: 'node-1', labels: { disk: 'ssd' } }, 'node-2']), agent(), 20, agent({ pod: '      nodeSelector: {disk: ssd}\n' }), 40)
  const { lead, facts, ways } = read(ask(after, { about: 'node', node: 'node-2', daemonSet: ds }))
  expect(lead).toBe('The DaemonSet controller runs no pod of agent here: it has no label disk=ssd.')
  expect(facts).toEqual(['node-2: it has no label disk=ssd | node-2 metadata.labels[disk]', 'The template’s nodeSelector asks for disk=ssd | spec.template.spec.nodeSelector.disk'])
  expect(Object.entries(ways)[0]).toEqual(['How agent came to its template', ['You set spec.template.spec.nodeSelector in DaemonSet agent: generation 2', 'you: kubectl apply -f manifest.yaml']])
})

test('why does it keep its pod: NoSchedule sends nobody away', () => {
  const { title, lead, ways } = read(ask(play(running, 'kubectl taint node node-2 gpu=yes:NoSchedule', 2), { about: 'node', node: 'node-2', daemonSet: ds }))
  expect([title, lead.split('. ')[0]]).toEqual(['Why does node-2 keep its pod?', 'A new pod would not come here: its taint gpu=yes:NoSchedule is not tolerated'])
  expect(ways['How node-2 came to its taint']).toEqual(tainted)
})

test('why is it Pending: what it asks for, what is left, and who came last', () => {
  const full = play(openWith(['node-1']), { fill: 'node-1', requests: { cpu: '3500m' } }, 10, agent({ more: '        resources: {requests: {cpu: "1"}}\n' }), 5)
  expect(read(ask(full, { about: 'pod', key: podOn(full, 'node-1') }))).toEqual({
    title: 'Why is agent-… Pending?',
    lead: 'It is made for node-1 alone, and node-1 has no room: it asks for 1 cpu, and 500m of 4 is left. No pod of lower priority could make the room.',
    facts: ['The template asks for 1 cpu | spec.template.spec.containers[0].resources.requests.cpu', 'node-1 has 4 cpu in all | node-1 status.allocatable', 'other-work-… has 3500m cpu | default/other-work-… spec.containers'],
    ways: {
      'How other-work-…, the last to come, got there': ['The scheduler binds other-work-… to node-1, the best of those that can take it', 'You create pod other-work-…', 'you: fill node-1'],
      'How the pod came': ['The DaemonSet controller creates agent-… for node-1: it should run a pod and has none', ...created],
    },
  })
})

const rolling = play(running, agent({ image: 'nginx:2.O' }), 60)
const stuck = nodes.find((node) => rolling.world.cluster.objects.pods.get(podOn(rolling, node))!.spec!.containers![0]!.image === 'nginx:2.O')!
const changed = ['You change spec.template.spec.containers[0].image from nginx:1.27 to nginx:2.O in DaemonSet agent: generation 2', 'you: kubectl apply -f manifest.yaml']
const whyStuck = [
  `The kubelet of ${stuck} cannot pull nginx:2.O for container agent and waits before it tries again in agent-…`,
  `The kubelet of ${stuck} pulls nginx:2.O for agent-…`,
  `The kubelet of ${stuck} prepares container agent (nginx:2.O) in agent-…`,
  `The scheduler binds agent-… to ${stuck}, the one node that it is made for`,
  `The DaemonSet controller creates agent-… for ${stuck}: it should run a pod and has none`,
  `The kubelet of ${stuck} has stopped agent-… and takes it out of the API`,
  `The DaemonSet controller deletes the old pod agent-… on ${stuck} to update it: maxUnavailable allows 1 at a time, 1 now in use`,
  ...changed,
]

test('why is the rollout waiting, and for whom', () => {
  const others = nodes.filter((node) => node !== stuck)
  expect(read(ask(rolling, { about: 'rollout', daemonSet: ds }))).toEqual({
    title: 'Why does the update of agent wait?',
    lead: `It waits for ${stuck}: maxUnavailable 1 allows 1 at a time, and that one is in use.`,
    facts: [
      'maxUnavailable is 1 | default/agent spec.updateStrategy.rollingUpdate.maxUnavailable | spec.updateStrategy.rollingUpdate.maxUnavailable',
      `${stuck}: agent-… is not ready: ImagePullBackOff | default/agent-… status.conditions[Ready]`,
      `${others.join(' and ')} still have an old pod`,
    ],
    ways: { [`Why the pod of ${stuck} is not available`]: whyStuck, 'What the update began with': changed },
  })
})

test('why is this pod still old: the budget, who holds it, and since when it is old', () => {
  const old = nodes.find((node) => node !== stuck)!
  const { title, lead, ways } = read(ask(rolling, { about: 'pod', key: podOn(rolling, old) }))
  expect([title, lead]).toEqual(['Why is agent-… still old?', `An update may take 1 at a time, and ${stuck} holds it.`])
  expect([ways['Since when it is old'], ways[`Why the pod of ${stuck} is not available`]]).toEqual([changed, whyStuck])
})

test('why is this pod still old: OnDelete leaves it to you', () => {
  const after = play(running, agent({ spec: '  updateStrategy: {type: OnDelete}\n', image: 'nginx:1.28' }), 20)
  const { lead, facts } = read(ask(after, { about: 'pod', key: podOn(after, 'node-1') }))
  expect(lead).toBe('The strategy is OnDelete: its node gets a pod of today’s template when you delete this one.')
  expect(facts[1]).toBe('updateStrategy.type is OnDelete | default/agent spec.updateStrategy.type | spec.updateStrategy.type')
})

test('why is DESIRED 3: the nodes, and when they were counted', () => {
  const after = play(running, 'kubectl taint node node-2 gpu=yes:NoSchedule', 2, 'kubectl delete pod -l app=agent --wait=false', 40)
  const { title, lead, facts, ways } = read(ask(after, { about: 'counter', daemonSet: ds, counter: 'DESIRED' }))
  expect([title, lead]).toEqual(['Why is DESIRED 2?', 'The controller counted 2 at 0:27.0: nodes that should run a pod, namely node-1 and node-3.'])
  expect(facts[1]).toBe('node-2 does not count: its taint gpu=yes:NoSchedule is not tolerated | node-2 spec.taints[gpu:NoSchedule]')
  expect(ways['How it came to be counted']!.slice(1)).toEqual(tainted)
})

test('why is DESIRED 3 still, after a plain NoSchedule taint: nobody was woken', () => {
  const after = play(running, 'kubectl taint node node-2 gpu=yes:NoSchedule', 2)
  expect(read(ask(after, { about: 'counter', daemonSet: ds, counter: 'DESIRED' }))).toMatchObject({
    title: 'Why is DESIRED 3?',
    lead: 'The controller counted 3 at 0:05.0: nodes that should run a pod. By now it would be 2 (You add the taint gpu=yes:NoSchedule on node-2, 0:25.0). No sync has come since: on node-2 no pod has to come or go, so the change wakes nobody, and the number stays until something else does.',
    ways: { 'What it does not count yet': tainted, 'How it came to be counted': ['The DaemonSet controller counts for DaemonSet agent: DESIRED 0 → 3', ...created] },
  })
})

test('the other counters', () => {
  const way = (counter: 'READY' | 'UP-TO-DATE' | 'AVAILABLE' | 'CURRENT') => read(ask(rolling, { about: 'counter', daemonSet: ds, counter }))
  const others = nodes.filter((node) => node !== stuck)
  expect(way('READY').lead).toBe(`The controller counted 2 at 0:26.4: nodes that should run a pod and whose oldest pod is ready, namely ${others.join(' and ')}.`)
  expect(way('READY').facts[1]).toBe(`${stuck} does not count: agent-… is not ready: ImagePullBackOff | default/agent-… status.conditions[Ready]`)
  expect(way('READY').ways['How it came to be counted']).toEqual(['The DaemonSet controller counts for DaemonSet agent: CURRENT 3 → 2, READY 3 → 2 and AVAILABLE 3 → 2', ...whyStuck.slice(5)])
  expect(way('CURRENT').ways['How it came to be counted']![1]).toBe(whyStuck[4])
  expect(way('UP-TO-DATE').facts[1]).toMatch(/^node-\d does not count: agent-… is of an older template/)
})

test('why is MISSCHEDULED 1: a node that fell silent', () => {
  const after = play(running, { fail: ['node-3'] }, 70)
  const { lead, ways } = read(ask(after, { about: 'counter', daemonSet: ds, counter: 'MISSCHEDULED' }))
  expect(lead).toBe('The controller counted 1 at 1:10.0: nodes that have a pod and should have none, namely node-3.')
  expect(ways['How it came to be counted']!.slice(1)).toEqual(['The node controller puts node.kubernetes.io/unreachable:NoSchedule on node-3: it is not heard of', 'The node controller has heard nothing of node-3 for 50 s: its Ready becomes Unknown', 'you: power off node-3'])
})

test('why did this pod die', () => {
  const key = podOn(running, 'node-2')
  const killed = play(running, 'kubectl taint node node-2 gpu=yes:NoExecute', 40)
  const { title, lead, ways } = read(ask(killed, { about: 'pod', key }))
  expect(title).toBe('Why did agent-… die?')
  expect(lead).toMatch(/^(The DaemonSet controller takes agent-… away from node-2: its taint gpu=yes:NoExecute is not tolerated|Taint eviction deletes agent-… on node-2: it does not tolerate gpu=yes:NoExecute) \(0:25\.0\); it was gone at 0:26\.\d\.$/)
  expect(ways['How it came to that']!.slice(-2)).toEqual(['You add the taint gpu=yes:NoExecute on node-2', 'you: kubectl taint node node-2 gpu=yes:NoExecute'])
  expect(ways['How the pod came']).toEqual(['The DaemonSet controller creates agent-… for node-2: it should run a pod and has none', ...created])
})

test('why is it Terminating: its node is silent, and nobody can confirm its end', () => {
  const silent = play(running, { fail: ['node-3'] }, 2)
  const key = podOn(silent, 'node-3')
  const { title, lead } = read(ask(play(silent, 'kubectl delete pod -l app=agent --wait=false', 60), { about: 'pod', key }))
  expect([title, lead]).toEqual(['Why is agent-… Terminating?', 'You delete agent-… from node-3: it has 30 s to end. But nothing has been heard of node-3 since 0:25.0: nobody can confirm that it has stopped, so it stays in the API.'])
})

test('an event leads to the step that it tells of; a node to its conditions', () => {
  const [key] = [...rolling.world.cluster.objects.events].findLast(([, event]) => event.reason === 'SuccessfulDelete')!
  expect(read(ask(rolling, { about: 'event', key })).ways['What it tells of']!.slice(1)).toEqual(whyStuck.slice(6))
  const down = read(ask(play(running, { fail: ['node-3'] }, 70), { about: 'node', node: 'node-3' }))
  expect([down.title, down.ways['Ready is Unknown']!.at(-1)]).toEqual(['Why is node-3 NotReady?', 'you: power off node-3'])
})

test('what lies ahead of the playhead is no reason', () => {
  const later = play(running, 'kubectl taint node node-2 gpu=yes:NoExecute', 40)
  const back = play(later, -50)
  expect(read(ask(back, { about: 'pod', key: podOn(back, 'node-2') })).title).toBe('Why is agent-… here?')
})
