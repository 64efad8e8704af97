import fc from 'fast-check'
import { expect, test } from 'vitest'
import type * as corev1 from '#apis/corev1'
import { scaledRoundedUp } from '#apis/intstr'
import { advance, type Observer } from './advance.ts'
import { serializeCluster } from './cluster.ts'
import type { Draft } from './draft.ts'
import { targetNodeName } from './kube-controller-manager/daemonset/daemon-pod.ts'
import { nodeShouldRunDaemonPod } from './kube-controller-manager/daemonset/node-should-run-daemon-pod.ts'
import { availableAtUnixMs } from './kube-controller-manager/pod-availability.ts'
import { plain, play, settled, walk, type Step } from './random-walk.fixture.ts'

test('the same walk and seed give the same bytes, whatever the step size [CL1]', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 99 }), walk, (seed, steps) => {
    expect(serializeCluster(play(seed, steps, 997))).toBe(serializeCluster(play(seed, steps)))
  }), { numRuns: 200 })
})

const isLive = (pod: corev1.Pod) => !pod.metadata!.deletionTimestamp && pod.status?.phase !== 'Failed' && pod.status?.phase !== 'Succeeded'
const own = (draft: Draft, uid: string) => [...draft.api.pods.controlledBy(uid).values()]

const isAvailable = (draft: Draft, pod: corev1.Pod, minReadySeconds = 0) => (availableAtUnixMs(pod, minReadySeconds) ?? Infinity) <= draft.options.epochMs + draft.nowMs

/** Nodes that a DaemonSet wants and that have no available pod of its. */
function unavailable(draft: Draft): readonly string[] {
  const daemonSet = draft.api.get('daemonsets', 'default/agent')!
  const served = new Set(own(draft, daemonSet.metadata!.uid!).filter((pod) => isLive(pod) && isAvailable(draft, pod, daemonSet.spec?.minReadySeconds)).map((pod) => pod.spec!.nodeName!))
  return [...draft.api.list('nodes').values()].filter((node) => nodeShouldRunDaemonPod(node, daemonSet).shouldRun && !served.has(node.metadata!.name!)).map((node) => node.metadata!.name!)
}

/** Watches a walk: never two live pods on a node outside a surge, never more available pods taken down than the budget allows. */
function watcher(): Observer {
  const takenDown: corev1.Pod[] = []
  // What others did to pods in the instant of a rolling update it could not know.
  let inTheSameInstant = 0
  // The pairs of a surge may outlast the change back for a while.
  let hasSurged = false
  return {
    onWatchEvent: ({ reason, resource, previous }) => {
      if (resource !== 'pods') return
      if (reason?.rule === 'rollingUpdate.delete') takenDown.push(previous as corev1.Pod)
      else inTheSameInstant++
    },
    afterInstant: (draft) => {
      const daemonSet = draft.api.get('daemonsets', 'default/agent')
      const [taken, unknown] = [takenDown.splice(0), inTheSameInstant]
      inTheSameInstant = 0
      if (!daemonSet) return
      const { updateStrategy } = daemonSet.spec!
      const surges = scaledRoundedUp(updateStrategy?.rollingUpdate?.maxSurge, 1) > 0
      const nodes = own(draft, daemonSet.metadata!.uid!).filter((pod) => isLive(pod) && pod.spec?.nodeName).map((pod) => pod.spec!.nodeName!)
      hasSurged ||= surges
      expect(Math.max(0, ...countsOf(nodes).values())).toBeLessThanOrEqual(hasSurged ? 2 : 1)
      // Old pods that were not available go beyond the budget.
      if (surges || !taken.some((pod) => isAvailable(draft, pod, daemonSet.spec?.minReadySeconds))) return
      const desired = [...draft.api.list('nodes').values()].filter((node) => nodeShouldRunDaemonPod(node, daemonSet).shouldRun).length
      expect(unavailable(draft).length - unknown).toBeLessThanOrEqual(Math.max(1, scaledRoundedUp(updateStrategy?.rollingUpdate?.maxUnavailable ?? 1, desired)))
    },
  }
}
function countsOf(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

test('a walk never throws, never breaks the budget, never doubles a pod, and comes to rest with one pod on each eligible node [CL3]', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 99 }), walk, (seed, steps) => {
    const end = settled(play(seed, steps, undefined, watcher()))
    const daemonSet = end.objects.daemonsets.get('default/agent')!
    const eligible = [...end.objects.nodes.values()].filter((each) => nodeShouldRunDaemonPod(each, daemonSet).shouldRun).map((each) => each.metadata!.name).sort()
    const unwanted = [...end.objects.nodes.values()].filter((each) => !nodeShouldRunDaemonPod(each, daemonSet).shouldRun).map((each) => each.metadata!.name)
    // A pod may stay where NoSchedule came after it, or wait there when it came before the scheduler.
    expect([...end.objects.pods.values()].map((pod) => targetNodeName(pod)!).filter((name) => !unwanted.includes(name)).sort()).toEqual(eligible)
    const { desiredNumberScheduled, numberReady, updatedNumberScheduled = 0 } = daemonSet.status!
    expect([desiredNumberScheduled, numberReady, updatedNumberScheduled]).toEqual([eligible.length, eligible.length, eligible.length])
    // A pod that waits for ever is tried again, and told of, every five minutes.
    let changes = 0
    advance(end, end.nowMs + 600_000, { onWatchEvent: ({ resource }) => void (resource !== 'events' && changes++) })
    expect(changes).toBe(0)
  }), { numRuns: 1_500 })
}, 600_000)

test.each<{ name: string; steps: readonly Step[] }>([
  { name: 'a pod whose node was away for a moment while it was pulled goes on', steps: [{ act: { what: 'leave', node: 'node-3' }, afterMs: 100 }, { act: { what: 'join', node: 'node-3' }, afterMs: 300 }] },
  {
    name: 'a pod that is stopping when power goes and comes at once is removed all the same',
    steps: [{ act: { what: 'apply', shape: { ...plain, minReadySeconds: 5, tolerates: true } }, afterMs: 2_760 }, { act: { what: 'fail', node: 'node-1' }, afterMs: 40 }],
  },
])('found by chance once: $name', ({ steps }) => {
  expect(settled(play(0, steps)).objects.daemonsets.get('default/agent')!.status).toMatchObject({ desiredNumberScheduled: 3, numberReady: 3, updatedNumberScheduled: 3 })
})
