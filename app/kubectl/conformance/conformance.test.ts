import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { carriedRecordings } from './carried-recordings.ts'
import { compareScenario } from './compare.mjs'
import { replay } from './replay.ts'

/** Steps that differ still, by recording. The list may only get shorter: `npm run --silent open-steps` writes it anew. */
const open = JSON.parse(readFileSync(new URL('open-steps.json', import.meta.url), 'utf8')) as Readonly<Record<string, readonly number[]>>

test.each(carriedRecordings().map((recording) => [recording.name, recording] as const))('%s', (name, recording) => {
  const differing = compareScenario(recording, replay(recording)).filter(({ step, differ }) => differ && !open[name]?.includes(step))
  expect(differing).toEqual([])
})
