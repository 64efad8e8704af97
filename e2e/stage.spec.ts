import { expect, test } from '@playwright/test'
import { Learner } from './learner.ts'

test.beforeEach(async ({ page }) => new Learner(page).opensTheLab())

test('step by step: controller, scheduler, kubelet, each by way of the API server', async ({ page }) => {
  const learner = new Learner(page)
  const path = page.getByRole('list', { name: 'Who does what' })
  const acting = path.locator('[aria-current=step]')
  await learner.letsTimeRunAt('0.25')
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(path.getByRole('listitem')).toHaveText([/wants a pod on each eligible node$/, /stores objects, tells watchers$/, /binds pods to nodes$/, /run the pods of their nodes$/])
  await learner.appliesTheManifest()
  await page.getByRole('button', { name: 'Pause' }).click()
  // How far it came until it was paused is not known.
  for (let steps = 0; steps < 8 && await acting.filter({ hasText: 'run pods, ready' }).count() === 0; steps++) await learner.stepsOn()
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

test('a waiting node stops at the budget, and the line that grants it is one press away', async ({ page }) => {
  const learner = new Learner(page)
  await learner.hasAReadyDaemonSet()
  await learner.replacesInTheManifest('nginx:latest', 'nginx:nope')
  await learner.replacesInTheManifest('  template:', '  updateStrategy:\n    rollingUpdate:\n      maxUnavailable: 1\n  template:')
  await learner.appliesTheManifest()
  await expect(page.getByText(/Stuck\. nginx:nope cannot be pulled\./)).toBeVisible()
  await page.getByRole('option', { name: /Waits\. worker-\d uses the budget\./ }).first().click()
  await expect(page.getByRole('heading', { name: /^Why worker-\d waits with its old pod$/ })).toBeVisible()
  const budget = page.getByRole('region', { name: 'DaemonSet controller' }).getByRole('listitem').filter({ hasText: 'Budget' })
  await expect(budget.first()).toContainText('closed: the only unit is in use')
  await expect(budget.getByRole('button', { name: 'line 11' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Scheduler' })).toContainText('not asked: the old pod stays for now')
})

test('a pod: its owner, revision, conditions and events; and what else runs on its node', async ({ page }) => {
  const learner = new Learner(page)
  await learner.hasAReadyDaemonSet()
  await learner.chooses('worker-1', /^Fill/)
  await page.getByRole('dialog').getByRole('button', { name: 'Fill' }).click()
  await expect(learner.node('worker-1')).toContainText('1 other pod')
  await learner.node('worker-1').click()
  await page.getByRole('tab', { name: /^nginx-daemonset-/ }).click()
  const pod = page.getByRole('tabpanel')
  await expect(pod).toContainText('OwnerDaemonSet nginx-daemonset')
  await expect(pod).toContainText('Revision1, as the template is now')
  await expect(pod).toContainText('PodScheduled True')
  await expect(pod.getByRole('list', { name: 'Events, latest first' })).toContainText('Container started')
  await page.getByRole('tab', { name: 'Node', exact: true }).click()
  const other = pod.locator('summary')
  await expect(other).toHaveText(/^other-work-\w+no controller, (Running|ContainerCreating|Pending), asks for 3 cpu, 1Gi memory$/)
  await other.click()
  await expect(pod.getByText('QoS class')).toBeVisible()
})

for (const { how, speed, reducedMotion, flights } of [
  { how: 'a bound pod travels from the list to its slot', speed: '1', reducedMotion: 'no-preference', flights: 3 },
  { how: 'at 16 times the speed nothing travels', speed: '16', reducedMotion: 'no-preference', flights: 0 },
  { how: 'who wants no motion sees none travel', speed: '1', reducedMotion: 'reduce', flights: 0 },
] as const) {
  test(how, async ({ page }) => {
    const learner = new Learner(page)
    await page.emulateMedia({ reducedMotion })
    await learner.letsTimeRunAt(speed)
    const seen = page.evaluate(() => new Promise<number>((resolve) => {
      const keys = new Set<string>()
      new MutationObserver((records) => {
        for (const { addedNodes } of records) for (const added of addedNodes) if (added instanceof SVGGElement && added.dataset['key']) keys.add(added.dataset['key'])
      }).observe(document.querySelector('main')!, { childList: true, subtree: true })
      addEventListener('keydown', (event) => event.key === 'F2' && resolve(keys.size))
    }))
    await learner.appliesTheManifest()
    await learner.sees('AVAILABLE', 3)
    await expect(page.locator('main svg > g[data-key]')).toHaveCount(0)
    for (const pod of await page.locator('[role=option] [data-pod]').all()) await expect(pod).toBeVisible()
    await page.keyboard.press('F2')
    expect(await seen).toBe(flights)
  })
}
