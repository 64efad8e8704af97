/**
 * The session: the cluster in time, the draft, and what a person can do. The only place that knows
 * the wall clock and the browser's storage. A session is kept as its acts and played again on reload.
 */
import { createStore } from 'zustand/vanilla'
import { limits } from '#apis/manifest'
import { advance, nextDueAtMs } from '#cluster/advance'
import { bootCluster } from '#cluster/boot-cluster'
import type { Cluster } from '#cluster/cluster'
import { toScene, type Scene } from '#scene/scene'
import { performAct, type Act, type Answer } from '#timeline/act'

export interface SessionState {
  readonly cluster: Cluster
  readonly scene: Scene
  readonly draft: string
  readonly playing: boolean
  /** Virtual ms per wall ms. */
  readonly speed: number
  readonly answer: Answer | undefined
  readonly acts: readonly { readonly atMs: number; readonly act: Act }[]
}

/** What is kept between visits. */
interface Kept {
  readonly version: 1
  readonly draft: string
  readonly nowMs: number
  readonly acts: SessionState['acts']
}

const storageKey = 'daemonset-lab.session'
const seed = 1
/** The longest stretch of wall time that one frame makes up for. */
const longestFrameMs = 250

export const firstManifest = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: nginx-daemonset
spec:
  selector:
    matchLabels:
      app: nginx
  template:
    metadata:
      labels:
        app: nginx
    spec:
      containers:
      - name: nginx
        image: nginx:latest
`

/** Three workers and a control plane, Ready, with nothing applied. */
function startCluster(): Cluster {
  const controlPlane = { name: 'cp-1', labels: { 'node-role.kubernetes.io/control-plane': '' }, taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] }
  const nodes = [controlPlane, ...['worker-1', 'worker-2', 'worker-3'].map((name) => ({ name }))]
  return advance(performAct(bootCluster(seed), { join: nodes })[0], 5_000)
}

function stateOf(cluster: Cluster, rest: Partial<SessionState> = {}): SessionState {
  return { draft: firstManifest, playing: true, speed: 1, answer: undefined, acts: [], ...rest, cluster, scene: toScene(cluster) }
}

/** The session as it was left, or a new one; what cannot be read is set aside, never fatal. */
function restored(): SessionState {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as Kept | null
    if (kept?.version !== 1) return stateOf(startCluster())
    let cluster = startCluster()
    for (const { atMs, act } of kept.acts) [cluster] = performAct(advance(cluster, atMs), act)
    return stateOf(advance(cluster, Math.max(cluster.nowMs, kept.nowMs)), { draft: kept.draft, acts: kept.acts })
  } catch {
    try {
      localStorage.setItem(`${storageKey}.unreadable`, localStorage.getItem(storageKey) ?? '')
    } catch {
      // No storage at all: the session lives in memory.
    }
    return stateOf(startCluster())
  }
}

export const session = createStore<SessionState>(restored)

/** The whole session as text: the draft and every act with its time. */
export function exportSession(): string {
  const { draft, acts, cluster } = session.getState()
  const kept: Kept = { version: 1, draft, nowMs: cluster.nowMs, acts }
  return JSON.stringify(kept)
}

/** Writes down what is needed to come back to this moment. */
export function keep(): void {
  try {
    localStorage.setItem(storageKey, exportSession())
  } catch {
    // Storage may be full or forbidden; the session goes on.
  }
}

function show(cluster: Cluster, rest: Partial<SessionState> = {}): void {
  session.setState({ ...rest, cluster, scene: toScene(cluster) })
}

/** Does one thing to the cluster, now. */
export function act(what: Act): void {
  const { cluster, acts } = session.getState()
  const [next, answer] = performAct(cluster, what)
  show(next, { answer, playing: true, ...(!answer.refused && { acts: [...acts, { atMs: cluster.nowMs, act: what }] }) })
  keep()
}

export const applyManifest = (): void => act({ apply: session.getState().draft })
export const cutPower = (node: string): void => act({ fail: [node] })
export const restorePower = (node: string): void => act({ recover: [node] })
export const removeNode = (node: string): void => act({ leave: [node] })
export const setCordon = (node: string, on: boolean): void => act({ cordon: node, on })
export const deletePod = (key: string): void => act({ deletePod: key })

/** Adds workers under the next free names. */
export function addNodes(count: number): void {
  const { nodes } = session.getState().cluster.objects
  const names: string[] = []
  for (let number = 1; names.length < count; number++) if (!nodes.has(`worker-${number}`)) names.push(`worker-${number}`)
  act({ join: names.map((name) => ({ name })) })
}

/** Says no to a text that is too long for the page to hold, and leaves the draft as it was. True when it said so. */
export function refuseDraft(characters: number): boolean {
  if (characters <= limits.characters) return false
  const text = `That text has ${characters} characters; the lab takes at most ${limits.characters}. Your manifest is as it was.`
  session.setState({ answer: { text, refused: true } })
  return true
}

export function setDraft(draft: string): void {
  if (refuseDraft(draft.length)) return
  session.setState({ draft })
  keep()
}

export const setPlaying = (playing: boolean): void => session.setState({ playing })
export const setSpeed = (speed: number): void => session.setState({ speed })

/** Goes to the next thing that happens by itself, and stops there. */
export function stepToNext(): void {
  const { cluster } = session.getState()
  const dueAtMs = nextDueAtMs(cluster)
  if (dueAtMs !== undefined) show(advance(cluster, dueAtMs), { playing: false })
}

/** Everything as at the first visit; the draft too. */
export function reset(): void {
  session.setState(stateOf(startCluster()))
  keep()
}

/** Lets virtual time follow the wall clock until the returned function is called. */
export function startPlayback(): () => void {
  let last = performance.now()
  let frame = requestAnimationFrame(function tick(now) {
    const { playing, speed, cluster } = session.getState()
    const elapsedMs = Math.min(now - last, longestFrameMs)
    last = now
    const wholeMs = Math.floor(elapsedMs * speed)
    if (playing && wholeMs > 0) show(advance(cluster, cluster.nowMs + wholeMs))
    frame = requestAnimationFrame(tick)
  })
  addEventListener('pagehide', keep)
  return () => {
    cancelAnimationFrame(frame)
    removeEventListener('pagehide', keep)
  }
}
