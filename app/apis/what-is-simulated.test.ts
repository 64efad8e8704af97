import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fieldsOf } from './fields.ts'
import { printWhatIsSimulated, whatIsSimulated } from './what-is-simulated.ts'

test.each(whatIsSimulated)('$type: every field is spoken of, once', ({ type, fields }) => {
  expect(fields.flatMap((group) => group.fields).sort()).toEqual(Object.keys(fieldsOf(type)!).sort())
})

// To print it anew: npm run --silent what-is-simulated > docs/what-is-simulated.md
test('the page is printed from the table', () => {
  expect(readFileSync('docs/what-is-simulated.md', 'utf8')).toBe(printWhatIsSimulated())
})
