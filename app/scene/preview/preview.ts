/** What applying a manifest would come to, in words: one line, and the lines behind it. */
import { readManifest } from '#apis/manifest'
import { itemsOf } from '#apis/prepare-manifest'
import type { Cluster } from '#cluster/cluster'
import { daemonSetOutcome } from './daemonset-outcome.ts'
import { daemonSetLines, daemonSetSummary } from './outcome-words.ts'
import type { PreviewLine, Tone } from './preview-line.ts'
import type { End, Touched } from './unrest.ts'

/** Plain data. */
export interface Preview {
  readonly tone: Tone
  readonly summary: string
  readonly lines: readonly PreviewLine[]
}

/** What came of the rehearsal. */
export interface Rehearsal {
  readonly before: Cluster
  readonly after: Cluster
  readonly printed: readonly { readonly stream: 'stdout' | 'stderr'; readonly text: string }[]
  readonly manifest: string
  /** The text that was applied before. */
  readonly applied: string | undefined
  readonly end: End
  /** When something came of it last, in virtual ms. */
  readonly restedAtMs: number
  readonly touched: Touched
}

/** The preview that a rehearsal comes to. */
export function previewOf(rehearsal: Rehearsal): Preview {
  const { before, after, printed, end, touched } = rehearsal
  const results = linesOf(printed, 'stdout')
  const { refusals, warnings } = errorsIn(linesOf(printed, 'stderr'))
  const tookMs = (end === 'done' ? after.nowMs : rehearsal.restedAtMs) - before.nowMs
  const outcomes = touched.daemonsets.map((key) => daemonSetOutcome(before, after, key))
  const several = results.length + refusals.length > 1
  const deployments = touched.deployments.map((key) => deploymentLine(after, key))
  const lines: readonly PreviewLine[] = [
    ...refusals.map((text): PreviewLine => ({ tone: 'refused', text, verbatim: true })),
    ...warnings.map((text): PreviewLine => ({ tone: 'trouble', text, verbatim: true })),
    ...results.map((text): PreviewLine => ({ tone: 'plain', text, verbatim: true })),
    ...outcomes.flatMap((outcome) => daemonSetLines(outcome, { end, tookMs, named: several })),
    ...deployments,
    ...(results.length > 0 ? [deletesWords(rehearsal)] : []),
  ]
  const summaries = [
    ...refusals.map((text) => ({ tone: 'refused' as const, text: `Will be refused: ${shortRefusal(text)}` })),
    ...outcomes.map((outcome) => daemonSetSummary(outcome, { end, tookMs, named: several })),
  ]
  if (summaries.length === 0) summaries.push({ tone: 'plain' as const, text: othersSummary(results) })
  else if (results.length > outcomes.length + unchangedOf(results)) summaries.push({ tone: 'plain' as const, text: othersSummary(results.filter((line) => !line.startsWith('daemonset.apps/'))) })
  return { tone: worst([...summaries, ...lines]), summary: summaries.map(({ text }, at) => (at === 0 ? text : text[0]!.toLowerCase() + text.slice(1))).join('; '), lines }
}

const worst = (all: readonly { readonly tone: Tone }[]): Tone => (['refused', 'trouble'] as const).find((tone) => all.some((each) => each.tone === tone)) ?? 'plain'

const linesOf = (printed: Rehearsal['printed'], stream: 'stdout' | 'stderr'): readonly string[] =>
  printed.filter((each) => each.stream === stream).map(({ text }) => text).join('').split('\n').filter((line) => line !== '')

/** One error may go over several lines; each begins with who says it. */
function errorsIn(lines: readonly string[]): { readonly refusals: readonly string[]; readonly warnings: readonly string[] } {
  const [refusals, warnings]: [string[], string[]] = [[], []]
  for (const line of lines) {
    if (line.startsWith('Warning: ')) warnings.push(line)
    else if (refusals.length === 0 || /^(?:error: |Error from server|The \w+ "|resource mapping)/.test(line)) refusals.push(line)
    else refusals[refusals.length - 1] += `\n${line}`
  }
  return { refusals, warnings }
}

/** The field and what is wrong with it, without the value that was found. */
function shortRefusal(text: string): string {
  const unknown = /strict decoding error: (.*)/s.exec(text)?.[1]
  if (unknown !== undefined) return unknown
  const invalid = /^The \w+ "[^"]*" is invalid: (.*)/s.exec(text)?.[1]
  if (invalid === undefined) return text.split('\n').at(-1)!.replace(/^Error from server \(\w+\): /, '').replace(/^error: /, '').replace(/^error when \w[\w ]*"manifest\.yaml": /, '')
  const causes = invalid.split(/\n?\* /).map((cause) => cause.trim()).filter((cause) => cause !== '')
  const [first = ''] = causes
  const [path] = first.split(': ', 1)
  const what = first.slice(path!.length + 2).replace(/^Invalid value: .*: (?=[^:]*$)/s, '').replace(/^Unsupported value: .*/s, 'unsupported value').replace(/^Required value$/, 'is required')
  return `${path}: ${what}${causes.length > 1 ? `, and ${causes.length - 1} more` : ''}`
}

const unchangedOf = (results: readonly string[]): number => results.filter((line) => line.endsWith(' unchanged')).length

/** What is said where no DaemonSet changes. */
function othersSummary(results: readonly string[]): string {
  const changed = results.filter((line) => !line.endsWith(' unchanged'))
  if (changed.length === 0) return results.length === 0 ? 'Nothing would be applied' : 'Nothing would change: kubectl would print “unchanged”'
  if (changed.length === 1) return changed[0]!.replace(/^(\S+) (\S+).*/, (_, name: string, what: string) => `${what === 'created' ? 'Creates' : 'Changes'} ${name}`)
  return `Creates or changes ${changed.length} other objects`
}

function deploymentLine({ objects }: Cluster, key: string): PreviewLine {
  const { spec, status } = objects.deployments.get(key)!
  const [wanted, available] = [spec?.replicas ?? 1, status?.availableReplicas ?? 0]
  return { tone: available < wanted ? 'trouble' : 'plain', text: `Deployment ${key.split('/')[1]}: ${available} of ${wanted} pods available at the end.` }
}

/** Apply takes nothing away, which surprises whoever took a document out of the file. */
function deletesWords({ before, manifest, applied }: Rehearsal): PreviewLine {
  const now = new Set(daemonSetsIn(manifest))
  const left = applied === undefined ? [] : daemonSetsIn(applied).filter((key) => !now.has(key) && before.objects.daemonsets.has(key))
  const names = left.map((key) => key.split('/')[1]).join(', ')
  return { tone: 'plain', text: left.length === 0 ? 'Deletes nothing.' : `${names} ${left.length === 1 ? 'stays' : 'stay'}: not in the manifest any more, but apply deletes nothing.` }
}

const daemonSetsIn = (text: string): readonly string[] => readManifest(text).documents.flatMap(({ value }) => itemsOf(value)).flatMap((value) => {
  const { kind, metadata } = (value ?? {}) as { readonly kind?: unknown; readonly metadata?: { readonly name?: unknown; readonly namespace?: unknown } }
  return kind === 'DaemonSet' && typeof metadata?.name === 'string' ? [`${typeof metadata.namespace === 'string' ? metadata.namespace : 'default'}/${metadata.name}`] : []
})
