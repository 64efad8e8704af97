import { expect, test } from '@playwright/test'
import { Learner } from './learner.ts'

test('from the first paint to a finished rolling update', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await expect(page.getByText('Apply a DaemonSet to see pods.')).toBeVisible()
  await learner.letsTimeRunAt('16')
  await learner.appliesTheManifest()
  await expect(learner.answer).toContainText('daemonset.apps/nginx-daemonset created')
  await learner.sees('AVAILABLE', 3)
  await expect(learner.node('cp-1')).toContainText('Not eligible. Its taint is not tolerated.')
  await learner.replacesInTheManifest('nginx:latest', 'nginx:1.27')
  await learner.manifest.press('Control+Enter')
  await expect(learner.answer).toContainText('daemonset.apps/nginx-daemonset configured')
  await expect(page.getByText('Rollout, revision 1 to 2')).toBeVisible()
  await learner.sees('UP-TO-DATE', 3)
  await learner.sees('AVAILABLE', 3)
  await expect(learner.node('worker-1')).toContainText('Updated')
})

test('one node at a time: the second waits for the budget', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.hasAReadyDaemonSet()
  await learner.letsTimeRunAt('1')
  await learner.replacesInTheManifest('nginx:latest', 'nginx:1.27')
  await learner.appliesTheManifest()
  await expect(page.getByText('0 left')).toBeVisible()
  await expect(page.getByText(/Waits\. worker-\d uses the budget\./).first()).toBeVisible()
})

test('an image that nobody has is told where it hurts', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.letsTimeRunAt('16')
  await learner.replacesInTheManifest('nginx:latest', 'nginx:nope')
  await learner.appliesTheManifest()
  await expect(learner.node('worker-1')).toContainText('Stuck. nginx:nope cannot be pulled.')
})
