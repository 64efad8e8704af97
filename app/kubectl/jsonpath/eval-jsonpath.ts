/** What a JSONPath template finds in an object. Stands for client-go/util/jsonpath/jsonpath.go, its errors kept to the word. */
import { goJson } from '../write-object.ts'
import { goType, printValue } from './go-values.ts'
import type { Path, Slice, Step, Template } from './parse-jsonpath.ts'

/** Per text or path in braces, in the order of printing, what it found; or why it cannot be followed. */
export type Results = readonly (readonly unknown[])[]

/** Where a value is missing the path finds nothing, unless missing keys are refused. */
export interface EvalOptions {
  readonly refuseMissingKeys?: boolean
}

/** What each part of a template finds. */
export function evalJsonPath(template: Template, value: unknown, options: EvalOptions = {}): Results | { readonly problem: string } {
  try {
    const found: (readonly unknown[])[] = []
    new Evaluation(template, options).run(0, value, false, found)
    return found
  } catch (error) {
    if (error instanceof Unfollowable) return { problem: error.problem }
    throw error
  }
}

/** The found values as `-o jsonpath` prints them: a blank between those of one path, maps and lists as JSON. */
export function printResults(results: Results): string {
  return results.map((values) => values.map((value) => (typeof value === 'object' && value !== null ? goJson(value) : printValue(value))).join(' ')).join('')
}

class Unfollowable extends Error {
  constructor(readonly problem: string) {
    super(problem)
  }
}

const refuse = (problem: string): never => {
  throw new Unfollowable(problem)
}

class Evaluation {
  constructor(private readonly template: Template, private readonly options: EvalOptions) {}

  /** Adds what the parts from `from` on find. Returns the place of the `{end}` that closed the block it is in; undefined without one. */
  run(from: number, value: unknown, inRange: boolean, found: (readonly unknown[])[]): number | undefined {
    for (let index = from; index < this.template.length; index++) {
      const part = this.template[index]!
      if (typeof part === 'string') {
        found.push([part])
        continue
      }
      const block = blockWord(part)
      if (block === 'end') return inRange ? index : refuse('not in range, nothing to end')
      const values = this.follow([value], part)
      if (block === 'range') index = this.runRange(index, values, found)
      else found.push(values)
    }
    return undefined
  }

  /** A block that is not closed goes to the end of the template, and what follows is read once more. */
  private runRange(index: number, values: readonly unknown[], found: (readonly unknown[])[]): number {
    let end: number | undefined
    for (const value of values) end = this.run(index + 1, value, true, found)
    if (values.length === 0) end = this.run(index + 1, undefined, true, [])
    return end ?? index
  }

  private follow(values: readonly unknown[], path: Path): readonly unknown[] {
    return path.reduce((found, step) => this.take(found, step), values)
  }

  private take(values: readonly unknown[], step: Step): readonly unknown[] {
    switch (step.kind) {
      case 'text':
        return [step.text]
      case 'number':
      case 'boolean':
        return values.map(() => step.value)
      case 'word':
        return step.word === 'range' ? values : refuse(`unrecognized identifier ${step.word}`)
      case 'field':
        return this.field(values, step.name)
      case 'wildcard':
        return values.flatMap(partsOf)
      case 'recursive':
        return values.flatMap(descend)
      case 'slice':
        return values.flatMap((value) => slice(value, step))
      case 'union':
        return step.paths.flatMap((path) => this.follow(values, path))
      case 'filter':
        return values.flatMap((value) => this.filter(value, step))
    }
  }

  private field(values: readonly unknown[], name: string): readonly unknown[] {
    const found = values.flatMap((value) => (isMap(value) && Object.hasOwn(value, name) && value[name] !== undefined ? [value[name]] : []))
    if (found.length === 0 && values.length > 0 && this.options.refuseMissingKeys) refuse(`${name} is not found`)
    return found
  }

  private filter(value: unknown, { left, operator, right }: Extract<Step, { kind: 'filter' }>): readonly unknown[] {
    if (!Array.isArray(value)) return refuse(`${printValue(value)} is not array or slice and cannot be filtered`)
    return (value as unknown[]).filter((item) => {
      if (operator === 'exists') return this.exists(item, left)
      const lefts = this.follow([item], left)
      if (lefts.length === 0) return false
      if (lefts.length > 1) refuse('can only compare one element at a time')
      const rights = this.follow([item], right)
      if (rights.length !== 1) refuse('can only compare one element at a time')
      return compare(lefts[0], operator, rights[0])
    })
  }

  /** A path that cannot be followed leads nowhere. */
  private exists(item: unknown, path: Path): boolean {
    try {
      return this.follow([item], path).length > 0
    } catch (error) {
      if (error instanceof Unfollowable) return false
      throw error
    }
  }
}

/** `range` or `end` where a path has such a word. */
function blockWord(path: Path): string | undefined {
  const word = path.find((step) => step.kind === 'word' && (step.word === 'range' || step.word === 'end'))
  return word?.kind === 'word' ? word.word : undefined
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The items of a list, the values of a map in the order of their keys. */
function partsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[]
  return isMap(value) ? Object.keys(value).sort().map((key) => value[key]).filter((part) => part !== undefined) : []
}

/** A value with parts, then all values with parts inside it. */
function descend(value: unknown): readonly unknown[] {
  const parts = partsOf(value)
  return parts.length === 0 ? [] : [value, ...parts.flatMap(descend)]
}

function slice(value: unknown, { from: given, to, isIndex, step = 1 }: Slice): readonly unknown[] {
  if (value === null) return []
  if (!Array.isArray(value)) return refuse(`${goType(value)} is not array or slice`)
  const { length } = value
  const from = (given ?? 0) < 0 ? (given ?? 0) + length : (given ?? 0)
  let end = to ?? length
  if (end < 0 || (end === 0 && isIndex)) end += length
  if (end === from) return []
  if (from >= length || from < 0) return refuse(`array index out of bounds: index ${from}, length ${length}`)
  if (end > length || end < 0) return refuse(`array index out of bounds: index ${end - 1}, length ${length}`)
  if (from > end) return refuse(`starting index ${from} is greater than ending index ${end}`)
  if (step <= 0) return refuse('step must be > 0')
  return (value as unknown[]).slice(from, end).filter((_, index) => index % step === 0)
}

/** Only values of one kind are compared, and only numbers and texts have an order. */
function compare(left: unknown, operator: string, right: unknown): boolean {
  if (!['<', '>', '==', '!=', '<=', '>='].includes(operator)) return refuse(`unrecognized filter operator ${operator}`)
  const [a, b] = [kindOf(left), kindOf(right)]
  if (a !== b) return refuse('incompatible types for comparison')
  if (operator === '==') return left === right
  if (operator === '!=') return left !== right
  if (a === 'bool') return refuse('invalid type for comparison')
  const [x, y] = [left as number, right as number]
  return operator === '<' ? x < y : operator === '>' ? x > y : operator === '<=' ? x <= y : x >= y
}

function kindOf(value: unknown): string {
  const type = goType(value)
  return typeof value === 'object' || value === undefined ? refuse('invalid type for comparison') : type
}
