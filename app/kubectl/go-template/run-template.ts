/** What a Go template prints for an object. Stands for text/template's exec.go, over values as Go decodes them from JSON: every number a float. */
import { goType } from '../jsonpath/go-values.ts'
import { callFunction, isTrue, printGo } from './functions.ts'
import type { Node, Operand, Pipeline } from './parse-template.ts'

/** What was printed up to the mistake, and the mistake. */
export interface TemplateOutput {
  readonly text: string
  readonly problem?: string
}

/** Runs a template. `source` is its text, to say where a mistake is. */
export function runTemplate(nodes: readonly Node[], source: string, value: unknown): TemplateOutput {
  const run = new TemplateRun(source, value)
  try {
    run.nodes(nodes, value)
    return { text: run.text }
  } catch (error) {
    if (error instanceof ExecutionError) return { text: run.text, problem: error.message }
    throw error
  }
}

class ExecutionError extends Error {}
class LoopEnd extends Error {
  constructor(readonly kind: 'break' | 'continue') {
    super(kind)
  }
}

type Block = Extract<Node, { readonly body: unknown }>

class TemplateRun {
  text = ''
  private variables: [name: string, value: unknown][]

  constructor(private readonly source: string, root: unknown) {
    this.variables = [['', root]]
  }

  nodes(nodes: readonly Node[], dot: unknown): void {
    for (const node of nodes) this.node(node, dot)
  }

  private node(node: Node, dot: unknown): void {
    switch (node.kind) {
      case 'text':
        this.text += node.text
        return
      case 'print': {
        const value = this.pipeline(node.pipeline, dot)
        if (node.pipeline.variables.length === 0) this.text += printGo(value)
        return
      }
      case 'break':
      case 'continue':
        throw new LoopEnd(node.kind)
      case 'range':
        return this.scoped(() => this.range(node, dot))
      default:
        return this.scoped(() => {
          const value = this.pipeline(node.pipeline, dot)
          if (isTrue(value)) this.nodes(node.body, node.kind === 'with' ? value : dot)
          else this.nodes(node.otherwise, dot)
        })
    }
  }

  private range({ pipeline, body, otherwise }: Block, dot: unknown): void {
    const value = this.pipeline({ ...pipeline, variables: [] }, dot)
    const entries: readonly (readonly [unknown, unknown])[] = Array.isArray(value)
      ? value.map((item, index) => [index, item] as const)
      : typeof value === 'object' && value !== null
        ? Object.entries(value).filter(([, part]) => part !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))
        : value === undefined || value === null ? [] : this.fail(pipeline, `range can't iterate over ${printGo(value)}`)
    if (entries.length === 0) return this.nodes(otherwise, dot)
    const [first, second] = pipeline.variables
    for (const [key, item] of entries) {
      const ended = this.scoped(() => {
        if (second !== undefined) this.variables.push([first!, key], [second, item])
        else if (first !== undefined) this.variables.push([first, item])
        return this.once(body, item)
      })
      if (ended === 'break') return
    }
  }

  /** One round of a loop; how it was left early. */
  private once(body: readonly Node[], item: unknown): 'break' | 'continue' | undefined {
    try {
      this.nodes(body, item)
      return undefined
    } catch (error) {
      if (error instanceof LoopEnd) return error.kind
      throw error
    }
  }

  private scoped<T>(work: () => T): T {
    const { length } = this.variables
    try {
      return work()
    } finally {
      this.variables.length = length
    }
  }

  private pipeline(pipeline: Pipeline, dot: unknown): unknown {
    let value: unknown
    pipeline.commands.forEach((command, index) => {
      value = this.command(pipeline, command, dot, index > 0 ? [value] : [])
    })
    for (const name of pipeline.variables) {
      if (pipeline.declares) this.variables.push([name, value])
      else this.variables.findLast(([known]) => known === name)![1] = value
    }
    return value
  }

  private command(pipeline: Pipeline, [first, ...rest]: readonly Operand[], dot: unknown, piped: readonly unknown[]): unknown {
    if (first!.kind !== 'function') {
      if (rest.length + piped.length > 0) this.fail(pipeline, `can't give argument to non-function ${pipeline.source.split(' ')[0]}`)
      return this.operand(pipeline, first!, dot)
    }
    const given = [...rest.map((operand) => () => this.operand(pipeline, operand, dot)), ...piped.map((value) => () => value)]
    const isFloat = [...rest.map((operand) => operand.kind !== 'literal' || operand.isFloat === true || typeof operand.value !== 'number'), ...piped.map(() => true)]
    const result = callFunction(first!.name, given, isFloat)
    return 'problem' in result ? this.fail(pipeline, `error calling ${first!.name}: ${result.problem}`) : result.value
  }

  private operand(pipeline: Pipeline, operand: Operand, dot: unknown): unknown {
    if (operand.kind === 'literal') return operand.value
    if (operand.kind === 'function') return this.command(pipeline, [operand], dot, [])
    const { from, fields } = operand
    let value = from === 'dot' ? dot : 'variable' in from ? this.variable(pipeline, from.variable) : this.pipeline(from.pipeline, dot)
    fields.forEach((field) => {
      // A key that is missing has no value, and neither has what is asked of it; null is somebody's value.
      if (value === undefined) return
      if (value === null) this.fail(pipeline, `nil pointer evaluating interface {}.${field}`)
      if (typeof value !== 'object' || Array.isArray(value)) this.fail(pipeline, `can't evaluate field ${field} in type ${value !== null && typeof value !== 'object' ? 'interface {}' : goType(value)}`)
      value = (value as Record<string, unknown>)[field]
    })
    return value
  }

  private variable(pipeline: Pipeline, name: string): unknown {
    const found = this.variables.findLast(([known]) => known === name)
    return found ? found[1] : this.fail(pipeline, `undefined variable "$${name}"`)
  }

  private fail({ source }: Pipeline, why: string): never {
    const before = this.source.slice(0, Math.max(0, this.source.indexOf(source))).split('\n')
    throw new ExecutionError(`template: output:${before.length}:${before.at(-1)!.length}: executing "output" at <${source}>: ${why}`)
  }
}
