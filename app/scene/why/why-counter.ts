/** "Why is DESIRED 3?" What was counted, when, and why it may have been overtaken since. */
import type * as appsv1 from '#apis/appsv1'
import { facetOfCounter, facets } from '#cluster/journal/facets'
import { fieldOf, type WatchEvent } from '#cluster/kube-apiserver/watch'
import { wakes } from '#cluster/kube-controller-manager/daemonset/daemonset-controller'
import { daemonSetStatus } from '#cluster/kube-controller-manager/daemonset/daemonset-status'
import type { NodeView } from '#cluster/kube-controller-manager/daemonset/node-views'
import { gateField, gateWords } from '../steps/closed-gate.ts'
import { tellStep } from '../steps/tell-step.ts'
import { count, listed } from '../steps/told-step.ts'
import { latestCounted } from './cause-of.ts'
import { chainFrom } from './chain.ts'
import { daemonMoment, notAvailable, type DaemonMoment } from './daemon-moment.ts'
import { changesVerdict, latestWhere, only } from './grounds.ts'
import { clock, lazyWay, type Moment } from './moment.ts'
import type { CounterName, Fact, Way, WhyAnswer } from './question.ts'

const fields = {
  DESIRED: 'desiredNumberScheduled', CURRENT: 'currentNumberScheduled', READY: 'numberReady', 'UP-TO-DATE': 'updatedNumberScheduled', AVAILABLE: 'numberAvailable', MISSCHEDULED: 'numberMisscheduled',
} as const satisfies Readonly<Record<CounterName, keyof appsv1.DaemonSetStatus>>

const meanings: Readonly<Record<CounterName, string>> = {
  DESIRED: 'nodes that should run a pod', CURRENT: 'nodes that should run a pod and have one', READY: 'nodes that should run a pod and whose oldest pod is ready',
  'UP-TO-DATE': 'nodes that should run a pod and whose oldest pod has today’s template', AVAILABLE: 'nodes that should run a pod and whose oldest pod has been ready for minReadySeconds', MISSCHEDULED: 'nodes that have a pod and should have none',
}

/** As many nodes as are named one by one. */
const mostNamed = 4

/** The answer for one counter of a DaemonSet. */
export function whyCounter(moment: Moment, key: string, counter: CounterName): WhyAnswer | undefined {
  const daemon = daemonMoment(moment, key)
  if (!daemon) return undefined
  const { daemonSet, views } = daemon
  const field = fields[counter]
  const stored = daemonSet.status?.[field] ?? 0
  const now = daemonSetStatus(daemonSet, [...views.values()], moment.nowUnixMs)[field] ?? 0
  const written = moment.latest('daemonsets', key, facetOfCounter(field))
  const stale = now === stored ? undefined : overtaken(daemon, now, written)
  const counted = [...views.values()].filter((view) => counts(daemon, view, counter))
  const names = namesOf(counted)
  const when = written ? `The controller counted ${stored.toLocaleString('en')} at ${clock(written.atMs)}` : `It has been ${stored.toLocaleString('en')} from the beginning`
  const lead = stale
    ? `${when}: ${meanings[counter]}. ${stale.words}`
    : `${when}: ${meanings[counter]}${counted.length === 0 ? '' : `, namely ${names}`}.`
  return {
    title: ['Why is', counter, `${stored.toLocaleString('en')}?`], lead,
    facts: [{ text: `status.${field} is ${stored}`, resource: 'daemonsets', key, field: `status.${field}` }, ...missing(daemon, counter)],
    ways: [...(stale?.ways ?? []), countedWay(moment, key, counter, written)],
    daemonSet: key,
  }
}

const namesOf = (views: readonly NodeView[]): string => (views.length > mostNamed ? `${listed(views.slice(0, mostNamed).map(({ name }) => name))} and ${(views.length - mostNamed).toLocaleString('en')} more` : listed(views.map(({ name }) => name)))

/** Does the counter count this node now? As `daemonSetStatus` has it. */
function counts({ moment }: DaemonMoment, { verdict, pods, oldestIsReady, oldestIsUpToDate, oldestAvailableAtUnixMs }: NodeView, counter: CounterName): boolean {
  if (counter === 'MISSCHEDULED') return !verdict.shouldRun && pods.length > 0
  if (!verdict.shouldRun) return false
  if (counter === 'DESIRED') return true
  if (pods.length === 0) return false
  if (counter === 'CURRENT') return true
  if (counter === 'UP-TO-DATE') return oldestIsUpToDate
  return oldestIsReady && (counter === 'READY' || (oldestAvailableAtUnixMs ?? Infinity) <= moment.nowUnixMs)
}

/** The nodes that one might expect and that are not counted, each with its reason. */
function missing(daemon: DaemonMoment, counter: CounterName): readonly Fact[] {
  const { views, daemonSet, moment } = daemon
  const all = [...views.values()]
  const uncounted = all.filter((view) => (counter === 'DESIRED' ? !view.verdict.shouldRun : counter === 'MISSCHEDULED' ? counts(daemon, view, counter) : view.verdict.shouldRun && !counts(daemon, view, counter)))
  const told = uncounted.slice(0, mostNamed).map((view): Fact => {
    const pod = view.pods[0]
    const gate = view.verdict.gates.find(({ passed }) => !passed)
    if (gate) return { text: `${view.name}${counter === 'MISSCHEDULED' ? ' keeps its pod' : ' does not count'}: ${gateWords(gate)}`, resource: 'nodes', key: view.name, field: gateField(gate) }
    if (!pod) return { text: `${view.name} does not count: it has no pod`, resource: 'nodes', key: view.name }
    const at = { resource: 'pods', key: `${pod.metadata!.namespace}/${pod.metadata!.name}` } as const
    if (counter === 'UP-TO-DATE') return { ...at, text: `${view.name} does not count: ${pod.metadata!.name} is of an older template`, field: 'metadata.labels[controller-revision-hash]', manifestPath: 'spec.template' }
    return { ...at, text: `${view.name} does not count: ${notAvailable(moment, daemonSet, pod)}`, field: 'status.conditions[Ready]' }
  })
  return uncounted.length > mostNamed ? [...told, { text: `${count(uncounted.length - mostNamed, 'more node')} ${counter === 'MISSCHEDULED' ? 'like that' : 'not counted'}` }] : told
}

/** What the number would be by now, and why nobody has counted since. */
function overtaken(daemon: DaemonMoment, now: number, written: WatchEvent | undefined): { readonly words: string; readonly ways: readonly Way[] } {
  const { moment, key, daemonSet, views } = daemon
  const timer = moment.cluster.timers.find((each) => each.component === 'daemonset-controller' && each.key === key)
  const changed = latestWhere(moment.past, only(moment.past.journal.back(facets.cameOrWent | facets.labels | facets.spec, moment.beforeId), ({ resource, id }) => resource === 'nodes' && id > (written?.id ?? 0)), (event) => changesVerdict(event as WatchEvent<'nodes'>, daemonSet))
  const what = changed && ` (${tellStep(changed).text}, ${clock(changed.atMs)})`
  const view = changed && views.get(changed.key)
  const quiet = view && !wakes(daemonSet, view.verdict, view.pods.length > 0)
  const words = timer
    ? `By now it would be ${now.toLocaleString('en')}: the controller counts again at ${clock(timer.dueAtMs)}.`
    : `By now it would be ${now.toLocaleString('en')}${what ?? ''}. No sync has come since: ${quiet ? `on ${changed.key} no pod has to come or go, so the change wakes nobody, and the number stays until something else does` : changed?.type === 'DELETED' ? 'a node that goes wakes nobody by itself' : 'nothing has woken the controller'}.`
  return { words, ways: changed ? [moment.wayFrom('What it does not count yet', changed.id)] : [] }
}

/** From the write of the number back, by what this counter counts. */
function countedWay(moment: Moment, key: string, counter: CounterName, written: WatchEvent | undefined): Way {
  const heading = 'How it came to be counted'
  if (!written) return moment.wayOf('How its DaemonSet came', fieldOf('daemonsets', key, ''))
  if ( written.reason?.rule !== 'status') return moment.wayFrom(heading, written.id)
  const { past } = moment
  return lazyWay(heading, written.id, () => {
    const cause = latestCounted(past, written as WatchEvent<'daemonsets'>, [fields[counter]])
    return [{ kind: 'step', id: written.id, told: tellStep(written) }, ...chainFrom(past, cause?.id ?? written.cause)]
  })
}
