import { expect, test } from '@playwright/test'
import { Learner } from './learner.ts'

test.beforeEach(async ({ page }) => new Learner(page).opensTheLab())

test('a node joins and gets its pod', async ({ page }) => {
  const learner = new Learner(page)
  await learner.hasAReadyDaemonSet()
  await learner.presses('Add node')
  await page.getByRole('dialog').getByRole('button', { name: 'Add node' }).click()
  await expect(learner.node('worker-4')).toContainText('Runs. It has its pod.', { timeout: 20_000 })
  await learner.sees('DESIRED', 4)
})

test('a node loses its power and comes back with the same pod', async ({ page }) => {
  const learner = new Learner(page)
  await learner.hasAReadyDaemonSet()
  await learner.letsTimeRunAt('64')
  const pods = await learner.podNames()
  await learner.chooses('worker-2', /^Power off/)
  await expect(learner.node('worker-2')).toContainText('Out of reach. Its pod is last known to run.', { timeout: 20_000 })
  await learner.sees('DESIRED', 2)
  await learner.chooses('worker-2', /^Recover/)
  await learner.sees('AVAILABLE', 3)
  expect(await learner.podNames()).toEqual(pods)
})

test('a cordon does not send the pod away; a NoExecute taint does', async ({ page }) => {
  const learner = new Learner(page)
  await learner.hasAReadyDaemonSet()
  await learner.chooses('worker-1', /^Cordon/)
  await expect(learner.node('worker-1')).toContainText('Ready, cordoned')
  await expect(learner.node('worker-1')).toContainText('A cordon does not keep daemon pods away.')
  await learner.chooses('worker-3', /^Taint/)
  await page.getByRole('dialog').getByRole('radio', { name: 'NoExecute' }).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Taint', exact: true }).click()
  await expect(learner.answer).toContainText('node/worker-3 modified')
  await expect(learner.node('worker-3')).toContainText('Not eligible. Its taint is not tolerated.', { timeout: 20_000 })
})

test('a node runs short of memory, evicts, and has enough again', async ({ page }) => {
  const learner = new Learner(page)
  await learner.hasAReadyDaemonSet()
  await learner.letsTimeRunAt('8')
  await learner.chooses('worker-1', /^Run short/)
  await page.getByRole('dialog').getByRole('button', { name: 'Run short' }).click()
  await expect(learner.node('worker-1')).toContainText('MemoryPressure', { timeout: 20_000 })
  await learner.chooses('worker-1', /^Run short/)
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Give it enough again' })).toBeVisible()
  await page.getByRole('dialog').getByRole('radio', { name: 'Disk' }).check()
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Run short' })).toBeVisible()
})

test('why a node has no pod: the closed gate, and what would change it', async ({ page }) => {
  const learner = new Learner(page)
  await learner.hasAReadyDaemonSet()
  await learner.node('cp-1').click()
  await expect(page.getByRole('heading', { name: 'Why cp-1 has no pod' })).toBeVisible()
  await expect(page.getByText('1 taint, not tolerated')).toBeVisible()
  await expect(page.getByText('DESIRED 3 → 4. A pod of revision 1 starts at once.')).toBeVisible()
  await learner.presses('Play it in a fork')
  await learner.sees('DESIRED', 4)
  await expect(page.getByRole('heading', { name: 'Why cp-1 has a pod' })).toBeVisible()
  // The line that was left is as it was.
  await page.getByRole('list', { name: 'Other lines' }).getByRole('button', { name: 'first line' }).click()
  await expect(page.getByRole('heading', { name: 'Why cp-1 has no pod' })).toBeVisible()
  await learner.presses('Do it')
  await learner.sees('DESIRED', 4)
  await expect(page.getByRole('heading', { name: 'Why cp-1 has a pod' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(learner.node('cp-1')).toContainText('Runs. It has its pod.', { timeout: 20_000 })
})

test('a thousand nodes are added from the page', async ({ page }) => {
  const learner = new Learner(page)
  await learner.hasAReadyDaemonSet()
  await learner.presses('Add node')
  await page.getByLabel('How many').fill('1000')
  await page.getByRole('button', { name: 'Add 1,000 nodes' }).click()
  await learner.sees('AVAILABLE', 1003, 60_000)
  await expect(page.getByRole('heading', { name: /1,004 nodes, \d reasons/ })).toBeVisible()
})
