/**
 * Expressions of lessons: CEL, the language that Kubernetes uses in its own policies. The only file
 * that knows the CEL library. Pure, and bounded before it runs: an expression that could need more
 * than `limits.expressionCost` steps is refused when the lesson is read.
 */
import { Environment, ParseError, type ASTNode } from '@marcbachmann/cel-js'
import { limits } from './format/limits.ts'

/** What the names in an expression mean at one instant. All of it is plain data. */
export interface Scope {
  readonly ds: (name: string) => unknown
  readonly object: (ref: string) => unknown
  readonly objects: (resource: string) => readonly unknown[]
  readonly exists: (ref: string) => boolean
  readonly pods: (of: string) => readonly unknown[]
  readonly podsOn: (of: string, node: string) => readonly unknown[]
  readonly nodes: () => readonly unknown[]
  readonly eligible: (ds: string) => readonly string[]
  readonly unavailable: (ds: string) => number
  readonly holders: (ds: string) => readonly string[]
  readonly revisions: (ds: string) => readonly number[]
  readonly recreated: (ref: string) => boolean
  readonly did: (act: string) => boolean
  readonly broken: (check: string) => boolean
  readonly events: () => readonly unknown[]
}

/** What an author may call, for the guide: name, how it is written, what it gives. */
export const expressionNames: readonly { readonly write: string; readonly gives: string }[] = [
  { write: 'ds("logs")', gives: 'the DaemonSet, with all counters of its status (0 where the API leaves them out)' },
  { write: 'object("node/node-1")', gives: 'any object' },
  { write: 'objects("deployments")', gives: 'all objects of a kind' },
  { write: 'exists("ds/logs")', gives: 'whether there is such an object' },
  { write: 'pods("ds/logs")', gives: 'its pods, or those with labels (`pods("app=logs")`): as the API has them, and beside that `node`, `ready`, `terminating`, `upToDate`, `image`, `waiting`, `restarts`' },
  { write: 'podsOn("ds/logs", "node-1")', gives: 'those of them that run on a node, or are aimed at it' },
  { write: 'nodes', gives: 'all nodes: as the API has them, and beside that `name`, `labels`, `taints` (texts such as `dedicated=gpu:NoSchedule`), `ready`, `cordoned`' },
  { write: 'eligible("ds/logs")', gives: 'names of the nodes that are to run a pod' },
  { write: 'unavailable("ds/logs")', gives: 'how many eligible nodes have no available pod at this instant' },
  { write: 'holders("ds/logs")', gives: 'names of the nodes that use up the budget of an update' },
  { write: 'revisions("ds/logs")', gives: 'the numbers that `rollout history` lists' },
  { write: 'recreated("ds/logs")', gives: 'whether it is another object than when the task began' },
  { write: 'did("kubectl delete")', gives: 'whether such an act was done since the task began, however it was written: `delete`, `delete pod`, `rollout restart ds/logs`, `join`' },
  { write: 'broken("it is the same DaemonSet")', gives: 'whether the task\'s check of that name, an `always`, `never` or `kept`, can no longer hold' },
  { write: 'events', gives: 'all events: `reason`, `message`, `type`, `count`, `about` (`pod/logs-x7k2p`)' },
]

/** A checked expression. */
export interface Expression {
  readonly source: string
  /** Steps that it may need at worst. */
  readonly cost: number
  /** Its value, numbers as JavaScript's; or why it has none at this instant. */
  readonly evaluate: (scope: Scope) => { readonly value: unknown; readonly problem?: undefined } | { readonly value?: undefined; readonly problem: string }
}

/** Why a text is no expression, and where in it. */
export interface ExpressionProblem {
  readonly problem: string
  readonly at: number
}

/** Set for the length of one evaluation: the library's functions are made once. */
let scope: Scope | undefined
const asked = (): Scope => {
  if (!scope) throw new Error('an expression is evaluated outside of a scope')
  return scope
}
const bounded = <T>(list: readonly T[]): readonly T[] => {
  if (list.length > 5 * limits.listSize) throw new Error(`${list.length} entries, more than the ${5 * limits.listSize} that an expression may look at`)
  return list
}

const environment = newEnvironment()

function newEnvironment(): Environment {
  const env = new Environment({ unlistedVariablesAreDyn: false, homogeneousAggregateLiterals: false, enableOptionalTypes: true, limits: { maxAstNodes: limits.expressionNodes, maxDepth: limits.expressionDepth } })
  env.registerVariable('nodes', 'list<dyn>').registerVariable('events', 'list<dyn>')
  env.registerFunction('ds(string): dyn', (name: string) => asked().ds(name))
  env.registerFunction('object(string): dyn', (ref: string) => asked().object(ref))
  env.registerFunction('objects(string): list<dyn>', (resource: string) => bounded(asked().objects(resource)))
  env.registerFunction('exists(string): bool', (ref: string) => asked().exists(ref))
  env.registerFunction('pods(string): list<dyn>', (of: string) => bounded(asked().pods(of)))
  env.registerFunction('podsOn(string, string): list<dyn>', (of: string, node: string) => bounded(asked().podsOn(of, node)))
  env.registerFunction('eligible(string): list<string>', (ref: string) => asked().eligible(ref))
  env.registerFunction('holders(string): list<string>', (ref: string) => asked().holders(ref))
  env.registerFunction('unavailable(string): int', (ref: string) => BigInt(asked().unavailable(ref)))
  env.registerFunction('revisions(string): list<int>', (ref: string) => asked().revisions(ref).map(BigInt))
  env.registerFunction('recreated(string): bool', (ref: string) => asked().recreated(ref))
  env.registerFunction('did(string): bool', (act: string) => asked().did(act))
  env.registerFunction('broken(string): bool', (check: string) => asked().broken(check))
  // Numbers of objects come as doubles; that they can be counted with is what an author expects.
  for (const [a, b] of [['double', 'int'], ['int', 'double']]) {
    env.registerOperator(`${a} + ${b}`, (left: unknown, right: unknown) => Number(left) + Number(right))
    env.registerOperator(`${a} - ${b}`, (left: unknown, right: unknown) => Number(left) - Number(right))
    env.registerOperator(`${a} * ${b}`, (left: unknown, right: unknown) => Number(left) * Number(right))
  }
  return env
}

const compiled = new Map<string, Expression | ExpressionProblem>()
const mostKept = 2_000

/** The expression, or what is wrong with it. */
export function compileExpression(source: string): Expression | ExpressionProblem {
  const known = compiled.get(source)
  if (known) return known
  if (compiled.size >= mostKept) compiled.clear()
  const made = compile(source)
  compiled.set(source, made)
  return made
}

function compile(source: string): Expression | ExpressionProblem {
  let parsed: ReturnType<Environment['parse']>
  try {
    parsed = environment.parse(source)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    return { problem: error.summary, at: error.range?.start ?? 0 }
  }
  const checked = parsed.check()
  if (!checked.valid) return { problem: checked.error!.summary, at: checked.error!.range?.start ?? 0 }
  const forbidden = findCall(parsed.ast, 'matches')
  if (forbidden) return { problem: 'matches() could take for ever; use contains(), startsWith() or endsWith()', at: forbidden.start }
  const cost = costOf(parsed.ast)
  if (cost > limits.expressionCost) return { problem: `up to ${cost.toLocaleString('en')} steps, more than ${limits.expressionCost.toLocaleString('en')}`, at: 0 }
  return { source, cost, evaluate: (given) => run(parsed, given) }
}

function run(parsed: ReturnType<Environment['parse']>, given: Scope): ReturnType<Expression['evaluate']> {
  const before = scope
  scope = given
  try {
    return { value: plain(parsed({ nodes: bounded(given.nodes()), events: given.events() })) }
  } catch (error) {
    return { problem: error instanceof Error ? error.message.split('\n')[0]! : String(error) }
  } finally {
    scope = before
  }
}

const plain = (value: unknown): unknown => {
  if (typeof value === 'bigint') return Number(value)
  return Array.isArray(value) ? value.map(plain) : value
}

const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>='])

/** What makes it false now: the first part that does not hold, and what stands on its left side; undefined where that cannot be said in a few words. */
export function whyFalse(source: string, given: Scope): string | undefined {
  let node = environment.parse(source).ast
  const textOf = ({ range }: ASTNode) => source.slice(range.start, range.end)
  const valueOf = (part: ASTNode) => {
    const expression = compileExpression(textOf(part))
    return 'evaluate' in expression ? expression.evaluate(given) : { value: undefined, problem: '' }
  }
  while (node.op === '&&') {
    const [left, right] = childrenOf(node)
    node = valueOf(left!).value === false ? left! : right!
  }
  const [left] = comparisons.has(node.op) ? childrenOf(node) : []
  if (!left) return undefined
  const { value, problem } = valueOf(left)
  const text = problem === undefined ? (JSON.stringify(value) ?? '') : ''
  return text === '' || text.length > 80 ? undefined : `${textOf(left)} is ${text}`
}

/** Is it true now? A value that is none counts as false. */
export function holds(source: string, given: Scope): boolean {
  const expression = compileExpression(source)
  return 'evaluate' in expression && expression.evaluate(given).value === true
}

const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'op' in value && 'args' in value
const childrenOf = ({ args }: ASTNode): readonly ASTNode[] => (Array.isArray(args) ? (args as readonly unknown[]).flat(2) : [args]).filter(isNode)
const loops: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map'])

/** Steps at worst: what stands in a loop counts for every entry of the longest list. */
function costOf(node: ASTNode): number {
  const children = childrenOf(node)
  if (node.op === 'rcall' && loops.has(node.args[0])) {
    const [list, ...inner] = children
    return 1 + costOf(list!) + limits.listSize * inner.reduce((sum, each) => sum + costOf(each), 1)
  }
  // A call that gathers objects looks at all of them.
  const own = node.op === 'call' || node.op === 'rcall' ? limits.listSize / 10 : 1
  return own + children.reduce((sum, each) => sum + costOf(each), 0)
}

function findCall(node: ASTNode, name: string): ASTNode | undefined {
  if ((node.op === 'rcall' || node.op === 'call') && node.args[0] === name) return node
  for (const child of childrenOf(node)) {
    const found = findCall(child, name)
    if (found) return found
  }
  return undefined
}
