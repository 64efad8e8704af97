/**
 * How many frames a second are painted while a DaemonSet rolls: `npm run bench:frames` prints one
 * JSON line per figure. Nothing here is asserted. `LAB_CHROMIUM` names a browser that is there already.
 */
import { chromium, type Page } from '@playwright/test'
import { build, preview } from 'vite'
import { Learner } from './learner.ts'

const measuredMs = 10_000
const print = (figure: string, value: number, unit: string, budget?: number) => console.log(JSON.stringify({ figure, value: Math.round(value * 10) / 10, unit, budget }))

/** Distances between the frames of the next ten seconds, in ms. As text: what is compiled for Node does not run in a page. */
const frameTimes = (page: Page): Promise<number[]> =>
  page.evaluate(`new Promise((resolve) => {
    const times = []
    let last = performance.now()
    const end = last + ${measuredMs}
    requestAnimationFrame(function tick(now) {
      times.push(now - last)
      last = now
      if (now < end) requestAnimationFrame(tick)
      else resolve(times.slice(1))
    })
  })`)

async function measure(page: Page, nodes: number, budget: number): Promise<void> {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.replacesInTheManifest('  template:', '  updateStrategy:\n    rollingUpdate:\n      maxUnavailable: 10%\n  template:')
  await learner.letsTimeRunAt('16')
  await learner.appliesTheManifest()
  await learner.replacesInTheManifest('nginx:latest', 'nginx:1.27')
  await learner.addsNodes(nodes - 4)
  await learner.sees('AVAILABLE', nodes - 1, 120_000)
  await learner.letsTimeRunAt('1')
  // The manifest waits on its rail in a large cluster; the key works from anywhere.
  await page.keyboard.press('Control+Enter')
  await page.waitForTimeout(3_000)
  const times = await frameTimes(page)
  const sorted = times.toSorted((a, b) => a - b)
  const title = `rolling update of ${nodes.toLocaleString('en')} nodes`
  print(`${title}: frames`, (times.length * 1_000) / times.reduce((sum, each) => sum + each, 0), 'frames/s', budget)
  print(`${title}: 95 of 100 frames within`, sorted[Math.floor(sorted.length * 0.95)]!, 'ms')
  print(`${title}: longest frame`, sorted.at(-1)!, 'ms')
}

await build({ logLevel: 'error' })
const port = Number(process.env.LAB_PORT ?? 4174)
const server = await preview({ logLevel: 'error', preview: { port, strictPort: true } })
const executablePath = process.env.LAB_CHROMIUM
const browser = await chromium.launch({ args: ['--no-sandbox', '--disable-gpu'], ...(executablePath && { executablePath }) })
for (const [nodes, budget] of [[300, 60], [5_000, 45]] as const) {
  const context = await browser.newContext({ baseURL: `http://localhost:${port}`, viewport: { width: 1440, height: 900 } })
  await measure(await context.newPage(), nodes, budget)
  await context.close()
}
await browser.close()
await server.close()
