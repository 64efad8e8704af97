/**
 * What a person or a lesson does to a cluster, as data: the one vocabulary of buttons, lessons and
 * recordings. A session is its acts and their times; everything else follows from them.
 */
import { isStatus, notFound } from '#apis/status'
import type { Observer } from '#cluster/advance'
import { perform } from '#cluster/advance'
import type { Cause } from '#cluster/cause'
import type { Cluster } from '#cluster/cluster'
import type { Draft } from '#cluster/draft'
import { crash, evict, fail, failProbe, join, leave, pressure, recover, setReady, type JoiningNode, type PodsOnNode } from '#cluster/faults'
import type { Shortage } from '#cluster/kubelet/eviction'
import { machineRefusal, type MachineAct } from '#cluster/rules'
import type { Answer } from './answer.ts'
import { refusal, refused, said } from './answer.ts'

/** What may happen to a container from outside of Kubernetes. */
export type PodFault = 'crash' | 'evict' | 'unready' | 'ready' | 'fail-liveness' | 'fail-startup'

/** What befalls machines and containers: kubectl has no line for it. */
export type Act =
  | { readonly join: readonly JoiningNode[] }
  | { readonly leave: readonly string[] }
  | { readonly fail: readonly string[] }
  | { readonly recover: readonly string[] }
  | { readonly fill: string; readonly requests: Readonly<Record<string, string>> }
  | { readonly pod: string; readonly fault: PodFault }
  | { readonly pressure: string; readonly of: Shortage; readonly short: boolean }

/** Does it; `cause` names it to whoever asks later. A refused act leaves the cluster as it was, unless its answer says otherwise. */
export function performAct(cluster: Cluster, act: Act, observer: Observer = {}, cause?: Cause): [Cluster, Answer] {
  const { rules } = cluster.options
  const leftOut = rules && machineRefusal(rules, nameOf(act))
  if (leftOut !== undefined) return [cluster, refused(leftOut)]
  const fault = (write: (draft: Draft) => Answer) => perform(cluster, 'fault', write, observer, cause)
  if ('fill' in act) return perform(cluster, 'kubectl', (draft) => fill(draft, act.fill, act.requests), observer, cause)
  if ('pod' in act) return fault((draft) => podFault(draft, act.pod, act.fault))
  if ('pressure' in act) return fault((draft) => shortage(draft, act.pressure, act.of, act.short))
  if ('join' in act) return fault((draft) => firstRefusal(act.join.map((node) => join(draft, node)), joined(act.join)))
  if ('leave' in act) return fault((draft) => firstRefusal(act.leave.map((name) => leave(draft, name)), act.leave.map((name) => `node "${name}" deleted`).join('\n')))
  return fault((draft) => {
    for (const name of 'fail' in act ? act.fail : act.recover) ('fail' in act ? fail : recover)(draft, name)
    return said('fail' in act ? `${act.fail.join(', ')} lost its power.` : `${act.recover.join(', ')} has power again.`)
  })
}

/** What limits call an act. */
const nameOf = (act: Act): MachineAct => ('pod' in act ? act.fault : (Object.keys(act)[0] as Exclude<MachineAct, PodFault>))

const joined = (nodes: readonly JoiningNode[]): string => (nodes.length === 1 ? `${nodes[0]!.name} joins the cluster.` : `${nodes.length.toLocaleString('en')} nodes join the cluster.`)

const firstRefusal = (answers: readonly unknown[], otherwise: string): Answer => {
  const refused = answers.find(isStatus)
  return refused ? refusal(refused) : said(otherwise)
}

/** A pod of other work that may run on this node only. */
function fill(draft: Draft, node: string, requests: Readonly<Record<string, string>>): Answer {
  if (!draft.api.get('nodes', node)) return refusal(notFound('nodes', node))
  const created = draft.api.create('pods', {
    metadata: { generateName: 'other-work-', namespace: 'default', labels: { app: 'other-work' } },
    spec: {
      nodeSelector: { 'kubernetes.io/hostname': node },
      containers: [{ name: 'work', image: 'registry.k8s.io/pause:3.10', resources: { requests } }],
      terminationGracePeriodSeconds: 30,
      restartPolicy: 'Always',
    },
    status: { phase: 'Pending' },
  }, { reason: { rule: 'request' } })
  return isStatus(created) ? refusal(created) : said(`pod/${created.metadata!.name} created`)
}

/** What a node runs short of, in words. */
export const shortageWords: Readonly<Record<Shortage, string>> = { memory: 'memory', disk: 'disk space', pid: 'process ids' }

function shortage(draft: Draft, node: string, of: Shortage, short: boolean): Answer {
  if (!draft.api.get('nodes', node)) return refusal(notFound('nodes', node))
  pressure(draft, node, of, short)
  return said(short ? `${node} runs short of ${shortageWords[of]}.` : `${node} has enough ${shortageWords[of]} again.`)
}

function podFault(draft: Draft, key: string, what: PodFault): Answer {
  const pod = draft.api.get('pods', key)
  const node = pod?.spec?.nodeName
  const name = key.slice(key.indexOf('/') + 1)
  if (!pod || !node) return refusal(notFound('pods', name))
  const which: PodsOnNode = { node, labels: pod.metadata?.labels ?? {} }
  switch (what) {
    case 'crash':
      crash(draft, which)
      return said(`The container of ${name} exits with code 1.`)
    case 'evict':
      evict(draft, which)
      return said(`The kubelet of ${node} evicts ${name}: low on memory.`)
    case 'fail-liveness':
    case 'fail-startup': {
      const kind = what === 'fail-liveness' ? 'liveness' : 'startup'
      failProbe(draft, which, kind)
      return said(`The process of ${name} hangs: its ${kind} probe fails from now on.`)
    }
    case 'ready':
    case 'unready':
      setReady(draft, which, what === 'ready')
      return said(`${name} ${what === 'ready' ? 'answers its readiness probe again' : 'fails its readiness probe'}.`)
  }
}
