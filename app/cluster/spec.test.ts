/** Holds SPEC.md and the titles of the tests below this folder together. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const here = import.meta.dirname
const numbersIn = (text: string): readonly string[] => [...text.matchAll(/\[([A-Z]{2,3}\d+)\]/g)].map(([, number]) => number!)
const rules = [...readFileSync(join(here, 'SPEC.md'), 'utf8').matchAll(/^- \[([A-Z]{2,3}\d+)\] /gm)].map(([, number]) => number!)
const tests = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts') && name !== 'spec.test.ts')
const quoted = new Set(tests.flatMap((name) => numbersIn(readFileSync(join(here, name), 'utf8'))))

test('every rule has its own number', () => expect(new Set(rules).size).toBe(rules.length))
test.each(rules)('a test quotes [%s]', (rule) => expect(quoted).toContain(rule))
test.each([...quoted].sort())('[%s] is a rule', (number) => expect(rules).toContain(number))
