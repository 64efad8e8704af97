/** Pods by node and by controller: what every component asks for, kept beside the table of pods. */
import type * as corev1 from '#apis/corev1'
import { keyOf } from './object-key.ts'

type Pods = ReadonlyMap<string, corev1.Pod>
const none: Pods = new Map()

/** The uid of the object that controls this one, if any: `metav1.GetControllerOf`. */
export function controllerUidOf(object: { readonly metadata?: corev1.Pod['metadata'] }): string | undefined {
  return object.metadata?.ownerReferences?.find((owner) => owner.controller)?.uid
}

export class PodIndex {
  private readonly byNode = new Map<string, Map<string, corev1.Pod>>()
  private readonly byController = new Map<string, Map<string, corev1.Pod>>()
  private readonly withoutNode = new Map<string, corev1.Pod>()
  private readonly uncontrolled = new Map<string, corev1.Pod>()

  constructor(pods: Iterable<corev1.Pod>) {
    for (const pod of pods) this.replace(keyOf(pod.metadata!), undefined, pod)
  }

  /** Pods bound to this node, by key. */
  onNode(nodeName: string): Pods {
    return this.byNode.get(nodeName) ?? none
  }

  /** Names of the nodes that pods are bound to, whether they still exist or not. */
  boundNodeNames(): Iterable<string> {
    return this.byNode.keys()
  }

  /** Pods that have no node yet, by key. */
  unbound(): Pods {
    return this.withoutNode
  }

  /** Pods whose controller has this uid, by key. */
  controlledBy(uid: string): Pods {
    return this.byController.get(uid) ?? none
  }

  /** Pods without a controller, by key. */
  orphans(): Pods {
    return this.uncontrolled
  }

  /** Takes note of a write: `before` is what the table held, `after` what it holds. */
  replace(key: string, before: corev1.Pod | undefined, after: corev1.Pod | undefined): void {
    const [oldNode, newNode] = [before?.spec?.nodeName, after?.spec?.nodeName]
    if (oldNode && oldNode !== newNode) drop(this.byNode, oldNode, key)
    if (newNode) put(this.byNode, newNode, key, after!)
    if (after && !newNode) this.withoutNode.set(key, after)
    else this.withoutNode.delete(key)
    const [oldOwner, newOwner] = [before && controllerUidOf(before), after && controllerUidOf(after)]
    if (oldOwner && oldOwner !== newOwner) drop(this.byController, oldOwner, key)
    if (newOwner) put(this.byController, newOwner, key, after!)
    if (after && !newOwner) this.uncontrolled.set(key, after)
    else this.uncontrolled.delete(key)
  }
}

function put(index: Map<string, Map<string, corev1.Pod>>, group: string, key: string, pod: corev1.Pod): void {
  let pods = index.get(group)
  if (!pods) index.set(group, (pods = new Map()))
  pods.set(key, pod)
}

function drop(index: Map<string, Map<string, corev1.Pod>>, group: string, key: string): void {
  const pods = index.get(group)
  if (!pods?.delete(key)) return
  if (pods.size === 0) index.delete(group)
}
