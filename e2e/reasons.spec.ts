import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { Learner } from './learner.ts'

test.beforeEach(async ({ page }) => new Learner(page).opensTheLab())

const answer = (page: Page) => page.getByRole('article', { name: /^Why / })
const way = (page: Page, name: string | RegExp) => answer(page).getByRole('region', { name }).getByRole('listitem')

test('from a node without a pod back to the act, its object, its line and its moment', async ({ page }) => {
  const learner = new Learner(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  await learner.hasAReadyDaemonSet()
  await learner.types('kubectl taint node worker-2 gpu=yes:NoExecute')
  await expect(learner.figure('DESIRED')).toHaveText(/2$/)
  await learner.node('worker-2').click()
  await page.getByRole('button', { name: 'Why, step by step: worker-2?' }).click()
  await expect(page.getByRole('heading', { name: 'Why is there no pod on worker-2?' })).toBeVisible()
  await expect(way(page, 'How worker-2 came to its taint')).toHaveText([/^You add the taint gpu=yes:NoExecute on worker-2\./, /^Your act: kubectl taint node worker-2 gpu=yes:NoExecute/])
  // The focus went in.
  await expect(page.locator(':focus')).toContainText('Why is there no pod on')
  const line = answer(page).getByRole('region', { name: 'What it rests on' }).getByRole('button', { name: /^line / })
  await line.click()
  await expect(page.locator('[data-pane=manifest]')).toBeVisible()
  await way(page, 'How worker-2 came to its taint').last().getByRole('button', { name: /^Go to / }).click()
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
  await expect(answer(page).getByRole('button', { name: 'Ask again now' })).toBeVisible()
  await page.getByRole('button', { name: 'Close the answer' }).click()
  await expect(page.getByRole('button', { name: 'Why, step by step: worker-2?' })).toBeFocused()
})

test('a counter, a pod and an event are asked where they are shown; Esc gives the focus back', async ({ page }) => {
  const learner = new Learner(page)
  await learner.hasAReadyDaemonSet()
  await learner.figure('DESIRED').click()
  const ask = page.getByRole('button', { name: 'Why is it 3: DESIRED?' })
  await ask.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Why is DESIRED 3?' })).toBeVisible()
  await expect(way(page, 'How it came to be counted').last()).toHaveText(/^Your act: kubectl apply -f manifest\.yaml/)
  await page.keyboard.press('Escape')
  await expect(ask).toBeFocused()
  await learner.node('worker-1').click()
  await page.getByRole('tab', { name: /^nginx-daemonset-/ }).click()
  await page.getByRole('button', { name: /^Why nginx-daemonset-/ }).first().click()
  await expect(page.getByRole('heading', { name: /^Why is nginx-daemonset-\w+ here\?$/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Events' }).click()
  await page.getByRole('button', { name: /^Why Started/ }).first().click()
  await expect(page.getByRole('heading', { name: /^Why the event Started of nginx-daemonset-/ })).toBeVisible()
  await expect(way(page, 'What it tells of').last()).toHaveText(/^Your act: kubectl apply -f manifest\.yaml/)
})

test('why the rollout waits, and for whom', async ({ page }) => {
  const learner = new Learner(page)
  await learner.hasAReadyDaemonSet()
  await learner.replacesInTheManifest('nginx:latest', 'nginx:nope')
  await learner.appliesTheManifest()
  await expect(page.getByText(/Stuck\. nginx:nope cannot be pulled\./)).toBeVisible()
  await page.getByRole('button', { name: 'Why does the update wait?' }).click()
  await expect(answer(page)).toContainText(/It waits for worker-\d: maxUnavailable 1 allows 1 at a time, and that one is in use\./)
  await expect(way(page, /^Why the pod of worker-\d is not available$/).first()).toContainText('cannot pull nginx:nope')
})

for (const { width, height } of [{ width: 1440, height: 900 }, { width: 360, height: 740 }]) {
  test(`at ${width} px nothing runs out of the page, and axe finds nothing`, async ({ page }) => {
    const learner = new Learner(page)
    await learner.hasAReadyDaemonSet()
    await page.setViewportSize({ width, height })
    await learner.figure('READY').click()
    await page.getByRole('button', { name: 'Why is it 3: READY?' }).click()
    await expect(page.getByRole('heading', { name: 'Why is READY 3?' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    const found = await new AxeBuilder({ page }).include('[aria-labelledby=why-title]').analyze()
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
}
