import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { Learner } from './learner.ts'

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

for (const theme of ['light', 'dark'] as const) {
  test(`no accessibility violations, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    const learner = new Learner(page)
    await learner.opensTheLab()
    expect(await violations(page)).toEqual([])
    await learner.hasAReadyDaemonSet()
    await learner.chooses('worker-2', /^Cordon/)
    await learner.presses('Pause')
    expect(await violations(page)).toEqual([])
    await learner.presses('Cluster as text')
    expect(await violations(page)).toEqual([])
    await learner.presses('Cluster as text')
    await learner.node('cp-1').click()
    await expect(page.getByRole('heading', { name: 'Why cp-1 has no pod' })).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await learner.presses('Taint')
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await violations(page)).toEqual([])
  })
}

for (const width of [360, 768, 1024, 1440]) {
  test(`${width} px wide without sideways scrolling`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    await page.goto('/')
    await page.getByLabel('Speed').selectOption('16')
    if (width === 360) await page.getByRole('button', { name: /^Manifest/ }).click()
    await page.getByRole('button', { name: /^Apply/ }).click()
    if (width === 360) await page.getByRole('button', { name: 'Cluster', exact: true }).click()
    await new Learner(page).sees('AVAILABLE', 3)
    expect(await page.evaluate(() => [document.documentElement.scrollWidth, document.body.scrollWidth])).toEqual([width, width])
  })
}

test('by keyboard alone: apply, walk the nodes, ask why, taint one', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.letsTimeRunAt('16')
  // From the time bar on to the guide, to the cluster.
  await page.keyboard.press('F6')
  await page.keyboard.press('F6')
  await page.keyboard.press('Control+Enter')
  await learner.sees('AVAILABLE', 3)
  await learner.node('cp-1').focus()
  await page.keyboard.press('ArrowRight')
  await expect(learner.node('worker-1')).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Why cp-1 has no pod' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(learner.node('cp-1')).toBeFocused()
  await page.keyboard.press('End')
  await expect(learner.node('worker-3')).toBeFocused()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menu')).toBeFocused()
  await page.keyboard.press('t')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(learner.answer).toContainText('node/worker-3 modified')
  await expect(learner.node('worker-3')).toContainText('Stays. The taint is new; NoSchedule evicts nobody.')
  await expect(learner.node('worker-3')).toBeFocused()
  const paused = page.getByRole('button', { name: 'Play' })
  await page.keyboard.press('Space')
  await expect(paused).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('heading', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(learner.node('worker-3')).toBeFocused()
})

test('the way out of the editor', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.manifest.focus()
  await page.keyboard.press('F6')
  await expect(page.getByRole('button', { name: /^(Play|Pause)$/ })).toBeFocused()
  await page.keyboard.press('Shift+F6')
  await expect(learner.manifest).toBeFocused()
})
