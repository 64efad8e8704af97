/** `npm run --silent manifests -- --out FILE.jsonl IN.jsonl`: what `kubectl create --dry-run=server -f -` answers to each manifest. */
import { readFileSync, writeFileSync } from 'node:fs'
import { answerManifest } from './answer-manifest.ts'
import { manifestLines, readManifestLine } from './read-given.ts'

const args = process.argv.slice(2)
const at = args.indexOf('--out')
const out = at < 0 ? undefined : args[at + 1]
const [source] = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1))
if (!out || !source) {
  console.error('usage: npm run --silent manifests -- --out FILE.jsonl IN.jsonl')
  process.exit(2)
}

/** The answer to one line; a line that cannot be answered must not cost the others. */
function answerLine(line: string, number: number): string {
  const complain = (problem: string, id?: unknown) => {
    console.error(`${source}:${number}: ${problem}`)
    process.exitCode = 1
    return JSON.stringify({ id: id ?? null, error: `line ${number}: ${problem}` })
  }
  const given = readManifestLine(line)
  if ('problem' in given) return complain(given.problem, given.id)
  try {
    return JSON.stringify({ id: given.id, ...answerManifest(given.manifest) })
  } catch (error) {
    return complain(error instanceof Error ? error.message : String(error), given.id)
  }
}

const answers = manifestLines(readFileSync(source, 'utf8')).map(({ line, number }) => answerLine(line, number))
writeFileSync(out, answers.map((answer) => `${answer}\n`).join(''))
