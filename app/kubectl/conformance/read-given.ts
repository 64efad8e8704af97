/** Reads what the command lines of this folder are given, and says what is wrong with it in place of failing. */
import { isFaultAct } from '../cluster-act.ts'
import type { Given, GivenStep } from './recording.ts'

/** What could be read, and what could not, in words. */
export interface Read<T> {
  readonly value: T
  readonly problems: readonly string[]
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const withoutMark = (text: string) => text.replace(/^\uFEFF/, '')

/** The text as JSON, or why it is none. */
export function parseJson(text: string): { readonly value: unknown } | { readonly problem: string } {
  if (withoutMark(text).trim() === '') return { problem: 'there is nothing in it' }
  try {
    return { value: JSON.parse(withoutMark(text)) as unknown }
  } catch (error) {
    return { problem: `not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}

/** A recording's acts, of which nothing else need be there; `name` where it has none of its own. An act that nobody knows stays as a step in which nothing is done. */
export function readGiven(text: string, name: string): Read<Given> {
  const parsed = parseJson(text)
  if ('problem' in parsed) return { value: { name, steps: [] }, problems: [parsed.problem] }
  const given = Array.isArray(parsed.value) ? { steps: parsed.value as unknown[] } : parsed.value
  if (!isObject(given) || !Array.isArray(given.steps)) return { value: { name, steps: [] }, problems: ['no steps: want {"steps": [{"do": …, "elapsedMs": …}, …]}'] }
  const problems: string[] = []
  const steps = (given.steps as unknown[]).map((step, index) => readStep(step, (problem) => problems.push(`step ${index}: ${problem}`)))
  // A name becomes the name of a file.
  const own = typeof given.name === 'string' ? given.name.replace(/^.*[/\\]/, '') : ''
  return { value: { name: own || name, steps }, problems }
}

function readStep(given: unknown, complain: (problem: string) => void): GivenStep {
  const { do: act, elapsedMs, pick } = isObject(given) ? given : {}
  const isTime = typeof elapsedMs === 'number' && Number.isFinite(elapsedMs) && elapsedMs >= 0
  if (!isTime) complain(`elapsedMs is ${JSON.stringify(elapsedMs) ?? 'missing'}: taken for 0`)
  const isAct = isObject(act) && (typeof act.kubectl === 'string' || isFaultAct(act))
  if (!isAct) complain(`nobody knows how to do ${JSON.stringify(act)?.slice(0, 80) ?? 'nothing'}`)
  const nodes = Array.isArray(pick) ? pick.filter((name): name is string => typeof name === 'string') : undefined
  return { do: (isAct ? act : {}) as unknown as GivenStep['do'], elapsedMs: isTime ? elapsedMs : 0, ...(nodes && { pick: nodes }) }
}

/** One line of a set of manifests. */
export interface GivenManifest {
  readonly id: unknown
  readonly manifest: string
}

/** The lines of a set of manifests with their numbers, blank ones left out; whatever its lines end with. */
export function manifestLines(text: string): readonly { readonly line: string; readonly number: number }[] {
  return withoutMark(text).split(/\r?\n/).map((line, index) => ({ line, number: index + 1 })).filter(({ line }) => line.trim() !== '')
}

/** One line, or why it cannot be answered. */
export function readManifestLine(line: string): GivenManifest | { readonly problem: string; readonly id?: unknown } {
  const parsed = parseJson(line)
  if ('problem' in parsed) return parsed
  if (!isObject(parsed.value)) return { problem: 'want an object with id and manifest' }
  const { id, manifest } = parsed.value
  return typeof manifest === 'string' ? { id, manifest } : { problem: 'manifest is not a text', id }
}
