/**
 * A line of acts as a shell script for a real cluster: kubectl lines and manifests in order, with
 * the pauses between them. Machines are simulated there by KWOK, which a comment at the top tells of.
 * Left out: what nobody can do from outside (a container that crashes), which stays as a comment.
 */
import type * as corev1 from '#apis/corev1'
import type { JoiningNode } from '#cluster/faults'
import type { Branch } from './branch.ts'
import type { LabAct } from './lab-act.ts'
import { printAct } from './print-act.ts'
import type { Start } from './start.ts'

const head = `#!/usr/bin/env bash
# Does on a real cluster what was done in the DaemonSet lab.
#
# The nodes are made by KWOK (https://kwok.sigs.k8s.io), so that any computer can have many:
#   kwokctl create cluster && kubectl config use-context kwok-kwok && bash this-script.sh
# In a kind cluster with the KWOK controller it runs as well; kind's own nodes are there besides.
# SPEED=10 waits a tenth of the time between two acts; SPEED=0 waits for nothing.
set -u
cd "$(mktemp -d)" || exit 1
SPEED="\${SPEED:-1}"
pause() { [ "$SPEED" = 0 ] || sleep "$(awk "BEGIN { print $1 / $SPEED }")"; }
`

/** The script of one line, from its start to its last act. */
export function toShellScript(start: Start, { acts }: Pick<Branch, 'acts'>): string {
  const parts = [head, applyLines(start.nodes.map(nodeManifest))]
  let atMs = start.readyAtMs
  for (const each of acts) {
    if (each.atMs > atMs) parts.push(`pause ${(each.atMs - atMs) / 1_000}`)
    atMs = each.atMs
    parts.push(`\n${comment(printAct(each.act))}\n${linesFor(each.act).join('\n')}`)
  }
  return `${parts.join('\n')}\n`
}

function linesFor(act: LabAct): readonly string[] {
  if ('line' in act) return [...Object.entries(act.files ?? {}).map(([name, text]) => written(name, text)), harmless.test(act.line) ? act.line.replace(/^k\s/, 'kubectl ') : comment(`at the terminal: ${act.line}`)]
  if ('press' in act || 'edited' in act) return ['# (only at the terminal of the lab)']
  if ('file' in act) return act.text === null ? [line('rm', '-f', act.file)] : [written(act.file, act.text)]
  if ('join' in act) return [applyLines(act.join.map(nodeManifest))]
  if ('leave' in act) return [kubectl('delete', 'node', ...act.leave)]
  // KWOK speaks for the nodes that carry its annotation; without it nobody sends the heartbeat.
  if ('fail' in act) return [kubectl('annotate', 'node', ...act.fail, `${kwokNode}-`)]
  if ('recover' in act) return [kubectl('annotate', '--overwrite', 'node', ...act.recover, `${kwokNode}=fake`)]
  if ('fill' in act) return [`kubectl create -f - <<${heredoc(JSON.stringify(otherWork(act.fill, act.requests), null, 2))}`]
  return ['# (nobody can do this from outside)']
}

/** A plain kubectl line. Whatever else was typed may mean something on a real computer, and a session may be somebody else's: that stays a comment. */
const harmless = /^(kubectl|k) [^;&|`$<>(){}\\\r\n]*$/

/** Whatever the text says, it stays behind its sign. */
const comment = (text: string): string => `# ${text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')}`

const kwokNode = 'kwok.x-k8s.io/node'

function nodeManifest({ name, labels, taints, unschedulable, allocatable }: JoiningNode): corev1.Node {
  const room = { cpu: '4', memory: '8Gi', pods: '110', 'ephemeral-storage': '50Gi', ...allocatable }
  return {
    apiVersion: 'v1', kind: 'Node',
    metadata: { name, annotations: { [kwokNode]: 'fake' }, labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', ...labels } },
    spec: { ...(taints?.length && { taints: [...taints] }), ...(unschedulable && { unschedulable }) },
    status: { allocatable: room, capacity: room },
  } as corev1.Node
}

const otherWork = (node: string, requests: Readonly<Record<string, string>>) => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'other-work-', namespace: 'default', labels: { app: 'other-work' } },
  spec: { nodeSelector: { 'kubernetes.io/hostname': node }, containers: [{ name: 'work', image: 'registry.k8s.io/pause:3.10', resources: { requests } }] },
})

const applyLines = (objects: readonly unknown[]): string =>
  objects.length === 0 ? '' : `kubectl apply -f - <<${heredoc(objects.map((object) => JSON.stringify(object, null, 2)).join('\n---\n'))}`

const written = (name: string, text: string): string => `cat > ${shellWord(name)} <<${heredoc(text)}`
const kubectl = (...words: readonly string[]): string => line('kubectl', ...words)
const line = (...words: readonly string[]): string => words.map(shellWord).join(' ')

/** A word that a shell takes as it stands. */
export const shellWord = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)

/** A text that a shell hands on untouched, whatever stands in it. */
function heredoc(text: string): string {
  const lines = new Set(text.split('\n'))
  let end = 'END'
  while (lines.has(end)) end += '_'
  return `'${end}'\n${text.endsWith('\n') ? text : `${text}\n`}${end}`
}
