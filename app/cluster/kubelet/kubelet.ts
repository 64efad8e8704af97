/**
 * The kubelets of all nodes: each takes the pods bound to its node through admission, pull, start,
 * readiness, crashes and termination. A silent kubelet does nothing and tells nothing; what its
 * pods were last seen to be stays. Stands for kubernetes/pkg/kubelet.
 */
import type { Component } from '../component.ts'
import type { Draft } from '../draft.ts'
import { evictFromNode } from './eviction.ts'
import { reportNode } from './node-status.ts'
import { endPressure, relievePressure } from './pressure.ts'
import { podRuns, silentNodes } from './pod-run.ts'
import { syncStandInPod } from './stand-in-kubelet.ts'
import { syncPod } from './sync-pod.ts'

export const kubelet: Component = {
  name: 'kubelet',
  onWatchEvent: {
    pods: (draft, { key, object, previous, type }) => {
      if (type === 'DELETED') podRuns(draft).delete(key)
      else if (object.spec?.nodeName && (!previous?.spec?.nodeName || previous.metadata!.deletionTimestamp !== object.metadata!.deletionTimestamp)) draft.wake(key, 0)
    },
    nodes: (draft, { object, type }) => {
      const name = object.metadata!.name!
      if (type === 'ADDED') {
        draft.wake(`node:${name}`, draft.options.nodeReadyMs)
        // A machine that comes back under its name finds the pods that are still bound to it.
        for (const key of draft.api.pods.onNode(name).keys()) draft.wake(key, draft.options.nodeReadyMs)
      }
      if (type === 'DELETED') endPressure(draft, name)
    },
  },
  onTimer: (draft, { key }) => {
    // Pods go by their own key; what else there is to do has a word and a colon before the name.
    const colon = key.indexOf(':')
    if (colon < 0) return syncPodOf(draft, key)
    const [what, name] = [key.slice(0, colon), key.slice(colon + 1)]
    if (what === 'evict') {
      const pod = draft.api.get('pods', name)
      if (pod) evictFromNode(draft, pod, 'memory')
      return
    }
    if (silentNodes(draft).has(name)) return
    if (what === 'node') reportNode(draft, name)
    else relievePressure(draft, name)
  },
}

function syncPodOf(draft: Draft, key: string): void {
  const pod = draft.api.get('pods', key)
  const nodeName = pod?.spec?.nodeName
  if (!nodeName || silentNodes(draft).has(nodeName) || !draft.api.get('nodes', nodeName)) return
  if (draft.options.realKubelet) syncPod(draft, key, pod)
  else syncStandInPod(draft, key, pod)
}
