/**
 * What a visitor downloads: JavaScript before the first paint, until the lab answers, and in all;
 * gzip, in kB (1,258 are 1.2 MiB). Fails over the budgets. Runs after `vite build`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './install.mjs'

const dist = join(root, 'dist')
const assets = join(dist, 'assets')
const budgets = { 'before the first paint': 130, 'until the lab answers': 410, 'in all': 1_258 }

const size = (name) => gzipSync(readFileSync(join(assets, name)), { level: 9 }).length / 1_000
const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'))

/** A script and all that it cannot begin without. */
function withImports(name, found = new Set()) {
  if (found.has(name)) return found
  found.add(name)
  const text = readFileSync(join(assets, name), 'utf8')
  for (const [, imported] of text.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g)) withImports(imported, found)
  return found
}

const sum = (names) => [...names].reduce((total, name) => total + size(name), 0)
const html = readFileSync(join(dist, 'index.html'), 'utf8')
const entries = [...html.matchAll(/(?:src|href)="\.\/assets\/([^"]+\.js)"/g)].map(([, name]) => name)
if (entries.length === 0) throw new Error('index.html has no script')
const first = new Set(entries.flatMap((name) => [...withImports(name)]))
const lab = scripts.find((name) => name.startsWith('lab-'))
if (!lab) throw new Error('the lab is not a script of its own')
const measured = { 'before the first paint': sum(first), 'until the lab answers': sum(new Set([...first, ...withImports(lab)])), 'in all': sum(scripts) }

let over = false
for (const [what, most] of Object.entries(budgets)) {
  const found = measured[what]
  over ||= found > most
  console.log(`JavaScript ${what}: ${found.toFixed(1)} KB of ${most}${found > most ? ' — too much' : ''}`)
}
process.exit(over ? 1 : 0)
