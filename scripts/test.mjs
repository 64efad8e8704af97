/**
 * `npm test`: sets up and runs everything; its last line is `N passed, N failed`. Each check counts
 * as one test, unit and browser tests as their runners count them. A failed stage does not stop the next.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { installChromium, installPackages, root } from './install.mjs'

installPackages()
const results = join(root, 'test-results')
mkdirSync(results, { recursive: true })
const total = { passed: 0, failed: 0, skipped: 0 }

function run(title, command, env = {}) {
  console.log(`\n— ${title}`)
  return spawnSync('npx', ['--no-install', ...command], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } }).status === 0
}

function check(title, command) {
  const passed = run(title, command)
  total[passed ? 'passed' : 'failed']++
  return passed
}

/** Adds a runner's own counts; a runner that failed without a failed test counts as one failure. */
function count(passed, report, read) {
  const counts = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0, skipped: 0 }
  if (!passed && counts.failed === 0) counts.failed = 1
  for (const key of Object.keys(total)) total[key] += counts[key]
}

for (const project of ['pure', 'app', 'node']) check(`Types, ${project}`, ['tsc', '-p', `tsconfig.${project}.json`])
check('Lint', ['oxlint', '--deny-warnings'])

const unit = join(results, 'unit.json')
rmSync(unit, { force: true })
const unitPassed = run('Unit tests', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unit}`])
count(unitPassed, unit, (r) => ({ passed: r.numPassedTests, failed: r.numFailedTests, skipped: r.numPendingTests + r.numTodoTests }))

if (existsSync(join(root, 'index.html')) && check('Build', ['vite', 'build'])) {
  check('Size', ['tsx', 'scripts/check-size.mjs'])
  const browser = join(results, 'browser.json')
  rmSync(browser, { force: true })
  const chromium = installChromium()
  const browserPassed = run('Browser tests', ['playwright', 'test'], { LAB_BROWSER_REPORT: browser, ...(chromium && { LAB_CHROMIUM: chromium }) })
  count(browserPassed, browser, ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }))
}

console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
