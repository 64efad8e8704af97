import { describe, expect, test } from 'vitest'
import type * as corev1 from '#apis/corev1'
import { advance, perform } from '../advance.ts'
import type { Cluster } from '../cluster.ts'
import { applied, clusterOf, counters, newDaemonSet } from '../cluster.fixture.ts'
import { crash, failProbe, pressure } from '../faults.ts'
import { handleRequest } from '../kube-apiserver/handle-request.ts'

const app: corev1.Container = { name: 'app', image: 'nginx:1.27', imagePullPolicy: 'IfNotPresent' }
const init: corev1.Container = { name: 'init', image: 'busybox:1.36', imagePullPolicy: 'IfNotPresent' }
const which = { node: 'node-1', labels: { app: 'agent' } }
const withPod = (pod: Partial<corev1.PodSpec>) => applied(clusterOf(['node-1']), newDaemonSet({}, { containers: [app], ...pod }))
const onlyPod = (cluster: Cluster) => [...cluster.objects.pods.values()].at(-1)!
const fault = (cluster: Cluster, what: Parameters<typeof perform>[2]) => perform(cluster, 'fault', what)[0]
const statesOf = (statuses: readonly corev1.ContainerStatus[] = []) =>
  statuses.map(({ name, state, restartCount }) => `${name}: ${state?.waiting?.reason ?? (state?.running ? 'Running' : `${state?.terminated?.reason} ${state?.terminated?.exitCode}`)}, ${restartCount} restarts`)
const eventsOf = (cluster: Cluster, kind: string) => [...cluster.objects.events.values()].filter(({ involvedObject }) => involvedObject.kind === kind).map(({ reason, message, count }) => `${reason}${count > 1 ? ` x${count}` : ''}: ${message}`)
/** The pod's containers after each change of their states, once. */
function course(cluster: Cluster, forMs: number): readonly string[] {
  const seen: string[] = []
  advance(cluster, cluster.nowMs + forMs, {
    onWatchEvent: ({ resource, object }) => {
      if (resource !== 'pods') return
      const { status } = object as corev1.Pod
      const now = [...statesOf(status?.initContainerStatuses), ...statesOf(status?.containerStatuses)].map((text) => text.replace(', 0 restarts', '')).join(' | ')
      if (now && now !== seen.at(-1)) seen.push(now)
    },
  })
  return seen
}

describe('containers of one pod', () => {
  test('init containers run one after another, then the others [KL1]', () => {
    const second = { ...init, name: 'second', command: ['sh', '-c', 'sleep 2'] }
    expect(course(withPod({ initContainers: [init, second] }), 30_000)).toEqual([
      'init: PodInitializing | second: PodInitializing | app: PodInitializing',
      'init: ContainerCreating | second: PodInitializing | app: PodInitializing',
      'init: Running | second: PodInitializing | app: PodInitializing',
      'init: Completed 0 | second: Running | app: PodInitializing',
      'init: Completed 0 | second: Completed 0 | app: ContainerCreating',
      'init: Completed 0 | second: Completed 0 | app: Running',
    ])
  })

  test('an init container that fails holds the pod back and is tried again, later each time', () => {
    const stuck = advance(withPod({ initContainers: [{ ...init, command: ['sh', '-c', 'exit 3'] }] }), 60_000)
    const { status } = onlyPod(stuck)
    expect([status!.phase, ...statesOf(status!.initContainerStatuses), ...statesOf(status!.containerStatuses)]).toEqual(['Pending', 'init: CrashLoopBackOff, 3 restarts', 'app: PodInitializing, 0 restarts'])
    expect(status!.initContainerStatuses![0]!.lastState!.terminated).toMatchObject({ exitCode: 3, reason: 'Error' })
    expect(status!.conditions!.find(({ type }) => type === 'Initialized')).toMatchObject({ status: 'False', reason: 'ContainersNotInitialized', message: 'containers with incomplete status: [init]' })
  })

  test('a sidecar starts first, stays, and counts for readiness [KL1]', () => {
    const sidecar = { ...app, name: 'proxy', restartPolicy: 'Always', startupProbe: { exec: { command: ['ok'] }, periodSeconds: 5 } }
    const cluster = advance(withPod({ initContainers: [sidecar] }), 60_000)
    const { status } = onlyPod(cluster)
    expect([...statesOf(status!.initContainerStatuses), ...statesOf(status!.containerStatuses)]).toEqual(['proxy: Running, 0 restarts', 'app: Running, 0 restarts'])
    const [proxy, main] = [status!.initContainerStatuses![0]!, status!.containerStatuses![0]!]
    expect(main.state!.running!.startedAt! > proxy.state!.running!.startedAt!).toBe(true)
    expect(counters(cluster)).toEqual([1, 1, 1, 1, 1])
  })

  test('each container moves on its own: one that crashes does not restart the other [KL2]', () => {
    const cluster = advance(withPod({ containers: [app, { ...app, name: 'bad', image: 'bad:crash' }] }), 60_000)
    expect(statesOf(onlyPod(cluster).status!.containerStatuses)).toEqual(['app: Running, 0 restarts', 'bad: CrashLoopBackOff, 3 restarts'])
    expect(counters(cluster)).toEqual([1, 1, 0, 1, 0])
  })

  test('a container that cannot be pulled keeps the pod Pending though the other runs', () => {
    const { status } = onlyPod(advance(withPod({ containers: [app, { ...app, name: 'lost', image: 'no-such' }] }), 30_000))
    expect([status!.phase, ...statesOf(status!.containerStatuses)]).toEqual(['Pending', 'app: Running, 0 restarts', 'lost: ImagePullBackOff, 0 restarts'])
  })

  test('a fault ends all running containers once', () => {
    const crashed = advance(fault(advance(withPod({ containers: [app, { ...app, name: 'b' }] }), 30_000), (draft) => crash(draft, which)), 60_000)
    expect(statesOf(onlyPod(crashed).status!.containerStatuses)).toEqual(['app: Running, 1 restarts', 'b: Running, 1 restarts'])
    expect(onlyPod(crashed).status!.containerStatuses![0]!.lastState!.terminated).toMatchObject({ exitCode: 1, reason: 'Error' })
  })

  test.each([['Never', 'exit 0', 'Succeeded', 'Completed 0'], ['Never', 'exit 4', 'Failed', 'Error 4'], ['OnFailure', 'exit 0', 'Succeeded', 'Completed 0']])('a bare pod with restartPolicy %s that does `%s` ends as %s [KL4]', (restartPolicy, command, phase, state) => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'job' }, spec: { restartPolicy, containers: [{ ...init, command: ['sh', '-c', command] }] } }
    const [created] = perform(clusterOf(['node-1']), 'kubectl', (draft) => handleRequest(draft, { verb: 'create', resource: 'pods', namespace: 'default', object: pod }))
    const { status } = onlyPod(advance(created, 60_000))
    expect([status!.phase, ...statesOf(status!.containerStatuses)]).toEqual([phase, `init: ${state}, 0 restarts`])
  })
})

describe('probes', () => {
  const probed = { ...app, livenessProbe: { httpGet: { port: 80 }, periodSeconds: 5, failureThreshold: 3 } }

  test('a liveness probe that fails restarts its container and nothing else [KL3]', () => {
    const hung = advance(fault(advance(withPod({ containers: [probed, { ...app, name: 'b' }] }), 30_000), (draft) => failProbe(draft, which, 'liveness')), 80_000)
    expect(statesOf(onlyPod(hung).status!.containerStatuses)).toEqual(['app: Running, 1 restarts', 'b: Running, 0 restarts'])
    expect(eventsOf(hung, 'Pod').filter((text) => /Unhealthy|Killing/.test(text))).toEqual(['Unhealthy x3: Liveness probe failed: HTTP probe failed with statuscode: 503', 'Killing: Container app failed liveness probe, will be restarted'])
    expect(counters(hung)).toEqual([1, 1, 1, 1, 1])
  })

  test('a container without that probe goes on', () => {
    const hung = advance(fault(advance(withPod({}), 30_000), (draft) => failProbe(draft, which, 'liveness')), 80_000)
    expect(statesOf(onlyPod(hung).status!.containerStatuses)).toEqual(['app: Running, 0 restarts'])
  })

  test.each([{ failureThreshold: 2, restarts: 3, ready: 0 }, { failureThreshold: 10, restarts: 0, ready: 1 }])('a slow start under a startup probe with failureThreshold $failureThreshold [KL3]', ({ failureThreshold, restarts, ready }) => {
    const cluster = advance(withPod({ containers: [{ ...app, image: 'app:slow', startupProbe: { tcpSocket: { port: 80 }, periodSeconds: 2, failureThreshold } }] }), 70_000)
    expect([onlyPod(cluster).status!.containerStatuses![0]!.restartCount, counters(cluster)[2]]).toEqual([restarts, ready])
  })
})

describe('a node that runs short', () => {
  const requesting = (memory: string): corev1.Container => ({ ...app, resources: { requests: { memory } } })
  const shortOf = (shortage: 'memory' | 'disk' | 'pid', pod: Partial<corev1.PodSpec>, forMs: number) => {
    const short = fault(advance(withPod(pod), 30_000), (draft) => pressure(draft, 'node-1', shortage, true))
    return advance(short, short.nowMs + forMs)
  }
  const condition = (cluster: Cluster, type: string) => cluster.objects.nodes.get('node-1')!.status!.conditions!.find((each) => each.type === type)!
  const taints = (cluster: Cluster) => (cluster.objects.nodes.get('node-1')!.spec?.taints ?? []).map(({ key, effect }) => `${key}:${effect}`)

  test('of memory: says so, is tainted, evicts, and takes daemon pods on again [KL5]', () => {
    const short = shortOf('memory', { containers: [requesting('64Mi')] }, 12_000)
    expect(condition(short, 'MemoryPressure')).toMatchObject({ status: 'True', reason: 'KubeletHasInsufficientMemory', message: 'kubelet has insufficient memory available' })
    expect(taints(short)).toEqual(['node.kubernetes.io/memory-pressure:NoSchedule'])
    expect(eventsOf(short, 'Node').at(-1)).toBe('NodeHasInsufficientMemory: Node node-1 status is now: NodeHasInsufficientMemory')
    expect(eventsOf(short, 'Pod').filter((text) => text.startsWith('Evicted'))).toEqual(['Evicted: The node was low on resource: memory. '])
    expect(short.objects.pods.size).toBe(1)
  })

  test('of disk: refuses even daemon pods, and each is replaced later than the one before [KL5]', () => {
    const short = shortOf('disk', {}, 60_000)
    expect(onlyPod(short).status).toMatchObject({ phase: 'Failed', reason: 'Evicted', message: 'Pod was rejected: The node had condition: [DiskPressure]. ' })
    expect(counters(short).slice(0, 3)).toEqual([1, 1, 0])
    expect(eventsOf(short, 'DaemonSet').filter((text) => text.startsWith('FailedDaemonPod')).length).toBeLessThan(9)
  })

  test('system-node-critical pods are spared [KL5]', () => {
    expect(eventsOf(shortOf('pid', { priorityClassName: 'system-node-critical' }, 60_000), 'Pod').filter((text) => text.startsWith('Evicted'))).toEqual([])
  })

  test('when it is over, condition and taint go after five minutes [KL5]', () => {
    const over = fault(shortOf('memory', { containers: [requesting('64Mi')] }, 5_000), (draft) => pressure(draft, 'node-1', 'memory', false))
    expect(condition(advance(over, over.nowMs + 299_000), 'MemoryPressure').status).toBe('True')
    const after = advance(over, over.nowMs + 301_000)
    expect([condition(after, 'MemoryPressure').status, taints(after)]).toEqual(['False', []])
  })
})
