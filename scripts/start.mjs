/** `npm start`: sets up and serves the lab. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { installPackages, root } from './install.mjs'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`The lab needs Node 20.19 or later; this is ${process.versions.node}.`)
  process.exit(1)
}
installPackages()
const vite = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
vite.on('exit', (code) => process.exit(code ?? 0))
