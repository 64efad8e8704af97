/** Walks from the grammar that the recorded random walks are drawn from: nodes come, go and fail, are marked and drained, while DaemonSets change by command line. */
import { perform, type Observer } from '#cluster/advance'
import { bootCluster } from '#cluster/boot-cluster'
import type { Cluster } from '#cluster/cluster'
import { Random } from '#cluster/random'
import { performFault, withPodNames } from '../cluster-act.ts'
import { advanceWithProcesses, startCommand } from '../run-kubectl.ts'
import { recordedClocks } from './replay.ts'
import type { GivenStep } from './recording.ts'

/** Draws: one of a list, and whether something of this probability happens. */
class Dice {
  private readonly random: Random
  constructor(seed: number) {
    this.random = new Random(Math.imul(seed, 7919))
  }
  of<T>(list: readonly T[]): T {
    return list[this.random.integer(list.length)]!
  }
  isSo(probability: number): boolean {
    return this.random.integer(1_000) < probability * 1_000
  }
}

const marks = [
  { key: 'dedicated', value: 'db', effect: 'NoSchedule' }, { key: 'maintenance', effect: 'NoExecute' }, { key: 'soft', value: 'x', effect: 'PreferNoSchedule' },
  { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' },
]
const strategies = [
  undefined, undefined, undefined, { type: 'OnDelete' },
  ...[{ maxUnavailable: 1 }, { maxUnavailable: 2 }, { maxUnavailable: '50%' }, { maxUnavailable: '100%' }, { maxUnavailable: 0, maxSurge: 1 }, { maxUnavailable: 0, maxSurge: '50%' }].map((rollingUpdate) => ({ type: 'RollingUpdate', rollingUpdate })),
]
const tolerations = [
  { operator: 'Exists' }, { key: 'dedicated', operator: 'Exists' }, { key: 'dedicated', operator: 'Equal', value: 'web' }, { key: 'dedicated', operator: 'Equal', value: 'db', effect: 'NoSchedule' },
  { key: 'maintenance', operator: 'Exists', effect: 'NoExecute' }, { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
]
const requirements = [{ key: 'zone', operator: 'NotIn', values: ['a'] }, { key: 'zone', operator: 'In', values: ['a'] }, { key: 'zone', operator: 'Exists' }, { key: 'disk', operator: 'DoesNotExist' }]
const images = ['1.30', '1.31', '1.32', '1.33', '1.34', 'broken', 'crash', 'notready', 'slow']

function newNode(dice: Dice, name: string) {
  const labels = { ...(dice.isSo(0.55) && { disk: dice.of(['ssd', 'hdd']) }), ...(dice.isSo(0.4) && { zone: dice.of(['a', 'b']) }) }
  return { name, labels, ...(dice.isSo(0.3) && { taints: [dice.of(marks)] }), ...(dice.isSo(0.2) && { allocatable: { cpu: '300m' } }) }
}

/** JSON is YAML too. */
function daemonSet(dice: Dice, name: string): string {
  const updateStrategy = dice.of(strategies)
  const pod = {
    ...(dice.isSo(0.25) && { nodeSelector: { disk: dice.of(['ssd', 'hdd']) } }),
    ...(dice.isSo(0.2) && { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [dice.of(requirements)] }] } } } }),
    ...(dice.isSo(0.4) && { tolerations: [dice.of(tolerations)] }),
    containers: [{ name: 'agent', image: `nginx:1.2${dice.of([0, 1, 2, 3, 4, 5, 6, 7, 8])}`, ...(dice.isSo(0.35) && { resources: { requests: { cpu: dice.of(['100m', '200m', '500m']) } } }) }],
  }
  const spec = { selector: { matchLabels: { app: name } }, ...(updateStrategy && { updateStrategy }), ...(dice.isSo(0.1) && { minReadySeconds: 2 }), template: { metadata: { labels: { app: name } }, spec: pod } }
  return JSON.stringify({ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name }, spec })
}

type Make = () => GivenStep['do']

/** What may happen next in this cluster, each as likely as the others. */
function acts(dice: Dice, nodes: readonly string[], nextName: () => string): readonly Make[] {
  const node = nodes.length > 0 ? dice.of(nodes) : 'node-0'
  const app = dice.isSo(0.85) ? 'agent' : 'logs'
  const pods = { node, labels: { app } }
  const lines = (...given: readonly string[]): Make => () => ({ kubectl: dice.of(given) })
  const apply: Make = () => ({ kubectl: 'apply -f -', input: daemonSet(dice, app) })
  return [
    apply, apply,
    () => ({ join: [newNode(dice, nextName())] }), () => ({ leave: [node] }), () => ({ fail: [node] }), () => ({ recover: [node] }), () => ({ evict: pods }), () => ({ unready: pods }), () => ({ ready: pods }),
    lines(`rollout restart ds/${app}`), lines(`rollout undo ds/${app}`), lines(...images.map((tag) => `set image ds/${app} agent=nginx:${tag}`)),
    lines(...['dedicated=db:NoSchedule', 'dedicated=web:NoSchedule', 'maintenance:NoExecute', 'soft=x:PreferNoSchedule'].map((taint) => `taint nodes ${node} ${taint} --overwrite`)),
    lines(...['dedicated-', 'maintenance-', 'soft-'].map((taint) => `taint nodes ${node} ${taint}`)),
    lines(...['disk=ssd', 'disk=hdd', 'zone=a', 'zone=b'].map((label) => `label node ${node} ${label} --overwrite`)), lines(`label node ${node} disk-`, `label node ${node} zone-`),
    lines(`cordon ${node}`), lines(`uncordon ${node}`), lines(`drain ${node} --ignore-daemonsets`),
    lines(`delete pod <${app}@${node}> --ignore-not-found`), lines(`delete ds ${app}`, `delete ds ${app} --cascade=orphan`, `delete ds ${app} --cascade=foreground --wait=false`),
  ]
}

/** One act, and what comes of it within `elapsedMs` (virtual). */
export function played(cluster: Cluster, act: GivenStep['do'], elapsedMs: number, observer: Observer = {}): Cluster {
  const untilMs = cluster.nowMs + elapsedMs
  if (!('kubectl' in act)) return advanceWithProcesses(perform(cluster, 'fault', (draft) => performFault(draft, act), observer)[0], [], untilMs, observer)[0]
  const line = withPodNames(act.kubectl, cluster)
  const [started, process] = perform(cluster, 'kubectl', (draft) => startCommand(draft, line, { stdin: act.input ?? '' }), observer)
  return advanceWithProcesses(started, [process], untilMs, observer)[0]
}

/** The walk of this seed, on two to four nodes, up to twelve acts; some come before the one before is done with. */
export function walked(seed: number, observer: Observer = {}): { readonly cluster: Cluster; readonly steps: readonly GivenStep[] } {
  const dice = new Dice(seed)
  let names = 0
  const nextName = () => `node-${++names}`
  const steps: GivenStep[] = []
  let cluster = bootCluster(seed, recordedClocks)
  const go = (act: GivenStep['do'], elapsedMs: number) => {
    steps.push({ do: act, elapsedMs })
    cluster = played(cluster, act, elapsedMs, observer)
  }
  go({ join: Array.from({ length: dice.of([2, 3, 4]) }, () => newNode(dice, nextName())) }, 2_800)
  go({ kubectl: 'apply -f -', input: daemonSet(dice, 'agent') }, 2_900)
  for (let count = dice.of([6, 8, 10, 12]); count > 0; count--) go(dice.of(acts(dice, [...cluster.objects.nodes.keys()], nextName))(), dice.of([60, 250, 2_500, 4_000, 4_000, 12_000]))
  return { cluster, steps }
}
