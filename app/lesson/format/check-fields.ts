/** The checks of lessons: what they look at, and when they pass. */
import { lessonActs, objectName } from './act-fields.ts'
import { limits } from './limits.ts'
import { anyNumber, anything, duration, eitherOf, fields, isRecord, listOf, mapOf, matching, needed, optional, text, variants, wholeNumber, yesOrNo, type FieldOf, type Read, type Schema } from './schema.ts'

const span = duration(limits.virtualMs)
/** What is common to all checks. */
const common = {
  name: optional(text(200), 'How the task list calls this check; absent: words made from the check.'),
  within: optional(span, 'How long to wait for it at most, in virtual time, once everything was done. Absent: it is asked at that moment.'),
  for: optional(span, 'How long it must hold without a break. Absent: a moment is enough.'),
  optional: optional(yesOrNo, 'True: the task passes without it; it is shown as an extra.'),
  points: optional(wholeNumber(0, 100), 'What it is worth. Absent: 1.'),
  else: optional(text(400), 'The sentence that is shown while it does not hold. Absent: words made from what was found.'),
}

/** `ds/logs`, `node/node-1`, `deploy/web`, `pod/one`, `ds/kube-system/logs`. */
export const objectRef = matching(/^[a-z]+\/([a-z0-9-]+\/)?[a-z0-9.-]+$/, 'an object such as ds/logs or node/node-1')
/** Which pods: those of an object, or those with labels. */
const podsOf = matching(/^([a-z]+\/([a-z0-9-]+\/)?[a-z0-9.-]+|[^=\s]+=[^=\s,]+(,[^=\s]+=[^=\s,]+)*)$/, 'an object such as ds/logs, or labels such as app=logs')

/** Which nodes: their names, or labels that they have. */
export type NodesMeant = { readonly names: readonly string[] } | { readonly labels: Readonly<Record<string, string>> }
const nameList = listOf(objectName, limits.nodes, 1)
const labelMap = mapOf(text(63), 20)
const nodes: Schema<NodesMeant> = eitherOf<NodesMeant>(
  'a list of node names, or labels such as {disk: ssd}',
  [nameList as unknown as Schema<NodesMeant>, labelMap as unknown as Schema<NodesMeant>],
  (value) => {
    if (Array.isArray(value)) return { ...nameList, read: (each, path, findings) => ({ names: nameList.read(each, path, findings) }) } as Schema<NodesMeant>
    return isRecord(value) ? ({ ...labelMap, read: (each, path, findings) => ({ labels: labelMap.read(each, path, findings) }) } as Schema<NodesMeant>) : undefined
  },
)
/** The names in a list of nodes. */
export const expression = text(600, 'an expression')

const keptFields = fields('what is to be kept', {
  what: needed(matching(/^(pods of )?[a-z]+\/([a-z0-9-]+\/)?[a-z0-9.-]+$/, 'ds/logs or pods of ds/logs'), 'An object, or `pods of` one.'),
  nodes: optional(nodes, 'Only the pods on these nodes.'),
  atLeast: optional(wholeNumber(1, 10_000), 'How many of them at least. Absent: all.'),
})
const kept: Schema<Read<typeof keptFields>> = eitherOf<Read<typeof keptFields>>('ds/logs, `pods of ds/logs`, or what with nodes, atLeast', [text(200) as unknown as typeof keptFields, keptFields], (value) =>
  typeof value === 'string' ? { ...keptFields, read: (each, path, findings) => keptFields.read({ what: each }, path, findings) } : keptFields)

const one = <const Name extends string, T>(name: Name, field: FieldOf<T, true>) => fields(`a check ${name}`, { [name]: field, ...common } as { readonly [K in Name]: FieldOf<T, true> } & typeof common)

/** The checks that look at the cluster and its history; what-ifs are made of them. */
const plainChecks = {
  podOnEvery: one('podOnEvery', needed(fields('where pods must be', {
    of: needed(podsOf, 'Whose pods: `ds/logs`, or labels such as `app=logs`.'),
    nodes: optional(nodes, 'On which nodes. Absent: on every eligible one, as the controller decides it.'),
    upToDate: optional(yesOrNo, 'True: of today\'s template.'),
  }), 'Each of the nodes has exactly one pod, and it is ready.')),
  noPodOn: one('noPodOn', needed(fields('where no pod may be', {
    of: needed(podsOf, 'Whose pods: `ds/logs`, or labels such as `app=logs`.'),
    nodes: needed(nodes, 'On which nodes.'),
  }), 'None of the nodes has such a pod, not even one that is ending.')),
  object: one('object', needed(fields('a field of an object', {
    name: needed(objectRef, 'The object.'),
    path: needed(text(300), 'The field: `spec.template.spec.containers[0].image`; keys with dots in brackets: `metadata.labels[\'a.b/c\']`.'),
    equals: optional(anything, 'It has this value.'),
    in: optional(listOf(anything, 50, 1), 'It has one of these.'),
    atLeast: optional(anyNumber, 'It is a number not below this.'),
    atMost: optional(anyNumber, 'It is a number not above this; an absent counter is 0.'),
    exists: optional(yesOrNo, 'It is there, or is not.'),
    contains: optional(anything, 'A list that has this entry, or a text that has this part.'),
    quantity: optional(text(30), 'It is the same amount: `500m` and `0.5` are.'),
  }), 'The live object says so.')),
  gone: one('gone', needed(objectRef, 'There is no such object.')),
  rolledOut: one('rolledOut', needed(objectRef, 'As `kubectl rollout status` sees it: the change was observed, and updated and available pods are as many as desired.')),
  that: one('that', needed(expression, 'The expression is true.')),
  always: one('always', needed(expression, 'The expression was true at every instant since the task began.')),
  never: one('never', needed(expression, 'The expression was true at no instant since the task began.')),
  event: one('event', needed(fields('an event', {
    reason: needed(text(100), 'The event\'s reason: `FailedScheduling`.'),
    about: optional(text(200), 'What it is about: an object, or `pods of ds/logs`.'),
    contains: optional(text(300), 'A part of its message.'),
  }), 'Such an event was written since the task began.')),
  refused: one('refused', needed(fields('a refusal', {
    by: optional(text(60), 'The verb that was refused: `apply`, `scale`, `rollout pause`. Absent: any.'),
    contains: needed(text(300), 'A part of the message.'),
  }), 'The student met this refusal since the task began.')),
  kept: one('kept', needed(kept, 'The same objects, by uid, as when the task began.')),
  acts: one('acts', needed(fields('how it was done', {
    used: optional(listOf(text(100), 20, 1), 'Acts that must be among those done: `apply`, `kubectl delete`, `join`.'),
    notUsed: optional(listOf(text(100), 20, 1), 'Acts that must not.'),
    atMost: optional(wholeNumber(0, 1_000), 'How many acts at most.'),
  }), 'How it was done since the task began.')),
}
/** Those of them that look at the cluster itself. */
export const plainCheck = variants('a check', plainChecks)
export type PlainCheck = Read<typeof plainCheck>

/** A what-if: a copy of the cluster plays acts, and then checks are asked of the copy. */
export const whatIfFields = fields('a what-if', {
  name: needed(text(120), 'What happens in it, as a clause: `node-5 joins`.'),
  acts: needed(lessonActs, 'What happens to the copy.'),
  // eslint-disable-next-line unicorn/no-thenable -- the word of the format; nobody awaits it
  then: needed(listOf(plainCheck, limits.checks, 1), 'What must hold afterwards. `within` waits for it.'),
})
export type WhatIf = Read<typeof whatIfFields>

/** Every check by the field that names it. */
export const checkFields = { ...plainChecks, whatIf: one('whatIf', needed(whatIfFields, 'On a copy of the cluster, which nobody sees unless he asks to watch it, the acts are played under several seeds, and then all checks hold.')) }
export const check = variants('a check', checkFields)
export type Check = Read<typeof check>
