/** `npm run --silent manifests -- --out FILE.jsonl IN.jsonl`: what `kubectl create --dry-run=server -f -` answers to each manifest. */
import { readFileSync, writeFileSync } from 'node:fs'
import { answerManifest } from './answer-manifest.ts'

const args = process.argv.slice(2)
const out = args[args.indexOf('--out') + 1]
const source = args.filter((_, index) => index !== args.indexOf('--out') && index !== args.indexOf('--out') + 1)[0]
if (!args.includes('--out') || !out || !source) {
  console.error('usage: npm run --silent manifests -- --out FILE.jsonl IN.jsonl')
  process.exit(2)
}
const lines = readFileSync(source, 'utf8').split('\n').filter(Boolean)
const answers = lines.map((line) => {
  const { id, manifest } = JSON.parse(line) as { id: string; manifest: string }
  return JSON.stringify({ id, ...answerManifest(manifest) })
})
writeFileSync(out, `${answers.join('\n')}\n`)
