/** `npm run --silent replay -- --out DIR FILE…`: plays each recording's acts and writes DIR/<name>.json in the recordings' format. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readGiven } from './read-given.ts'
import { replay } from './replay.ts'

const args = process.argv.slice(2)
const at = args.indexOf('--out')
const out = at < 0 ? undefined : args[at + 1]
const files = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1))
if (!out || files.length === 0) {
  console.error('usage: npm run --silent replay -- --out DIR FILE…')
  process.exit(2)
}
const inWords = (error: unknown) => (error instanceof Error ? error.message : String(error))
mkdirSync(out, { recursive: true })
for (const file of files) {
  // What cannot be played must cost neither the other files nor the other steps.
  const complain = (problem: string) => {
    console.error(`${file}: ${problem}`)
    process.exitCode = 1
  }
  try {
    const { value, problems } = readGiven(readFileSync(file, 'utf8'), basename(file, '.json'))
    problems.forEach(complain)
    const played = replay(value, { onProblem: (place, error) => complain(`step ${place}: ${inWords(error)}`) })
    writeFileSync(join(out, `${value.name}.json`), `${JSON.stringify(played, null, 1)}\n`)
  } catch (error) {
    complain(inWords(error))
  }
}
