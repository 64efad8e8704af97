/** How fast any moment of a long session is reached, and what that costs in memory: one JSON line per figure. */
import type { LabAct } from './lab-act.ts'
import { currentBranch, firstLine, nowMsOf, openTimeline, perform, seek, type Timeline } from './timeline.ts'

const print = (figure: string, value: number, unit: string, budget: number) => console.log(JSON.stringify({ figure, value: Math.round(value * 100) / 100, unit, budget }))
const manifest = (tag: number) => `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  updateStrategy: {rollingUpdate: {maxUnavailable: 10%}}
  template:
    metadata: {labels: {app: agent}}
    spec: {containers: [{name: agent, image: "nginx:1.${tag}"}]}
`
const hourMs = 3_600_000

/** An hour in which an image is rolled out and a node lost and found every few minutes. */
function hourOf(nodes: number, everyMs: number): Timeline {
  const start = { seed: 1, nodes: Array.from({ length: nodes }, (_, index) => ({ name: `node-${index + 1}` })), readyAtMs: 5_000 }
  let timeline: Timeline = openTimeline(firstLine(start), () => ({ note: () => undefined }))
  const does = (atMs: number, act: LabAct) => {
    ;[timeline] = perform(seek(timeline, atMs), act)
  }
  for (let atMs = 10_000, turn = 0; atMs < hourMs; atMs += everyMs, turn++) {
    does(atMs, { shell: 'shell-1', line: 'kubectl apply -f manifest.yaml', files: { 'manifest.yaml': manifest(turn) } })
    does(atMs + 40_000, { fail: [`node-${turn + 1}`] })
    does(atMs + 130_000, { recover: [`node-${turn + 1}`] })
  }
  return seek(timeline, hourMs)
}

for (const [nodes, everyMs, budget] of [[300, 180_000, 100], [5_000, 300_000, 500]] as const) {
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const from = performance.now()
  let timeline = hourOf(nodes, everyMs)
  print(`playing an hour of ${nodes} nodes`, performance.now() - from, 'ms', 60_000)
  globalThis.gc?.()
  print(`memory for an hour of ${nodes} nodes`, (process.memoryUsage().heapUsed - before) / 1e6, 'MB', 200)
  const took: number[] = []
  // A fixed walk all over the hour.
  for (let step = 1; step <= 60; step++) {
    const atMs = (step * 1_234_577) % hourMs
    const begun = performance.now()
    timeline = seek(timeline, atMs)
    took.push(performance.now() - begun)
  }
  took.sort((a, b) => a - b)
  print(`seek in an hour of ${nodes} nodes, median`, took[took.length >> 1]!, 'ms', budget)
  print(`seek in an hour of ${nodes} nodes, longest of ${took.length}`, took.at(-1)!, 'ms', budget)
  if (nowMsOf(timeline) > currentBranch(timeline).untilMs) throw new Error('a seek went too far')
}
