/**
 * A real cluster as a start to try changes on: what `kubectl get nodes,ds,pods -A -o yaml` (or
 * `-o json`) prints, read as machines, DaemonSets and what else takes room on each machine. It
 * becomes a recording like any other and goes through the same door.
 * Left out: the names and ages of pods, and everything that is not one of these three kinds.
 */
import { readManifest } from '#apis/manifest'
import { behaviourOf, knownImages } from '#cluster/images'
import type { JoiningNode } from '#cluster/faults'
import type { Act } from './act.ts'
import type { LabAct } from './lab-act.ts'
import { shellWord } from './shell-script.ts'
import { isRecord } from './decode-act.ts'
import { recordingVersion, type Recording } from './recording.ts'

/** What came of it: a recording as text for `parseRecording`, what was changed on the way, and the DaemonSets as they will be applied. */
export interface ImportedCluster {
  readonly recording: Recording
  /** Images that the lab does not know, for which another stands in. */
  readonly replacedImages: readonly string[]
}

const readyAtMs = 5_000
/** Long enough for all pods to start, in virtual ms. */
const settledMs = 60_000
const standIn = 'registry.k8s.io/pause:3.10'
/** Larger texts are not read, in UTF-16 units. */
export const longestImport = 16_000_000

type Value = Readonly<Record<string, unknown>>

/** Reads what kubectl printed, or says why it cannot be. */
export function importCluster(text: string): ImportedCluster | string {
  const items = itemsOf(text)
  if (typeof items === 'string') return items
  const nodes = items.filter(({ kind }) => kind === 'Node')
  if (nodes.length === 0) return 'there is no Node in it; it should come from kubectl get nodes,ds,pods -A -o yaml'
  const replaced = new Set<string>()
  const daemonSets = items.filter(({ kind }) => kind === 'DaemonSet').map((each) => cleaned(each, replaced))
  const namespaces = [...new Set(daemonSets.map((each) => textAt(each, 'metadata', 'namespace')))].filter((name) => name !== undefined && !known.has(name))
  const silent = nodes.filter((node) => !isReady(node)).map(nameOf)
  const acts: LabAct[] = [
    ...namespaces.map((name) => ({ shell: importShell, line: `kubectl create namespace ${shellWord(name!)}` })),
    ...items.filter(({ kind }) => kind === 'Pod').flatMap(otherWork),
    ...(silent.length > 0 ? [{ fail: silent }] : []),
    ...(daemonSets.length > 0 ? [{ file: importFile, text: printed(daemonSets) }, { shell: importShell, line: `kubectl apply -f ${importFile}` }] : []),
  ]
  const start = { seed: 1, nodes: nodes.map(joining), readyAtMs }
  return {
    recording: { version: recordingVersion, start, lines: [{ acts: acts.map((act) => ({ atMs: readyAtMs, act })), untilMs: settledMs }], current: 0, atMs: settledMs, draft: printed(daemonSets) },
    replacedImages: [...replaced].sort(),
  }
}

/** The shell and the file from which all of it comes. */
const importShell = 'import'
const importFile = 'real-cluster.yaml'
/** Namespaces that every cluster has. */
const known = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease'])

const printed = (objects: readonly unknown[]): string => objects.map((object) => `${JSON.stringify(object, null, 2)}\n`).join('---\n')

function itemsOf(text: string): readonly Value[] | string {
  if (text.length > longestImport) return `it has ${text.length.toLocaleString('en')} characters; the lab reads at most ${longestImport.toLocaleString('en')}`
  const values = valuesOf(text)
  if (typeof values === 'string') return values
  return values.flatMap((value) => (isRecord(value) && Array.isArray(value['items']) ? (value['items'] as unknown[]) : [value])).filter(isRecord)
}

function valuesOf(text: string): readonly unknown[] | string {
  if (text.trimStart().startsWith('{')) {
    try {
      return [JSON.parse(text)]
    } catch (error) {
      return error instanceof Error ? error.message : 'no JSON'
    }
  }
  const { documents, problem } = readManifest(text)
  return problem ? `${problem.message} (a large cluster is read from -o json)` : documents.map(({ value }) => value)
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value)
}

function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : undefined
}

const listAt = (value: unknown, ...path: readonly string[]): readonly unknown[] => {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

const nameOf = (value: Value): string => textAt(value, 'metadata', 'name') ?? ''

function texts(value: unknown): Readonly<Record<string, string>> {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).flatMap(([key, each]) => (typeof each === 'string' || typeof each === 'number' ? [[key, String(each)]] : []))) : {}
}

/** Taints that follow from a node's state come of themselves. */
const ofItself = /^node\.kubernetes\.io\/(unschedulable|not-ready|unreachable)$/

function joining(node: Value): JoiningNode {
  const taints = listAt(node, 'spec', 'taints').flatMap((taint) => {
    const { key, value, effect } = texts(taint)
    return key === undefined || effect === undefined || ofItself.test(key) ? [] : [{ key, ...(value !== undefined && { value }), effect }]
  })
  const { cpu, memory, pods, 'ephemeral-storage': storage } = texts(at(node, 'status', 'allocatable'))
  const allocatable = Object.fromEntries(Object.entries({ cpu, memory, pods, 'ephemeral-storage': storage }).filter(([, each]) => each !== undefined)) as Record<string, string>
  return { name: nameOf(node), labels: texts(at(node, 'metadata', 'labels')), taints, ...(at(node, 'spec', 'unschedulable') === true && { unschedulable: true }), allocatable }
}

const isReady = (node: Value): boolean => listAt(node, 'status', 'conditions').some((each) => textAt(each, 'type') === 'Ready' && textAt(each, 'status') === 'True')

/** A pod that is not a DaemonSet's takes room on its node. */
function otherWork(pod: Value): readonly Act[] {
  const node = textAt(pod, 'spec', 'nodeName')
  const owned = listAt(pod, 'metadata', 'ownerReferences').some((each) => textAt(each, 'kind') === 'DaemonSet')
  const phase = textAt(pod, 'status', 'phase')
  if (node === undefined || owned || phase === 'Succeeded' || phase === 'Failed') return []
  return listAt(pod, 'spec', 'containers').flatMap((container) => {
    const requests = texts(at(container, 'resources', 'requests'))
    return Object.keys(requests).length > 0 ? [{ fill: node, requests }] : []
  })
}

/** What a person wrote of a DaemonSet, with images that the lab knows. */
function cleaned(daemonSet: Value, replaced: Set<string>): Value {
  const { name, namespace, labels, annotations } = (at(daemonSet, 'metadata') ?? {}) as Value
  const kept = isRecord(annotations) ? Object.fromEntries(Object.entries(annotations).filter(([key]) => !/^(deprecated\.daemonset|kubectl\.kubernetes\.io\/last-applied)/.test(key))) : {}
  const metadata = { name, namespace, ...(isRecord(labels) && { labels }), ...(Object.keys(kept).length > 0 && { annotations: kept }) }
  return { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata, spec: withKnownImages(at(daemonSet, 'spec'), replaced) }
}

function withKnownImages(spec: unknown, replaced: Set<string>): unknown {
  if (Array.isArray(spec)) return spec.map((each) => withKnownImages(each, replaced))
  if (!isRecord(spec)) return spec
  return Object.fromEntries(Object.entries(spec).filter(([key]) => key !== 'creationTimestamp').map(([key, value]) => {
    if (key !== 'image' || typeof value !== 'string') return [key, withKnownImages(value, replaced)]
    if (behaviourOf(knownImages, value)) return [key, value]
    replaced.add(value)
    return [key, standIn]
  }))
}
