/** Sessions for tests of reasons: acts with waits between them, and the ways back that are walked. */
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import type { JoiningNode } from '#cluster/faults'
import { chainOf, type Link } from '#scene/why/chain'
import type { LabAct } from '#timeline/lab-act'
import { journalOfLine, recall } from '#timeline/past'
import { firstLine, nowMsOf, openTimeline, perform, seek, type Timeline } from '#timeline/timeline'
import { apply, line } from '#timeline/acts.fixture'
import { pastOf } from './past-of.ts'

/** A session with these nodes. */
export const openWith = (nodes: readonly (string | JoiningNode)[]): Timeline =>
  openTimeline(firstLine({ seed: 1, nodes: nodes.map((node) => (typeof node === 'string' ? { name: node } : node)), readyAtMs: 5_000 }), () => ({ note: () => undefined }))

/** A number lets so many virtual seconds pass, a text is a line of the terminal. */
export function play(timeline: Timeline, ...acts: readonly (number | string | LabAct)[]): Timeline {
  for (const act of acts) timeline = typeof act === 'number' ? seek(timeline, nowMsOf(timeline) + act * 1_000) : perform(timeline, typeof act === 'string' ? line(act) : act)[0]
  return timeline
}

/** A manifest of DaemonSet `agent`; lines are laid into its pod's spec and its spec. */
export const agent = ({ image = 'nginx:1.27', pod = '', spec = '', more = '' }: { image?: string; pod?: string; spec?: string; more?: string } = {}): LabAct => apply(manifestOf({ image, pod, spec, more }))

export const manifestOf = ({ image = 'nginx:1.27', pod = '', spec = '', more = '' }: { image?: string; pod?: string; spec?: string; more?: string } = {}): string => `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
${spec}  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        app: agent
    spec:
${pod}      containers:
      - name: agent
        image: ${image}
${more}`

/** The latest change for which this holds, with its objects. */
export function lastEvent(timeline: Timeline, wanted: (event: WatchEvent) => boolean): WatchEvent {
  const entries = [...journalOfLine(timeline).entries()]
  const events = recall(timeline, entries.map(({ id }) => id))
  const found = entries.map(({ id }) => events.get(id)!).findLast((event) => event && wanted(event))
  if (!found) throw new Error('nothing of the kind has happened')
  return found
}

/** A way back as it reads, names of pods without their random end. */
export const walked = (links: readonly Link[]): readonly string[] =>
  links.map((link) => (link.kind === 'act' ? `you: ${link.act.text}` : link.kind === 'start' ? 'start' : link.told.text.replace(/agent-[a-z0-9]{5}\b/g, 'agent-…')))

/** The way back from the latest change for which this holds. */
export const wayBack = (timeline: Timeline, wanted: (event: WatchEvent) => boolean): readonly string[] => walked(chainOf(pastOf(timeline), lastEvent(timeline, wanted)))
