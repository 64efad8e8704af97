import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { Learner } from './learner.ts'

const log = (page: Page) => page.getByRole('log', { name: /^Log/ })
const entries = (page: Page) => log(page).locator('> ol > li')
const clock = (page: Page) => page.getByRole('timer', { name: 'Virtual time' })
const tab = (page: Page, name: 'Terminal' | 'Log') => page.getByRole('tab', { name, exact: true })
const depth = (page: Page, name: string) => page.getByRole('radiogroup', { name: 'Depth of the log' }).getByRole('radio', { name })

/** A DaemonSet that is there, and the log in view, at rest. */
async function opened(page: Page): Promise<Learner> {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.hasAReadyDaemonSet()
  await learner.chooses('worker-2', /^Cordon/)
  await tab(page, 'Log').click()
  await expect(log(page)).toContainText('kubectl cordon worker-2')
  await learner.presses('Pause')
  return learner
}

test('three depths of the same hour; the one that was chosen is remembered', async ({ page }) => {
  await opened(page)
  await expect(log(page).getByRole('heading')).toContainText(['kubectl apply -f manifest.yaml', 'kubectl cordon worker-2'])
  await expect(log(page)).toContainText(/The DaemonSet controller creates 3 pods for worker-\d, worker-\d and worker-\d/)
  await depth(page, 'Steps').check({ force: true })
  await expect(log(page)).toContainText(/The node controller puts node\.kubernetes\.io\/unschedulable:NoSchedule on worker-2: it is cordoned/)
  await depth(page, 'API calls').check({ force: true })
  await expect(log(page)).toContainText(/patch nodes worker-2 200 rv \d+ by kubectl/)
  await expect(log(page)).toContainText('spec.unschedulable: none → true')
  await page.reload()
  await expect(log(page)).toContainText('spec.unschedulable: none → true')
  await tab(page, 'Terminal').click()
  await expect(new Learner(page).commandLine).toBeVisible()
})

test('many of a sort are one sentence, which opens', async ({ page }) => {
  await opened(page)
  const ready = entries(page).filter({ hasText: /3 pods became ready/ })
  await ready.getByRole('button', { name: 'Open all 3' }).click()
  await expect(ready.getByRole('list', { name: 'One by one' }).getByRole('listitem')).toContainText([/on worker-\d is ready/, /on worker-\d is ready/, /on worker-\d is ready/])
})

test('a filter leaves what is about one node, by one component', async ({ page }) => {
  await opened(page)
  await depth(page, 'Steps').check({ force: true })
  await page.getByRole('button', { name: 'Filter the log' }).click()
  await page.getByRole('combobox', { name: 'About', exact: true }).fill('worker-2')
  await page.getByLabel('Component').selectOption('Scheduler')
  await expect(entries(page)).toHaveCount(1)
  await expect(entries(page)).toContainText(/The scheduler binds nginx-daemonset-\w+ to worker-2/)
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(log(page)).toContainText('You cordon worker-2')
})

test('an entry leads to its moment, to its object, and to its reasons', async ({ page }) => {
  const learner = await opened(page)
  await entries(page).filter({ hasText: 'The scheduler binds 3 pods' }).getByRole('button', { name: /^Go to/ }).click()
  await expect(learner.figure('READY')).toHaveText('READY0')
  await expect(log(page)).toContainText(/Now, 0:\d\d\.\d/)
  await expect(entries(page).filter({ hasText: '3 pods became ready' })).toHaveAttribute('data-ahead', 'true')
  await page.getByRole('slider', { name: 'Moment' }).focus()
  await page.keyboard.press('End')
  await expect(log(page)).not.toContainText('Now,')
  const cordon = entries(page).filter({ hasText: 'You cordon worker-2' })
  await cordon.getByRole('button', { name: 'worker-2', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Why worker-2 has a pod' })).toBeVisible()
  await page.keyboard.press('Escape')
  await entries(page).filter({ hasText: 'unschedulable:NoSchedule on worker-2' }).getByRole('button', { name: /^Why: / }).click()
  await expect(page.getByRole('heading', { name: /^Why the step of 0:\d\d\.\d/ })).toBeVisible()
  await expect(page.locator('[data-pane=stage]')).toContainText('You cordon worker-2')
  await page.keyboard.press('Escape')
  await expect(learner.node('worker-2')).toBeVisible()
})

test('by keyboard: one tab stop, arrows from entry to entry', async ({ page }) => {
  await opened(page)
  await log(page).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('End')
  const focused = log(page).locator('button:focus')
  await expect(focused).toHaveAccessibleName(/^Go to/)
  await expect(entries(page).last().locator('button:focus')).toHaveCount(1)
  await page.keyboard.press('ArrowUp')
  await expect(entries(page).nth(-2).locator('button:focus')).toHaveCount(1)
  const at = await clock(page).textContent()
  await page.keyboard.press('Home')
  await expect(entries(page).first().locator('button:focus')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(clock(page)).not.toHaveText(at!)
})

test('the whole log is saved as text', async ({ page }) => {
  await opened(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the log as text' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('daemonset-lab-story.txt')
  const chunks: Buffer[] = []
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks).toString()).toMatch(/You enter: kubectl apply -f manifest\.yaml\n0:\d\d\.\d {2}The API server stores DaemonSet nginx-daemonset\.\n/)
})

test('the text of the cluster has the numbers over time, and leads to the log', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.hasAReadyDaemonSet()
  await learner.presses('Pause')
  await page.getByRole('button', { name: 'Cluster as text' }).click()
  const numbers = page.getByRole('table', { name: /^Numbers over time/ })
  await expect(numbers.getByRole('row').nth(1)).toHaveText(/^0:\d\d\.\d33330$/)
  await page.getByRole('button', { name: 'What has happened so far, in the log' }).click()
  await expect(tab(page, 'Log')).toBeFocused()
  await expect(log(page)).toContainText('3 pods became ready')
})

for (const [width, scheme] of [[1440, 'light'], [768, 'dark'], [360, 'light']] as const) {
  test(`no finding of axe at ${width} px, ${scheme}, at any depth, and nothing runs sideways`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: scheme })
    await page.goto('/')
    await page.getByLabel('Speed').selectOption('16')
    if (width < 900) await page.getByRole('button', { name: 'Terminal', exact: true }).click()
    await new Learner(page).types('kubectl apply -f manifest.yaml')
    await tab(page, 'Log').click()
    await expect(log(page)).toContainText('3 pods became ready')
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('button', { name: 'Filter the log' }).click()
    await entries(page).filter({ hasText: 'The scheduler binds 3 pods' }).getByRole('button', { name: /^Go to/ }).click()
    for (const name of ['Story', 'Steps', 'API calls']) {
      await depth(page, name).check({ force: true })
      await expect(entries(page).first()).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).include('[data-pane=terminal]').analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    }
  })
}
