/**
 * How fast any moment of a long session is reached, and what remembering it holds: one JSON line
 * per figure. Milliseconds are those of the clock; on a busy machine `cpu` is what counts.
 */
import type { Cluster } from '#cluster/cluster'
import type { LabAct } from './lab-act.ts'
import { currentBranch, firstLine, nowMsOf, openTimeline, perform, seek, type Timeline } from './timeline.ts'

const rounded = (value: number) => Math.round(value * 100) / 100
const print = (figure: string, value: number, unit: string, budget: number, rest: object = {}) => console.log(JSON.stringify({ figure, value: rounded(value), unit, budget, ...rest }))
const manifest = (tag: number, maxUnavailable: string) => `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  updateStrategy: {rollingUpdate: {maxUnavailable: ${maxUnavailable}}}
  template:
    metadata: {labels: {app: agent}}
    spec: {containers: [{name: agent, image: "nginx:1.${tag}"}]}
`
const hourMs = 3_600_000
const line = (text: string, files?: Record<string, string>): LabAct => ({ shell: 'shell-1', line: text, files })
const apply = (tag: number, maxUnavailable = '10%') => line('kubectl apply -f manifest.yaml', { 'manifest.yaml': manifest(tag, maxUnavailable) })

/** What happens when, in virtual ms. */
type Story = readonly (readonly [atMs: number, act: LabAct])[]

/** An hour as a person spends it: an apply, an update, machines that are lost and found, machines that are emptied. */
const oneUpdate: Story = [
  [10_000, apply(26)],
  [300_000, { fail: ['node-3', 'node-40', 'node-41', 'node-200'] }],
  [900_000, { recover: ['node-3', 'node-40', 'node-41', 'node-200'] }],
  [1_200_000, apply(27)],
  [1_900_000, line('kubectl drain node-7 --ignore-daemonsets')],
  [2_000_000, line('kubectl drain node-8 --ignore-daemonsets')],
  [2_100_000, line('kubectl uncordon node-7 node-8')],
  [2_400_000, line('kubectl taint nodes node-9 gpu=yes:NoExecute')],
  [2_700_000, { fail: ['node-100'] }],
  [3_000_000, line('kubectl delete pod -l app=agent --field-selector spec.nodeName=node-11')],
]

/** An hour in which an image is rolled out and a node lost and found every few minutes. */
const updatesEvery = (everyMs: number): Story => Array.from({ length: Math.floor(hourMs / everyMs) }, (_, turn) => turn).flatMap((turn): Story => [
  [10_000 + turn * everyMs, apply(turn)],
  [50_000 + turn * everyMs, { fail: [`node-${turn + 1}`] }],
  [140_000 + turn * everyMs, { recover: [`node-${turn + 1}`] }],
])

const cpuMs = () => process.cpuUsage().user / 1_000
const heapMb = () => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1e6
}

function play(nodes: number, story: Story, untilMs: number): Timeline {
  const start = { seed: 1, nodes: Array.from({ length: nodes }, (_, index) => ({ name: `node-${index + 1}` })), readyAtMs: 5_000 }
  let timeline: Timeline = openTimeline(firstLine(start), () => ({ note: () => undefined }))
  for (const [atMs, act] of story) [timeline] = perform(seek(timeline, atMs), act)
  return seek(timeline, untilMs)
}

/** Goes to these moments, one after another. */
function visit(name: string, from: Timeline, budget: number, moments: readonly number[]): void {
  let timeline = from
  const took: { readonly ms: number; readonly cpu: number; readonly atMs: number }[] = []
  for (const atMs of moments) {
    const [begun, cpu] = [performance.now(), cpuMs()]
    timeline = seek(timeline, atMs)
    took.push({ ms: performance.now() - begun, cpu: cpuMs() - cpu, atMs })
  }
  took.sort((a, b) => a.ms - b.ms)
  const middle = took[took.length >> 1]!
  const longest = took.at(-1)!
  print(`${name}, median`, middle.ms, 'ms', budget, { cpu: rounded(middle.cpu) })
  print(`${name}, longest of ${took.length}`, longest.ms, 'ms', budget, { cpu: rounded(longest.cpu), atMs: longest.atMs })
  if (nowMsOf(timeline) > currentBranch(timeline).untilMs) throw new Error('a seek went too far')
}

/** A fixed walk all over what was played; `busyMs` says where things happen, since most of an hour is rest. */
function momentsOf(untilMs: number, busyMs: readonly (readonly [number, number])[]): readonly number[] {
  const anywhere = Array.from({ length: 60 }, (_, step) => ((step + 1) * 1_234_577) % untilMs)
  return anywhere.flatMap((atMs, step) => {
    const busy = busyMs[step % busyMs.length]
    return busy ? [atMs, busy[0] + (atMs % (busy[1] - busy[0]))] : [atMs]
  })
}

function measure(name: string, nodes: number, story: Story, untilMs: number, budget: number, busyMs: readonly (readonly [number, number])[] = []): void {
  const before = heapMb()
  const last = measured(name, before, nodes, story, untilMs, budget, busyMs)
  print(`of it the cluster at the end of ${name}`, heapMb() - before, 'MB', 150, { pods: last.objects.pods.size, events: last.objects.events.size })
}

function measured(name: string, before: number, nodes: number, story: Story, untilMs: number, budget: number, busyMs: readonly (readonly [number, number])[]): Cluster {
  const [begun, cpu] = [performance.now(), cpuMs()]
  const timeline = play(nodes, story, untilMs)
  print(`playing ${name}`, performance.now() - begun, 'ms', 60_000, { cpu: rounded(cpuMs() - cpu) })
  print(`memory for ${name}`, heapMb() - before, 'MB', 200)
  // All of it has been played: from here on it is only looked up.
  visit(`seek in ${name}`, timeline, budget, momentsOf(untilMs, busyMs))
  return timeline.world.cluster
}

const wanted = process.argv[2] ?? ''
const stories: readonly (readonly [string, () => void])[] = [
  ['an hour of 300 nodes', () => measure('an hour of 300 nodes', 300, oneUpdate, hourMs, 100, [[10_000, 60_000], [1_200_000, 1_400_000]])],
  ['an hour of 300 nodes, 20 updates', () => measure('an hour of 300 nodes, 20 updates', 300, updatesEvery(180_000), hourMs, 100)],
  ['an hour of 5,000 nodes', () => measure('an hour of 5,000 nodes', 5_000, oneUpdate, hourMs, 500, [[10_000, 60_000], [1_200_000, 1_400_000]])],
  ['an hour of 5,000 nodes, 12 updates', () => measure('an hour of 5,000 nodes, 12 updates', 5_000, updatesEvery(300_000), hourMs, 500)],
  ['5,000 nodes updated one at a time', () => measure('5,000 nodes updated one at a time', 5_000, [[10_000, apply(26, '1')], [100_000, apply(27, '1')]], 40_000_000, 500)],
]
for (const [name, run] of stories) if (name.includes(wanted)) run()
