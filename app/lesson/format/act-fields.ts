/** The acts of lessons: what they may do to a cluster, in the words of the recordings of a real control plane. */
import type * as corev1 from '#apis/corev1'
import { anything, duration, eitherOf, fields, isRecord, listOf, mapOf, matching, needed, optional, text, variants, yesOrNo, type Read, type Schema } from './schema.ts'
import { limits } from './limits.ts'

/** A name as objects have it. */
export const objectName = matching(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, 'a name in lower case such as node-1')
const names = listOf(objectName, limits.nodes, 1)
const labels = mapOf(text(63), 50)
const quantities = mapOf(text(30), 20)

const taintForm = /^([^=:\s]+)(?:=([^:\s]*))?:(NoSchedule|PreferNoSchedule|NoExecute)$/
/** `dedicated=gpu:NoSchedule`, as `kubectl taint` takes it. */
const taint: Schema<corev1.Taint> = {
  words: 'a taint such as dedicated=gpu:NoSchedule',
  json: { type: 'string', pattern: taintForm.source },
  read(value, path, findings) {
    const found = typeof value === 'string' ? taintForm.exec(value) : null
    if (!found) findings.push({ path, found: JSON.stringify(value) ?? 'nothing', expected: 'a taint such as dedicated=gpu:NoSchedule' })
    return { key: found?.[1] ?? '', ...(found?.[2] && { value: found[2] }), effect: found?.[3] ?? '' }
  },
}

const joiningNode = fields('a node that joins', {
  name: needed(objectName, 'Its name.'),
  labels: optional(labels, 'Labels beside those that every node has.'),
  taints: optional(listOf(taint, 20), 'Taints, written as `kubectl taint` takes them.'),
  unschedulable: optional(yesOrNo, 'Cordoned from the start.'),
  allocatable: optional(quantities, 'What pods may use, such as `cpu: "2"`; 4 cores, 8Gi and 110 pods where it is absent.'),
})
const nodeOrName = eitherOf<Read<typeof joiningNode>>('a name, or a node with name, labels, taints', [joiningNode, { ...objectName, read: () => ({ name: '' }) }], (value) =>
  typeof value === 'string' ? { ...joiningNode, read: (each, path, findings) => ({ name: objectName.read(each, path, findings) }) } : isRecord(value) ? joiningNode : undefined)

const podsOnNode = fields('pods of a node', {
  node: needed(objectName, 'The node they run on.'),
  labels: needed(labels, 'Labels that they all have.'),
})

/** Every act by the field that names it. */
export const actFields = {
  kubectl: fields('a command line', {
    kubectl: needed(text(2_000), 'A line as one types it, without `kubectl` in front. `<logs@node-3>` stands for the pod of DaemonSet logs on node-3.'),
    input: optional(text(100_000), 'What the command reads from standard input.'),
  }),
  apply: fields('a manifest to apply', {
    apply: needed(text(100_000), 'A file of the lesson, or the manifest itself: what the Apply button does with that text.'),
    with: optional(mapOf(anything, 30), 'Fields to be changed first, by path: `spec.template.spec.nodeSelector: {disk: ssd}`. `null` takes a field away.'),
  }),
  join: fields('nodes that join', { join: needed(listOf(nodeOrName, limits.nodes, 1), 'Machines that join the cluster.') }),
  leave: fields('nodes that leave', { leave: needed(names, 'Machines that are gone; their Node objects are deleted.') }),
  fail: fields('nodes that fail', { fail: needed(names, 'Machines whose power is cut.') }),
  recover: fields('nodes that come back', { recover: needed(names, 'Machines that have power again.') }),
  evict: fields('pods to evict', { evict: needed(podsOnNode, 'Pods that their kubelet fails to protect the node.') }),
  ready: fields('pods that get ready', { ready: needed(podsOnNode, 'Pods whose readiness probe succeeds again.') }),
  unready: fields('pods that get unready', { unready: needed(podsOnNode, 'Pods whose readiness probe fails from now on.') }),
  wait: fields('time that passes', { wait: needed(duration(limits.virtualMs), 'Virtual time that passes. A command that still runs goes on meanwhile, and is ended by the next act.') }),
  answer: fields('an answer to a question', { answer: needed(mapOf(text(200), 5), 'The id of a question\'s task, and the choice: only in `answers.yaml`.') }),
}

/** One thing that a lesson does to a cluster, or the student to the lesson. */
export const lessonAct = variants('an act', actFields)
export type LessonAct = Read<typeof lessonAct>
/** A list of them, in order. */
export const lessonActs = listOf(lessonAct, limits.acts)
