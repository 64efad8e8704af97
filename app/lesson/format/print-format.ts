/** The format printed from its tables: `lessons/lesson.schema.json` for editors, and the tables of the author's guide. */
import { expressionNames } from '../expressions.ts'
import { actFields, lessonAct } from './act-fields.ts'
import { check, checkFields, plainCheck } from './check-fields.ts'
import { answersFields, chapterFields, lessonFields } from './lesson-fields.ts'
import type { FieldTable, Schema } from './schema.ts'

/** Parts that stand in many places, and what they are called in the schema. */
const named: ReadonlyMap<unknown, string> = new Map<unknown, string>([[lessonAct.json, 'act'], [check.json, 'check'], [plainCheck.json, 'plainCheck']])

/** A schema in which named parts are only referred to, save the one whose definition it is. */
function withReferences(schema: unknown, self?: unknown): unknown {
  const name = schema === self ? undefined : named.get(schema)
  if (name !== undefined) return { $ref: `#/definitions/${name}` }
  if (Array.isArray(schema)) return schema.map((each) => withReferences(each))
  return typeof schema === 'object' && schema !== null ? Object.fromEntries(Object.entries(schema).map(([key, each]) => [key, withReferences(each)])) : schema
}

function jsonSchema(title: string, schema: Schema<unknown>): string {
  const body = withReferences(schema.json) as object
  const isUsed = (name: string) => JSON.stringify(body).includes(`#/definitions/${name}"`) || (name === 'plainCheck' && JSON.stringify(body).includes('#/definitions/check"'))
  const definitions = Object.fromEntries([...named].filter(([, name]) => isUsed(name)).map(([part, name]) => [name, withReferences(part, part)]))
  return `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', title, ...body, ...(Object.keys(definitions).length > 0 && { definitions }) })}\n`
}

/** JSON Schema (draft 7, which editors read) by file name. */
export const printJsonSchemas = (): Readonly<Record<string, string>> => ({
  'lesson.schema.json': jsonSchema('lesson.yaml of the DaemonSet lab', lessonFields),
  'answers.schema.json': jsonSchema('answers.yaml of the DaemonSet lab', answersFields),
  'chapter.schema.json': jsonSchema('chapter.yaml of the DaemonSet lab', chapterFields),
})

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** A table in Markdown of the fields of one kind of object. */
function printFields(table: FieldTable): string {
  const rows = Object.entries(table).map(([name, { schema, needed, about }]) => `| \`${name}\`${needed ? '' : ' ?'} | ${cell(wordsOf(schema))} | ${cell(about)} |`)
  return ['| field | holds | what it does |', '|---|---|---|', ...rows].join('\n')
}

const wordsOf = ({ words }: Schema<unknown>): string => (words.length > 80 ? words.split(':')[0]! : words)

const shared: ReadonlySet<string> = new Set(['name', 'within', 'for', 'optional', 'points', 'else'])

/** The reference part of the author's guide; `?` marks fields that may be absent. */
export function printGuideTables(): string {
  const task = lessonFields.table!['tasks']!.schema.table!
  const inner = (schema: Schema<unknown>): FieldTable => schema.table!
  const checks = Object.entries(checkFields).map(([name, schema]) => {
    const field = (schema.table!)[name]!
    const fieldsBelow = field.schema.table ? `: ${Object.entries(field.schema.table).map(([key, { needed }]) => `\`${key}\`${needed ? '' : ' ?'}`).join(', ')}` : ''
    return `| \`${name}\` | ${cell(field.schema.table ? field.schema.words : wordsOf(field.schema))}${fieldsBelow} | ${cell(field.about)} |`
  })
  const common = Object.fromEntries(Object.entries(checkFields.that.table!).filter(([name]) => shared.has(name)))
  const acts = Object.entries(actFields).map(([name, schema]) => `| \`${name}\` | ${cell(wordsOf((schema.table!)[name]!.schema))} | ${cell((schema.table!)[name]!.about)} |`)
  return [
    '### `lesson.yaml`', printFields(lessonFields.table!),
    '### `start`', printFields(inner(lessonFields.table!['start']!.schema)),
    '### A task', printFields(task),
    '### A prediction, `predict`', printFields(inner(task['predict']!.schema)),
    '### A question, `choose`', printFields(inner(task['choose']!.schema)),
    '### A hint', printFields(inner(task['hints']!.schema)),
    '### Checks', ['| check | holds | passes when |', '|---|---|---|', ...checks].join('\n'),
    'All of them may have these fields beside:', printFields(common),
    '### A what-if', printFields(inner(checkFields.whatIf.table!['whatIf']!.schema)),
    '### Acts', ['| act | holds | what happens |', '|---|---|---|', ...acts].join('\n'),
    '`kubectl` may have `input` beside, `apply` may have `with`.',
    '### Expressions', ['| write | to get |', '|---|---|', ...expressionNames.map(({ write, gives }) => `| \`${cell(write)}\` | ${cell(gives)} |`)].join('\n'),
    '### `answers.yaml`', printFields(answersFields.table!), 'A wrong answer:', printFields(inner(answersFields.table!['wrong']!.schema)),
    '### `chapter.yaml`', printFields(chapterFields.table!),
  ].join('\n\n')
}
