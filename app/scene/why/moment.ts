/** The moment at which a question is asked, and how it came to what it rests on. */
import type { Cause } from '#cluster/cause'
import type { Cluster } from '#cluster/cluster'
import { facets } from '#cluster/journal/facets'
import type { Ground, Resource, WatchEvent } from '#cluster/kube-apiserver/watch'
import { printClock } from '../clock-text.ts'
import { chainFrom, type Link } from './chain.ts'
import { latestOf, latestWhere, only } from './grounds.ts'
import type { Past } from './past.ts'
import type { Way } from './question.ts'

/** A cluster, and all that led to it and nothing that came later. */
export class Moment {
  constructor(readonly past: Past, readonly cluster: Cluster) {}

  /** Changes with an id below this are behind the moment. */
  get beforeId(): number {
    return this.cluster.resourceVersion + 1
  }

  get nowUnixMs(): number {
    return this.cluster.options.epochMs + this.cluster.nowMs
  }

  /** Since which change the ground is as it is now; undefined: from the beginning. */
  since(ground: Ground): WatchEvent | undefined {
    return latestOf(this.past, ground, { id: this.beforeId, atMs: this.cluster.nowMs, reason: undefined })
  }

  /** The latest change of an object that touched any of these parts, and for which this holds. */
  latest(resource: Resource, key: string, bits: number, isIt: (event: WatchEvent) => boolean = () => true): WatchEvent | undefined {
    return latestWhere(this.past, this.past.journal.backOf(resource, key, bits, this.beforeId), isIt)
  }

  /** The latest change of any pod of this owner on a node. */
  latestOfPod(owner: string, node: string, bits: number = facets.cameOrWent | facets.ready | facets.status | facets.deletion): WatchEvent | undefined {
    return latestWhere(this.past, only(this.past.journal.back(bits, this.beforeId), (entry) => entry.resource === 'pods' && entry.owner === owner && entry.node === node), () => true)
  }

  /** The way back from a cause under a heading. */
  wayFrom(heading: string, cause: Cause): Way {
    const { past } = this
    return lazyWay(heading, cause, () => chainFrom(past, cause))
  }

  /** The way back from a ground; from the start where nothing changed it. */
  wayOf(heading: string, ground: Ground): Way {
    return this.wayFrom(heading, this.since(ground)?.id)
  }
}

/** A way that is walked when its links are asked for. */
export function lazyWay(heading: string, from: Cause, walk: () => readonly Link[]): Way {
  let links: readonly Link[] | undefined
  return {
    heading, from,
    get links() {
      return (links ??= walk())
    },
  }
}

export const clock = (atMs: number): string => printClock(atMs)

/** The last condition of its kind, as both pods and nodes have them. */
export const conditionOf = <C extends { readonly type?: string }>(conditions: readonly C[] | undefined, type: string): C | undefined => conditions?.find((each) => each.type === type)
