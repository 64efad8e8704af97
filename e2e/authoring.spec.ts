import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { strToU8, zipSync } from 'fflate'
import { newLesson } from '../app/lesson/new-lesson.ts'
import { Learner } from './learner.ts'

test.use({ viewport: { width: 1440, height: 960 } })

const base = newLesson('on-both-nodes')
const zipOf = (files: Readonly<Record<string, string>>): Buffer => Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [`my-lesson/${name}`, strToU8(text)]))))
const heading = (page: Page, name = 'A pod on both nodes') => page.getByRole('region', { name: 'Lesson', exact: true }).getByRole('heading', { level: 1, name })
const sheet = (page: Page) => page.getByRole('dialog', { name: 'This lesson cannot be opened' })
const inList = (page: Page, title: string, state: string) => page.getByRole('navigation', { name: 'Tasks' }).getByRole('link', { name: new RegExp(`^${title}\\s+\\(${state}\\)`) })

async function drops(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.evaluate(([file, base64]) => {
    const data = new DataTransfer()
    data.items.add(new File([Uint8Array.from(atob(base64!), (letter) => letter.charCodeAt(0))], file!))
    for (const kind of ['dragenter', 'dragover', 'drop']) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }))
  }, [name, bytes.toString('base64')])
}

async function solves(learner: Learner): Promise<void> {
  await learner.hasAnEditor()
  await learner.replacesInTheManifest('kind: Deployment', 'kind: DaemonSet')
  await learner.letsTimeRunAt('16')
  await learner.appliesTheManifest()
}

test('a zip that is dropped on the page is a lesson beside what one has, and is there after a reload', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.hasAReadyDaemonSet()
  await drops(page, 'mine.zip', zipOf(base))
  await expect(heading(page)).toBeVisible()
  await expect(page.getByText('A pod on both nodes, from mine.zip: a lesson from elsewhere.')).toBeVisible()
  await solves(learner)
  await expect(inList(page, 'Run it on both nodes', 'done')).toBeVisible({ timeout: 30_000 })
  await learner.presses('Pause')
  await page.reload()
  await expect(heading(page)).toBeVisible()
  await expect(inList(page, 'Run it on both nodes', 'done')).toBeVisible({ timeout: 30_000 })

  // The same lesson is gone on with; another version of it has a progress of its own.
  await page.getByRole('button', { name: 'Lessons', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Lessons from elsewhere' }).getByText('mine.zip, done')).toBeVisible()
  await page.keyboard.press('Escape')
  await drops(page, 'mine.zip', zipOf({ ...base, 'lesson.md': base['lesson.md']!.replace('Two nodes', 'Both nodes') }))
  await expect(page.getByText('Both nodes write logs')).toBeVisible()
  await expect(inList(page, 'Run it on both nodes', 'not done')).toBeVisible()

  await learner.choosesFromMenu('Sessions')
  await page.getByRole('button', { name: 'Open Sandbox', exact: true }).click()
  await learner.sees('AVAILABLE', 3)
})

test('a folder is chosen by keyboard', async ({ page }) => {
  const folder = join(mkdtempSync(join(tmpdir(), 'lesson-')), 'my-lesson')
  mkdirSync(folder)
  for (const [name, text] of Object.entries(base)) writeFileSync(join(folder, name), text)
  await new Learner(page).opensTheLab()
  await page.getByRole('button', { name: 'Lessons', exact: true }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open a lesson’s folder' }).focus()
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(folder)
  await expect(heading(page)).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('everything that is wrong with a lesson is told at once, and nothing of it is opened', async ({ page }) => {
  await new Learner(page).opensTheLab()
  await drops(page, 'broken.zip', zipOf({ ...base, 'lesson.yaml': base['lesson.yaml']!.replace('minutes: 3', 'minuts: 3').replace('within: 60s', 'within: 60'), 'lesson.md': `${base['lesson.md']!}\n<script>document.title = 'owned'</script>\n\n[now](javascript:alert(1))\n` }))
  await expect(sheet(page).getByText('broken.zip has 5 problems.')).toBeVisible()
  await expect(sheet(page).getByRole('region', { name: 'lesson.yaml' }).getByRole('listitem')).toHaveText([
    'Line 7 minutsFound a field minutsExpected format, id, kubernetes, title, goal, minutes, after, misconceptions, start, panels, allow, locked, tasks.Did you mean minutes?',
    'Line 2 minutesFound nothingExpected a whole number from 1 to 60.Add minutes.',
    'Line 17 tasks[0].checks[0].withinFound 60Expected a duration such as 90s, at most 30m.Did you mean 60s?',
  ])
  await expect(sheet(page).getByRole('region', { name: 'lesson.md' }).getByRole('listitem')).toHaveText([
    'Line 8Found HTMLExpected Markdown.Write it in Markdown, or as code.',
    'Line 10Found a link to javascript:alert(1)Expected node:, pod:, object:, manifest:, panel:, lesson: or https://.For a pod write pod:logs@node-1.',
  ])
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(sheet(page)).toHaveCount(0)
  await expect(page.locator('[data-pane=stage]')).toBeVisible()
  await expect(page).toHaveTitle('DaemonSet lab')
})

const node = '{apiVersion: v1, kind: Node, metadata: {name: node-1}}\n'
const swarm = (kind: string) => `${node}---\napiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: web}\nspec:\n  replicas: 1000000\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: web, image: nginx}]}\n`
test.describe('hostile lessons are refused within seconds', () => {
  const cases: readonly { readonly name: string; readonly bytes: () => Buffer; readonly says: string }[] = [
    { name: 'a way out of the folder', bytes: () => Buffer.from(zipSync({ '../../lesson.yaml': strToU8('x') })), says: 'a file "../../lesson.yaml"' },
    { name: 'names of JavaScript', bytes: () => zipOf({ ...base, '__proto__.yaml': 'polluted: true' }), says: '__proto__.yaml' },
    { name: 'a bomb', bytes: () => Buffer.from(zipSync({ 'lesson.yaml': new Uint8Array(50_000_000) })), says: '50,000,000 bytes when unpacked' },
    { name: 'deep YAML', bytes: () => zipOf({ ...base, 'answers.yaml': `solution: ${'['.repeat(50_000)}` }), says: 'exceeded max depth of 100' },
    { name: 'deep Markdown', bytes: () => zipOf({ ...base, 'lesson.md': ':::task{#collect}\n'.repeat(900) }), says: '900 blocks' },
    { name: 'loops in loops', bytes: () => zipOf({ ...base, 'lesson.yaml': base['lesson.yaml']!.replace('- {podOnEvery: {of: ds/logs}, within: 60s}', '- {that: "nodes.all(a, nodes.all(b, nodes.all(c, nodes.all(d, true))))"}') }), says: 'more than 2,000,000' },
    { name: 'thousands of nodes', bytes: () => zipOf({ ...base, 'cluster.yaml': Array.from({ length: 3_000 }, (_, at) => `{apiVersion: v1, kind: Node, metadata: {name: n${at}}}`).join('\n---\n') }), says: '3000 nodes' },
    { name: 'a million pods', bytes: () => zipOf({ ...base, 'cluster.yaml': swarm('Deployment') }), says: 'more than 20,000 objects are changed' },
    { name: 'a drawing that acts', bytes: () => zipOf({ ...base, 'a.svg': '<svg xmlns="http://www.w3.org/2000/svg" onload="parent.owned = true"/>' }), says: 'onload=' },
  ]
  for (const { name, bytes, says } of cases) {
    test(name, async ({ page }) => {
      const learner = new Learner(page)
      await learner.opensTheLab()
      await drops(page, 'hostile.zip', bytes())
      await expect(sheet(page).getByText(says).first()).toBeVisible({ timeout: 15_000 })
      expect(await page.evaluate(() => 'polluted' in {} || 'owned' in window)).toBe(false)
      await page.keyboard.press('Escape')
      await expect(learner.node('worker-1')).toBeVisible()
    })
  }
})

test('pictures of the folder are shown from it, and nothing else is fetched', async ({ page }) => {
  const elsewhere: string[] = []
  page.on('request', (request) => !/^(http:\/\/localhost|blob:|data:)/.test(request.url()) && elsewhere.push(request.url()))
  await new Learner(page).opensTheLab()
  await drops(page, 'mine.zip', zipOf({ ...base, 'lesson.md': `${base['lesson.md']!}\n![two boxes](two.svg)\n`, 'two.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="18" height="18"/></svg>' }))
  await expect(heading(page)).toBeVisible()
  const picture = page.getByRole('img', { name: 'two boxes' })
  await expect(picture).toHaveAttribute('src', /^blob:/)
  await expect.poll(() => picture.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(40)
  expect(elsewhere).toEqual([])
})

async function downloaded(page: Page, button: string): Promise<{ readonly name: string; readonly text: string }> {
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: button, exact: true }).click()
  const download = await waiting
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}

test('an author plays an answer and records it, and the lesson that it is put into proves itself', async ({ page }) => {
  test.slow()
  const learner = new Learner(page)
  await learner.opensTheLab()
  const answers = 'solution:\n  - {wait: 1s}\nwrong:\n  - {name: waits, acts: [{wait: 1s}], fails: collect, hint: M08}\n'
  await drops(page, 'mine.zip', zipOf({ ...base, 'answers.yaml': answers }))
  await solves(learner)
  await expect(inList(page, 'Run it on both nodes', 'done')).toBeVisible({ timeout: 30_000 })
  await learner.addsNodes(1)
  await learner.types('kubectl label node node-1 disk=ssd')
  await learner.presses('Pause')
  await page.getByRole('button', { name: 'Author’s tools' }).click()
  const sheet = page.getByRole('dialog', { name: 'Author’s tools' })
  await expect(sheet.getByLabel('Acts', { exact: true })).toContainText('label node node-1 disk=ssd')
  const { name, text } = await downloaded(page, 'Download')
  expect(name).toBe('acts.yaml')
  expect(text.split('\n').filter((line) => line !== '' && !line.includes('wait'))).toEqual([
    '- {apply: manifest.yaml, with: {kind: "DaemonSet"}}',
    '- {"join":[{"name":"worker-1","labels":{"topology.kubernetes.io/zone":"a"},"taints":[]}]}',
    '- {kubectl: "label node node-1 disk=ssd"}',
  ])
  await sheet.getByRole('button', { name: 'Check the lesson' }).click()
  await expect(sheet.getByRole('status', { name: 'Proof so far' })).toHaveText(/^\d+ of 10 failed\.$/, { timeout: 60_000 })
  await expect(sheet.getByText('it fails collect')).toHaveCount(0)

  const whole = `solution:\n${text.replace(/^(?=.)/gm, '  ')}wrong:\n  - {name: runs two, acts: [{apply: manifest.yaml, with: {spec.replicas: 2}}], fails: collect, hint: M08}\n`
  await page.keyboard.press('Escape')
  await drops(page, 'mine.zip', zipOf({ ...base, 'answers.yaml': whole }))
  await expect(inList(page, 'Run it on both nodes', 'not done')).toBeVisible()
  await page.getByRole('button', { name: 'Author’s tools' }).click()
  await sheet.getByRole('button', { name: 'Check the lesson' }).click()
  await expect(sheet.getByRole('status', { name: 'Proof so far' })).toHaveText('All is proven.', { timeout: 60_000 })
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
})

test('what a student exports is graded as the page has shown it', async ({ page }) => {
  test.slow()
  const learner = new Learner(page)
  await learner.opensTheLab()
  await page.getByRole('button', { name: 'Lessons', exact: true }).click()
  await page.getByRole('button', { name: 'Begin: One pod on every node' }).click()
  await learner.hasAnEditor()
  const guess = page.getByRole('region', { name: /^Guess the number of pods/ })
  await guess.getByRole('radio', { name: '1', exact: true }).check()
  await guess.getByRole('button', { name: 'That is my guess' }).click()
  await learner.replacesInTheManifest('kind: # which kind keeps one pod on each node?', 'kind: DaemonSet')
  await learner.replacesInTheManifest('matchLabels: # which label do its pods have?', 'matchLabels: {app: agent}')
  await learner.letsTimeRunAt('16')
  await learner.appliesTheManifest()
  await expect(inList(page, 'Run the agent on every node', 'done')).toBeVisible({ timeout: 30_000 })
  const { name, text } = await downloaded(page, 'Export my work')
  expect(name).toBe('first-daemonset-work.json')
  const folder = mkdtempSync(join(tmpdir(), 'work-'))
  const files = [join(folder, name), join(folder, 'edited.json'), join(folder, 'broken.json'), join(folder, 'none.json')]
  writeFileSync(files[0]!, text)
  writeFileSync(files[1]!, text.replace('"steps"', '"passed":true,"steps"'))
  writeFileSync(files[2]!, '{')
  const lines = execFileSync(process.execPath, ['--import', 'tsx', 'app/lesson/lessons-cli.ts', 'grade', 'first-daemonset', ...files], { encoding: 'utf8' }).trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines[0]).toMatchObject({ file: files[0], lesson: 'first-daemonset', passed: false })
  const tasks = lines[0]!['tasks'] as readonly { readonly id: string; readonly passed: boolean; readonly misconceptions: readonly string[] }[]
  expect(tasks.map(({ passed }) => passed)).toEqual([true, true, ...tasks.slice(2).map(() => false)])
  expect(lines.slice(1).map(({ error }) => error)).toEqual(['it cannot be read', 'it cannot be read', expect.stringContaining('ENOENT')] as unknown[])
})

test.describe('a lesson by its address', () => {
  test('a zip of this site', async ({ page }) => {
    await page.route('**/course/mine.zip', (route) => route.fulfill({ body: zipOf(base), contentType: 'application/zip' }))
    await page.goto('/#lesson-url=course/mine.zip')
    await expect(heading(page)).toBeVisible({ timeout: 20_000 })
    expect(new URL(page.url()).hash).toBe('')
  })

  test('a folder of this site', async ({ page }) => {
    await page.route('**/course/mine/*', (route) => {
      const text = base[new URL(route.request().url()).pathname.split('/').at(-1)!]
      return route.fulfill(text === undefined ? { status: 404, body: '' } : { body: text, contentType: 'text/plain' })
    })
    await page.goto('/#lesson-url=course/mine/')
    await expect(heading(page)).toBeVisible({ timeout: 20_000 })
  })

  for (const address of ['https://example.com/lesson.zip', '//example.com/lesson.zip', 'javascript:alert(1)', 'data:text/plain,x', 'http://user:pw@localhost/a.zip']) {
    test(`${address} is refused and not asked`, async ({ page }) => {
      const asked: string[] = []
      page.on('request', (request) => /example\.com|a\.zip/.test(request.url()) && asked.push(request.url()))
      await page.goto(`/#lesson-url=${encodeURIComponent(address)}`)
      await expect(sheet(page).getByText('Expected an address of this site')).toBeVisible()
      expect(asked).toEqual([])
    })
  }
})

test.describe('at 360 px', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })

  test('the problems of a lesson fit the page', async ({ page }) => {
    await page.goto('/#lesson-url=https%3A%2F%2Fexample.com%2Fvery-long-address-that-is-not-of-this-site%2Fand-goes-on-for-ever%2Flesson.zip')
    await expect(sheet(page)).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  })
})
