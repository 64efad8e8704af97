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

test('a stored session that cannot be read is set aside', async ({ page }) => {
  const learner = new Learner(page)
  await page.addInitScript(() => localStorage.setItem('daemonset-lab.session', '{"version":1,"draft":"x","acts":[{"atMs":"never"'))
  await learner.opensTheLab()
  expect(await page.evaluate(() => localStorage.getItem('daemonset-lab.session.unreadable'))).toContain('never')
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
  await expect(frame.getByText('daemonset.apps/nginx-daemonset created')).toBeVisible()
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
