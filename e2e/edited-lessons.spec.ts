/** An author edits a lesson while `npm start` runs: on a copy of the lab, so that no lesson of ours is touched. */
import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { Learner } from './learner.ts'

test.describe.configure({ mode: 'serial' })
test.use({ viewport: { width: 1440, height: 960 } })

const port = Number(process.env.LAB_PORT ?? 4173) + 1_000
let lab: string
let server: ChildProcess
let printed = ''

test.beforeAll(async () => {
  test.setTimeout(120_000)
  lab = mkdtempSync(join(tmpdir(), 'lab-'))
  for (const part of ['app', 'lessons', 'public', 'tooling', 'docs', 'index.html', 'vite.config.ts', 'package.json', 'tsconfig.json', 'tsconfig.base.json', 'tsconfig.app.json', 'tsconfig.node.json', 'tsconfig.pure.json']) cpSync(part, join(lab, part), { recursive: true })
  symlinkSync(join(process.cwd(), 'node_modules'), join(lab, 'node_modules'))
  server = spawn(process.execPath, ['node_modules/vite/bin/vite.js', '--port', String(port), '--strictPort'], { cwd: lab })
  server.stdout!.on('data', (text: Buffer) => (printed += text.toString()))
  server.stderr!.on('data', (text: Buffer) => (printed += text.toString()))
  await expect.poll(() => printed, { timeout: 60_000 }).toContain('Local')
})

test.afterAll(() => {
  server.kill()
  rmSync(lab, { recursive: true, force: true })
})

const file = (name: string) => join(lab, 'lessons/1-one-pod-per-node/1-first-daemonset', name)
const edits = (name: string, from: string, to: string) => {
  const text = readFileSync(file(name), 'utf8')
  expect(text).toContain(from)
  writeFileSync(file(name), text.replace(from, to))
}
const lesson = (page: Page) => page.getByRole('region', { name: 'Lesson', exact: true })
const broken = (page: Page) => page.getByRole('dialog', { name: 'Lessons that cannot be read' })

test('edits of a lesson take their place in the page, with what was done; a broken one stays as it was, with what is wrong', async ({ page }) => {
  test.setTimeout(180_000)
  const learner = new Learner(page)
  await page.goto(`http://localhost:${port}/`)
  await expect(learner.node('worker-1')).toBeVisible({ timeout: 60_000 })
  await page.evaluate(() => Object.assign(window, { sameTab: true }))
  await page.getByRole('button', { name: 'Lessons', exact: true }).click()
  await page.getByRole('button', { name: 'Begin: One pod on every node' }).click({ timeout: 30_000 })
  const guess = page.getByRole('region', { name: /^Guess the number of pods/ })
  await guess.getByRole('radio', { name: '1', exact: true }).check({ timeout: 30_000 })
  await guess.getByRole('button', { name: 'That is my guess' }).click()
  await expect(guess.getByText('You said 1. It is 3.')).toBeVisible()

  // A sentence.
  edits('lesson.yaml', 'title: One pod on every node', 'title: One pod on each node')
  await expect(lesson(page).getByRole('heading', { level: 1, name: 'One pod on each node' })).toBeVisible({ timeout: 20_000 })
  await expect(guess.getByText('You said 1. It is 3.')).toBeVisible()

  // A mistake: the last good version stays, with line and column in the page and in the terminal.
  edits('lesson.yaml', 'minutes:', 'minuts:')
  await expect(broken(page).getByRole('region', { name: '1-one-pod-per-node/1-first-daemonset/lesson.yaml' }).getByRole('listitem')).toHaveCount(2, { timeout: 20_000 })
  await expect(broken(page).getByText('Did you mean minutes?')).toBeVisible()
  await expect(lesson(page).getByRole('heading', { level: 1, name: 'One pod on each node' })).toBeVisible()
  await expect.poll(() => printed).toMatch(/lessons\/1-one-pod-per-node\/1-first-daemonset\/lesson\.yaml:\d+:1 minuts: found a field minuts, expected .*; did you mean minutes\?/)

  // Mended, and with another start: what was done is done once more.
  edits('cluster.yaml', readFileSync(file('cluster.yaml'), 'utf8'), `${readFileSync(file('cluster.yaml'), 'utf8').trimEnd()}\n---\n{apiVersion: v1, kind: Node, metadata: {name: node-9}}\n`)
  edits('lesson.yaml', 'minuts:', 'minutes:')
  await expect(learner.node('node-9')).toBeVisible({ timeout: 20_000 })
  await expect(broken(page)).toHaveCount(0)
  await expect.poll(() => printed).toContain('All lessons can be read again.')
  await expect(guess.getByText('You said 1. It is 4.')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('The start of One pod on each node was edited')).toBeVisible()
  expect(await page.evaluate(() => 'sameTab' in window)).toBe(true)
})
