/** Random walks like the recorded ones: nodes come, go, fail, are marked, run short, while a DaemonSet changes. */
import fc from 'fast-check'
import type * as appsv1 from '#apis/appsv1'
import type * as corev1 from '#apis/corev1'
import { advance, perform } from './advance.ts'
import type { Observer } from './advance.ts'
import type { Cluster } from './cluster.ts'
import { applied, clusterOf, newDaemonSet } from './cluster.fixture.ts'
import type { Draft } from './draft.ts'
import { crash, evict, fail, failProbe, join, leave, pressure, recover, setReady } from './faults.ts'

const names = ['node-1', 'node-2', 'node-3', 'node-4'] as const
const faults = ['join', 'leave', 'fail', 'recover', 'evict', 'crash', 'ready', 'unready', 'hang', 'short', 'enough'] as const
const marks = ['taint', 'untaint', 'taintSoftly', 'label', 'unlabel', 'cordon', 'uncordon', 'deletePod', 'losePod'] as const
const templates = ['nginx:1.27', 'nginx:1.28', 'nginx:nope', 'app:crash', 'app:slow', 'app:notready'] as const

/** What may stand in the DaemonSet of a walk. */
interface Shape {
  readonly image: string
  readonly maxUnavailable: number | string
  readonly surges: boolean
  readonly onDelete: boolean
  readonly minReadySeconds: number
  readonly onlyLabelled: boolean
  readonly tolerates: boolean
  readonly probed: boolean
}

/** One act and how long (virtual ms) nothing else happens before it. */
export interface Step {
  readonly afterMs: number
  readonly act: { readonly what: (typeof faults)[number] | (typeof marks)[number] | 'recreate'; readonly node: string } | { readonly what: 'apply'; readonly shape: Shape }
}

const shape = fc.record({
  image: fc.constantFrom(...templates), maxUnavailable: fc.constantFrom(1, 2, '50%'), surges: fc.boolean(), onDelete: fc.nat(9).map((n) => n === 0),
  minReadySeconds: fc.constantFrom(0, 0, 0, 5), onlyLabelled: fc.nat(4).map((n) => n === 0), tolerates: fc.boolean(), probed: fc.boolean(),
})
const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ what: fc.constantFrom(...faults, ...marks, 'recreate' as const), node: fc.constantFrom(...names) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('apply' as const), shape }) },
)
/** Up to ten steps. */
export const walk: fc.Arbitrary<readonly Step[]> = fc.array(fc.record({ act, afterMs: fc.oneof(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 70_000 })) }), { maxLength: 10 })

/** The DaemonSet that a walk begins and ends with. */
export const plain: Shape = { image: 'nginx:1.27', maxUnavailable: 1, surges: false, onDelete: false, minReadySeconds: 0, onlyLabelled: false, tolerates: false, probed: false }

/** The shape as an object. */
export function toDaemonSet({ image, maxUnavailable, surges, onDelete, minReadySeconds, onlyLabelled, tolerates, probed }: Shape): appsv1.DaemonSet {
  const rollingUpdate = surges ? { maxUnavailable: 0, maxSurge: maxUnavailable } : { maxUnavailable, maxSurge: 0 }
  const probe: corev1.Probe = { httpGet: { port: 80 }, periodSeconds: 3, failureThreshold: 2 }
  const container: corev1.Container = { name: 'agent', image, imagePullPolicy: 'IfNotPresent', ...(probed && { livenessProbe: probe, readinessProbe: probe }) }
  return newDaemonSet(
    { updateStrategy: onDelete ? { type: 'OnDelete' } : { type: 'RollingUpdate', rollingUpdate }, ...(minReadySeconds > 0 && { minReadySeconds }) },
    { containers: [container], ...(onlyLabelled && { nodeSelector: { disk: 'ssd' } }), ...(tolerates && { tolerations: [{ key: 'gone', operator: 'Exists' }] }) },
  )
}

const changeNode = (draft: Draft, name: string, change: (node: corev1.Node) => corev1.Node) => {
  const node = draft.api.get('nodes', name)
  if (node) draft.api.update('nodes', change(node))
}
const withTaint = (node: corev1.Node, effect: string | undefined): corev1.Node => {
  const others = (node.spec?.taints ?? []).filter(({ key }) => key !== 'gone')
  return { ...node, spec: { ...node.spec, taints: effect ? [...others, { key: 'gone', effect }] : others } }
}
const withLabel = (node: corev1.Node, value: string | undefined): corev1.Node => {
  const { disk: _, ...labels } = node.metadata!.labels ?? {}
  return { ...node, metadata: { ...node.metadata, labels: value ? { ...labels, disk: value } : labels } }
}

function onNode(draft: Draft, what: (typeof faults)[number] | (typeof marks)[number], name: string): void {
  const which = { node: name, labels: { app: 'agent' } }
  const keys = [...draft.api.pods.onNode(name).keys()]
  const acts: Readonly<Record<typeof what, () => unknown>> = {
    join: () => join(draft, { name }), leave: () => leave(draft, name), fail: () => fail(draft, name), recover: () => recover(draft, name),
    evict: () => evict(draft, which), crash: () => crash(draft, which), ready: () => setReady(draft, which, true), unready: () => setReady(draft, which, false), hang: () => failProbe(draft, which, 'liveness'),
    short: () => pressure(draft, name, 'memory', true), enough: () => pressure(draft, name, 'memory', false),
    taint: () => changeNode(draft, name, (node) => withTaint(node, 'NoExecute')), taintSoftly: () => changeNode(draft, name, (node) => withTaint(node, 'NoSchedule')), untaint: () => changeNode(draft, name, (node) => withTaint(node, undefined)),
    label: () => changeNode(draft, name, (node) => withLabel(node, 'ssd')), unlabel: () => changeNode(draft, name, (node) => withLabel(node, undefined)),
    cordon: () => changeNode(draft, name, (node) => ({ ...node, spec: { ...node.spec, unschedulable: true } })), uncordon: () => changeNode(draft, name, (node) => ({ ...node, spec: { ...(node.spec?.taints && { taints: node.spec.taints }) } })),
    deletePod: () => keys.forEach((key) => draft.api.delete('pods', key)),
    losePod: () => keys.slice(0, 1).forEach((key) => draft.api.update('pods', { ...draft.api.get('pods', key)!, metadata: { ...draft.api.get('pods', key)!.metadata, labels: { app: 'lost' } } })),
  }
  acts[what]()
}

function changed(cluster: Cluster, step: Step['act']): Cluster {
  if (step.what === 'apply') return applied(cluster, toDaemonSet(step.shape))
  if (step.what !== 'recreate') return perform(cluster, 'fault', (draft) => onNode(draft, step.what as (typeof faults)[number], step.node))[0]
  const [gone] = perform(cluster, 'kubectl', (draft) => draft.api.delete('daemonsets', 'default/agent', { propagationPolicy: step.node === 'node-1' ? 'Orphan' : step.node === 'node-2' ? 'Foreground' : 'Background' }))
  let after = advance(gone, gone.nowMs + 1_000)
  // In the foreground it goes last, and a pod on a dead node holds it.
  if (after.objects.daemonsets.has('default/agent')) after = advance(after, after.nowMs + 40_000)
  return after.objects.daemonsets.has('default/agent') ? after : applied(after, toDaemonSet(plain))
}

/** Where a walk begins: three nodes. */
export const beginning = (seed: number): Cluster => applied(clusterOf(names.slice(0, 3), seed), toDaemonSet(plain))

/** The cluster one step of a walk later. */
export function stepped(cluster: Cluster, { act: what, afterMs }: Step, stepMs = 1_000_000, observer: Observer = {}): Cluster {
  let next = cluster
  for (const untilMs = cluster.nowMs + afterMs; next.nowMs < untilMs; ) next = advance(next, Math.min(untilMs, next.nowMs + stepMs), observer)
  return changed(next, what)
}

/** Plays a walk on three nodes in steps of this size (virtual ms). */
export const play = (seed: number, steps: readonly Step[], stepMs = 1_000_000, observer: Observer = {}): Cluster =>
  steps.reduce((cluster, step) => stepped(cluster, step, stepMs, observer), beginning(seed))

/** Everything mended: power back, enough of all, no lost pods, and the plain DaemonSet; two hours later. */
export function settled(cluster: Cluster): Cluster {
  const mended = perform(cluster, 'fault', (draft) => {
    for (const name of cluster.objects.nodes.keys()) {
      recover(draft, name)
      pressure(draft, name, 'memory', false)
    }
    for (const [key, pod] of cluster.objects.pods) if (pod.metadata!.labels?.app === 'lost') draft.api.delete('pods', key, { gracePeriodSeconds: 0 })
  })[0]
  const first = advance(mended, mended.nowMs + 60_000)
  const ready = perform(first.objects.daemonsets.get('default/agent')?.metadata?.deletionTimestamp ? first : applied(first, toDaemonSet(plain)), 'fault', (draft) => {
    for (const name of first.objects.nodes.keys()) setReady(draft, { node: name, labels: { app: 'agent' } }, true)
  })[0]
  const quiet = advance(ready, ready.nowMs + 7_200_000)
  // A taint that sends nobody away wakes nobody: DESIRED follows with the next change of the DaemonSet.
  const touched = perform(quiet, 'kubectl', (draft) => {
    const daemonSet = draft.api.get('daemonsets', 'default/agent')
    if (daemonSet) draft.api.update('daemonsets', { ...daemonSet, metadata: { ...daemonSet.metadata, labels: { touched: 'yes' } } })
  })[0]
  return advance(touched, touched.nowMs + 60_000)
}
