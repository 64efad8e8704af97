/** `npm run --silent replay -- --out DIR FILE…`: plays each recording's acts and writes DIR/<name>.json in the recordings' format. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { replay } from './replay.ts'
import type { Given } from './recording.ts'

const args = process.argv.slice(2)
const at = args.indexOf('--out')
const out = at < 0 ? undefined : args[at + 1]
const files = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1))
if (!out || files.length === 0) {
  console.error('usage: npm run --silent replay -- --out DIR FILE…')
  process.exit(2)
}
mkdirSync(out, { recursive: true })
for (const file of files) {
  try {
    const given = JSON.parse(readFileSync(file, 'utf8')) as Given
    const name = given.name ?? basename(file, '.json')
    writeFileSync(join(out, `${name}.json`), `${JSON.stringify(replay({ ...given, name }), null, 1)}\n`)
  } catch (error) {
    // One file that cannot be played must not cost the others.
    console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  }
}
