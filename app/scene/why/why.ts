/**
 * "Why?" The door: a question about a moment, answered from the decisions that the components make,
 * with the ways back to the acts behind them. Undefined where what is asked about never was.
 */
import type { Cluster } from '#cluster/cluster'
import { facets } from '#cluster/journal/facets'
import type { Event } from '#apis/event'
import { printClock } from '../clock-text.ts'
import { tellStep } from '../steps/tell-step.ts'
import { Moment } from './moment.ts'
import type { Past } from './past.ts'
import type { Question, WhyAnswer } from './question.ts'
import { whyCounter } from './why-counter.ts'
import { whyNode } from './why-node.ts'
import { whyPod } from './why-pod.ts'
import { whyRollout } from './why-rollout.ts'

export type { CounterName, Fact, Question, Way, WhyAnswer } from './question.ts'

/** The answer for the cluster as it is. */
export function why(past: Past, cluster: Cluster, question: Question): WhyAnswer | undefined {
  const moment = new Moment(past, cluster)
  switch (question.about) {
    case 'pod':
      return whyPod(moment, question.key)
    case 'node':
      return whyNode(moment, question.node, question.daemonSet)
    case 'event':
      return whyEvent(moment, question.key)
    case 'counter':
      return whyCounter(moment, question.daemonSet, question.counter)
    case 'rollout':
      return whyRollout(moment, question.daemonSet)
    case 'step':
      return whyStep(moment, past, question.id)
  }
}

/** A step happened for what led to it. */
function whyStep(moment: Moment, past: Past, id: number): WhyAnswer | undefined {
  const event = past.recall([id]).get(id)
  if (!event) return undefined
  const { text, daemonSet } = tellStep(event)
  return { title: ['Why the step of', printClock(event.atMs), '?'], lead: `${text}.`, facts: [], ways: [moment.wayFrom('What led to it', id)], daemonSet }
}

/** An event tells of a step; the way back is that of the step. */
function whyEvent(moment: Moment, key: string): WhyAnswer | undefined {
  const told = moment.latest('events', key, facets.cameOrWent | facets.status | facets.spec | facets.metadata) ?? moment.latest('events', key, ~0)
  const event = (moment.cluster.objects.events.get(key) ?? told?.object) as Event | undefined
  if (!event || !told) return undefined
  const times = event.count > 1 ? ` It has been told ${event.count} times; this is the latest.` : ''
  return {
    title: ['Why the event', event.reason, `of ${event.involvedObject.name}?`],
    lead: `${event.message.trim().replace(/\.$/, '')}.${times}`,
    facts: [],
    ways: [moment.wayFrom('What it tells of', told.id)],
    daemonSet: event.involvedObject.kind === 'DaemonSet' ? `${event.involvedObject.namespace}/${event.involvedObject.name}` : undefined,
  }
}
