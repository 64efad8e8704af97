import { expect, test } from '@playwright/test'
import { Learner } from './learner.ts'

test.beforeEach(async ({ page }) => new Learner(page).opensTheLab())

test('step by step: controller, scheduler, kubelet, each by way of the API server', async ({ page }) => {
  const learner = new Learner(page)
  const path = page.getByRole('list', { name: 'Who does what' })
  const acting = path.locator('[aria-current=step]')
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(path.getByRole('listitem')).toHaveText([/wants a pod on each eligible node$/, /stores objects, tells watchers$/, /binds pods to nodes$/, /run the pods of their nodes$/])
  await learner.appliesTheManifest()
  await page.getByRole('button', { name: 'Pause' }).click()
  // How far it came until it was paused is not known: at most four steps are left.
  for (let steps = 0; steps < 4 && await acting.filter({ hasText: 'run pods, ready' }).count() === 0; steps++) await learner.stepsOn()
  await expect(acting).toHaveText([/^API server.* stores that it is ready$/, /^Kubelets.* of 3 nodes run pods, ready$/])
  await expect(path.getByRole('listitem').first()).toHaveText(/creates 3 pods$/)
  await expect(path.getByRole('listitem').nth(2)).toHaveText(/binds 3 pods$/)
})

test('nothing rolls: no budget is spent; an update says who holds it', async ({ page }) => {
  const learner = new Learner(page)
  await learner.hasAReadyDaemonSet()
  await expect(page.getByText('3 of 3 eligible nodes have their pod')).toBeVisible()
  await expect(page.getByText('No update is under way.')).toBeVisible()
  await learner.letsTimeRunAt('1')
  await learner.replacesInTheManifest('nginx:latest', 'nginx:1.27')
  await learner.appliesTheManifest()
  await expect(page.locator('[data-well]')).toHaveText(/^worker-\dreplacing$/)
  await expect(page.getByText('0 left')).toBeVisible()
})
