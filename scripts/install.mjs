/**
 * Installs what is missing: the packages of the lock file and, for browser tests, Chromium.
 * Plain Node, no packages: it runs on a fresh clone before anything else.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const debianChromium = '/usr/bin/chromium'

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (error || status !== 0) throw new Error(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`)
}

/** Runs `npm ci` unless the lock file is the one that node_modules was installed from. */
export function installPackages() {
  const stamp = join(root, 'node_modules', '.installed-from')
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.log('Installing packages …')
  run('npm', ['ci', '--no-audit', '--no-fund'])
  writeFileSync(stamp, lock)
}

/** Path of a Chromium for the tests: Debian's where it can be had, else undefined for Playwright's own. */
export function installChromium() {
  if (existsSync(debianChromium)) return debianChromium
  const canInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0
  if (canInstall) {
    console.log('Installing Chromium …')
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
    return debianChromium
  }
  run('npx', ['playwright', 'install', 'chromium'])
  return undefined
}
