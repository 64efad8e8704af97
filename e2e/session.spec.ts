import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { Learner } from './learner.ts'

test('a reload in the middle keeps the cluster and the draft', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.hasAReadyDaemonSet()
  await learner.chooses('worker-2', /^Cordon/)
  const pods = await learner.podNames()
  await learner.writesTheManifest('half a thought')
  await page.reload()
  await learner.hasAnEditor()
  await learner.seesManifest('half a thought')
  await expect(learner.node('worker-2')).toContainText('Ready, cordoned')
  expect(await learner.podNames()).toEqual(pods)
})

test('a stored session that cannot be read is set aside and told of', async ({ page }) => {
  const learner = new Learner(page)
  const text = '{"version":1,"draft":"x","acts":[{"atMs":"never"'
  await page.addInitScript((broken) => {
    if (sessionStorage.getItem('began')) return
    sessionStorage.setItem('began', 'yes')
    localStorage.setItem('daemonset-lab.session', broken)
  }, text)
  await learner.opensTheLab()
  const about = page.getByRole('status', { name: 'About this session' })
  await expect(about).toContainText('A stored session could not be read and was set aside')
  await page.reload()
  const download = page.waitForEvent('download')
  await about.getByRole('button', { name: 'Download' }).click()
  expect(await readFile(await (await download).path(), 'utf8')).toBe(text)
  await about.getByRole('button', { name: 'Discard' }).click()
  await expect(about).not.toContainText('set aside')
  await page.reload()
  await expect(learner.node('worker-1')).toBeVisible()
  await expect(about).not.toContainText('set aside')
})

test('the session of the version before is taken over', async ({ page }) => {
  const learner = new Learner(page)
  await page.addInitScript(() => localStorage.setItem('daemonset-lab.session', JSON.stringify({ version: 1, draft: 'old draft', nowMs: 20_000, acts: [{ atMs: 6_000, act: { cordon: 'worker-2', on: true } }] })))
  await learner.opensTheLab()
  await expect(learner.node('worker-2')).toContainText('Ready, cordoned')
  await learner.seesManifest('old draft')
})

test('two tabs leave each other alone', async ({ page, context }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.chooses('worker-1', /^Cordon/)
  await learner.writesTheManifest('first tab')
  const other = new Learner(await context.newPage())
  await other.opensTheLab()
  await expect(other.page.getByRole('status', { name: 'About this session' })).toContainText('Sandbox is open in another tab. This is a copy of it')
  await expect(other.node('worker-1')).toContainText('Ready, cordoned')
  await other.chooses('worker-2', /^Cordon/)
  await other.writesTheManifest('second tab')
  await learner.chooses('worker-3', /^Cordon/)
  for (const each of [learner, other]) {
    await each.page.reload()
    await each.hasAnEditor()
  }
  await expect(learner.node('worker-3')).toContainText('Ready, cordoned')
  await expect(learner.node('worker-2')).not.toContainText('cordoned')
  await learner.seesManifest('first tab')
  await expect(other.node('worker-2')).toContainText('Ready, cordoned')
  await expect(other.node('worker-3')).not.toContainText('cordoned')
  await other.seesManifest('second tab')
})

test('a link brings the whole session, and what one had stays', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const teacher = new Learner(page)
  await teacher.opensTheLab()
  await teacher.chooses('worker-2', /^Cordon/)
  await teacher.writesTheManifest('from the teacher')
  await teacher.choosesFromMenu('Copy link')
  await expect(page.getByRole('status', { name: 'About this session' })).toContainText('The link is on the clipboard')
  const link = await page.evaluate(() => navigator.clipboard.readText())
  await page.close()

  const student = new Learner(await context.newPage())
  await student.opensTheLab()
  await student.choosesFromMenu('Reset the sandbox')
  await expect(student.node('worker-2')).not.toContainText('cordoned')
  await student.chooses('worker-3', /^Cordon/)
  await student.page.goto(link)
  const about = student.page.getByRole('status', { name: 'About this session' })
  await expect(about).toContainText('You look at a session from a link')
  await expect(student.node('worker-2')).toContainText('Ready, cordoned')
  await student.seesManifest('from the teacher')
  await about.getByRole('button', { name: 'Back to mine' }).click()
  await expect(student.node('worker-3')).toContainText('Ready, cordoned')
  await expect(student.node('worker-2')).not.toContainText('cordoned')
  await student.page.goto(link)
  await about.getByRole('button', { name: 'Keep as a session of mine' }).click()
  await student.page.reload()
  await expect(student.node('worker-2')).toContainText('Ready, cordoned')
  await student.choosesFromMenu('Sessions')
  await expect(student.page.getByRole('dialog').getByRole('listitem')).toHaveCount(3)
})

test('a file goes round, and a file of something else is refused in words', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.chooses('worker-2', /^Cordon/)
  const download = page.waitForEvent('download')
  await learner.choosesFromMenu('Export session')
  const path = await (await download).path()
  await learner.choosesFromMenu('Reset the sandbox')
  const about = page.getByRole('status', { name: 'About this session' })
  await expect(about).toContainText('A new sandbox. The one before is kept as Sandbox.')
  await expect(learner.node('worker-2')).not.toContainText('cordoned')
  await learner.opensFile(path)
  await expect(about).toContainText('You look at the session in')
  await expect(learner.node('worker-2')).toContainText('Ready, cordoned')
  await about.getByRole('button', { name: 'Back to mine' }).click()
  await expect(learner.node('worker-2')).not.toContainText('cordoned')
  await learner.opensFile({ name: 'notes.json', mimeType: 'application/json', buffer: Buffer.from('{"version":3,"acts":[]}') })
  await expect(about).toContainText('This file notes.json holds no session that the lab can read: start: found nothing, expected an object with seed, nodes, readyAtMs')
  await expect(learner.node('worker-1')).toBeVisible()
})

test('a reset can be taken back', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.chooses('worker-2', /^Cordon/)
  await learner.choosesFromMenu('Reset the sandbox')
  await expect(learner.node('worker-2')).not.toContainText('cordoned')
  await learner.presses('Back to it')
  await expect(learner.node('worker-2')).toContainText('Ready, cordoned')
})

test('a long session is restored while the page answers', async ({ page }) => {
  const acts = Array.from({ length: 60 }, (_, index) => ({ atMs: 10_000 + index * 50_000, act: { cordon: 'worker-1', on: index % 2 === 0 } }))
  const join = { atMs: 6_000, act: { join: Array.from({ length: 300 }, (_, index) => ({ name: `node-${index + 1}` })) } }
  const manifest = 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: agent}\nspec:\n  selector: {matchLabels: {app: agent}}\n  template:\n    metadata: {labels: {app: agent}}\n    spec: {containers: [{name: agent, image: "nginx:1.27"}]}\n'
  const kept = { version: 1, draft: 'kept', nowMs: 3_100_000, acts: [join, { atMs: 7_000, act: { apply: manifest } }, ...acts] }
  await page.addInitScript((text) => {
    localStorage.setItem('daemonset-lab.session', text)
  }, JSON.stringify(kept))
  const learner = new Learner(page)
  await page.goto('/')
  await expect(page.getByText(/^Restoring…/)).toBeVisible()
  await learner.hasAnEditor()
  await learner.writesTheManifest('typed meanwhile')
  await expect(page.getByText(/^Restoring…/)).toBeHidden({ timeout: 60_000 })
  await learner.seesManifest('typed meanwhile')
  await learner.sees('AVAILABLE', 303)
})

test('in a frame without storage', async ({ page, baseURL }) => {
  // A frame of opaque origin may not load modules of another one unless the server allows it.
  await page.route(`${baseURL}/**`, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } })
  })
  await page.route('**/course.html', (route) => route.fulfill({ contentType: 'text/html', body: `<h1>Course</h1><iframe title="lab" sandbox="allow-scripts" src="${baseURL}/" style="width:720px;height:520px"></iframe>` }))
  await page.goto('/course.html')
  const frame = page.frameLocator('iframe')
  await expect(frame.getByRole('button', { name: /^worker-1 Ready/ })).toBeVisible()
  await frame.getByRole('button', { name: 'Manifest', exact: true }).click()
  await frame.getByRole('button', { name: /^Apply/ }).click()
  await frame.getByRole('button', { name: 'Cluster', exact: true }).click()
  await expect(frame.getByRole('status', { name: 'Answer of the last act' })).toContainText('daemonset.apps/nginx-daemonset created')
})

test('no errors in the console', async ({ page }) => {
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.hasAReadyDaemonSet()
  expect(errors).toEqual([])
})

test('the first picture stands before any script, and what is typed into it is kept', async ({ page }) => {
  const learner = new Learner(page)
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/assets/lab-*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto('/')
  await expect(page.getByText('worker-3')).toBeVisible()
  await learner.writesTheManifest('kind: DaemonSet # mine')
  await learner.manifest.press('End')
  await page.keyboard.type(' and on')
  release()
  await expect(learner.node('worker-1')).toBeVisible()
  await page.keyboard.type(' and on')
  await learner.hasAnEditor()
  await learner.seesManifest('kind: DaemonSet # mine and on and on')
  await page.reload()
  await learner.hasAnEditor()
  await learner.seesManifest('kind: DaemonSet # mine and on and on')
})

test('a lab that cannot be loaded says so and keeps the text', async ({ page }) => {
  await page.route('**/assets/lab-*.js', (route) => route.abort())
  await page.goto('/')
  await new Learner(page).manifest.fill('mine')
  await expect(page.getByRole('alert')).toContainText('could not be loaded')
  await expect(new Learner(page).manifest).toHaveValue('mine')
})

test('to a real cluster as a script, and from one as a start', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.chooses('worker-2', /^Cordon/)
  const download = page.waitForEvent('download')
  await learner.choosesFromMenu('Export as a script for a real cluster')
  expect(await readFile(await (await download).path(), 'utf8')).toMatch(/^#!\/usr\/bin\/env bash\n[^]*"name": "worker-3"[^]*\n# cordon worker-2\n[^]*\nkubectl cordon worker-2\n$/)
  const real = { kind: 'List', items: [
    { kind: 'Node', metadata: { name: 'real-1' }, status: { conditions: [{ type: 'Ready', status: 'True' }] } },
    { kind: 'DaemonSet', metadata: { name: 'agent', namespace: 'default' }, spec: { selector: { matchLabels: { app: 'agent' } }, template: { metadata: { labels: { app: 'agent' } }, spec: { containers: [{ name: 'agent', image: 'example.org/own:1' }] } } } },
  ] }
  await learner.opensFile({ name: 'real.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(real)) }, 'Open a real cluster')
  await expect(learner.node('real-1')).toContainText('Runs. It has its pod.')
  await expect(page.getByRole('status', { name: 'About this session' })).toContainText('so another stands in: example.org/own:1')
  await learner.presses('Back to mine')
  await expect(learner.node('worker-2')).toContainText('Ready, cordoned')
})
