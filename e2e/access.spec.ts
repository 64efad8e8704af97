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

/** Everything that can be opened, and how one comes to it from a cluster with a ready DaemonSet. */
const openings: readonly (readonly [what: string, open: (learner: Learner, page: Page) => Promise<void>])[] = [
  // Without a selection; every other one selects a node or needs none.
  ['the question which node to remove', async (learner) => learner.presses('Remove')],
  ['the menu of a node', async (learner) => learner.node('worker-1').click({ button: 'right' })],
  ['the form to add nodes', async (learner) => learner.presses('Add node')],
  ['the form to drain', async (learner) => learner.presses('Drain')],
  ['the form to label', async (learner) => learner.presses('Label')],
  ['the form to fill a node', async (learner) => learner.chooses('worker-1', /^Fill/)],
  ['a pod', async (learner, page) => {
    await learner.node('worker-1').click()
    await page.getByRole('tab', { name: /^nginx-daemonset-/ }).click()
  }],
  ['a node', async (learner, page) => {
    await learner.node('worker-1').click()
    await page.getByRole('tab', { name: 'Node', exact: true }).click()
  }],
  ['events', async (learner, page) => {
    await learner.node('worker-1').click()
    await page.getByRole('tab', { name: 'Events' }).click()
  }],
  ['the list of keys', async (learner) => learner.presses('Keys')],
  ['the menu of the lab', async (learner) => learner.presses('Menu')],
]

/** What opens is there, and has stopped moving: half faded in, it would be too pale. */
async function atRest(page: Page): Promise<void> {
  await expect(opened(page).first()).toBeVisible()
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))))
}
const opened = (page: Page) => page.getByRole('dialog').or(page.getByRole('menu')).or(page.getByRole('article'))

for (const [what, open] of openings) {
  test(`no violations in ${what}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const learner = new Learner(page)
    await learner.opensTheLab()
    await learner.hasAReadyDaemonSet()
    await learner.presses('Pause')
    await open(learner, page)
    await atRest(page)
    expect(await violations(page)).toEqual([])
  })
}

test('in the dark everything that opens can be read', async ({ page }) => {
  test.slow()
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.hasAReadyDaemonSet()
  await learner.presses('Pause')
  for (const [what, open] of openings) {
    await open(learner, page)
    await atRest(page)
    const { violations: found } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze()
    expect(found.flatMap(({ nodes }) => nodes.map(({ html }) => html)), what).toEqual([])
    await page.keyboard.press('Escape')
    await expect(opened(page)).toHaveCount(0)
  }
})

test('a form, a menu and an explanation give the focus back to what opened them', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.hasAReadyDaemonSet()
  for (const name of ['Add node', 'Drain', 'Taint', 'Label', 'Menu', 'Theme', 'Keys']) {
    const button = page.getByRole('button', { name, exact: true }).first()
    await button.click()
    await expect(button).not.toBeFocused()
    await page.keyboard.press('Escape')
    await expect(button, name).toBeFocused()
  }
})

test.describe('with a finger', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })

  test('every target is large enough, and acts are done from the row of a node', async ({ page }) => {
    await page.goto('/')
    await page.getByRole('button', { name: /^Manifest/ }).tap()
    await page.getByRole('button', { name: /^Apply/ }).tap()
    await page.getByRole('button', { name: 'Cluster', exact: true }).tap()
    const small = () => page.getByRole('main').evaluate((main) => [...main.querySelectorAll<HTMLElement>('button, summary, [role=tab]')]
      .filter((target) => target.offsetHeight > 0 && (target.offsetHeight < 44 || target.offsetWidth < 44)).map(({ textContent }) => textContent))
    expect(await small()).toEqual([])
    await page.getByRole('button', { name: 'Acts on worker-2' }).tap()
    await page.getByRole('menuitem', { name: /^Label/ }).tap()
    await page.getByRole('dialog').getByRole('button', { name: 'Label', exact: true }).tap()
    await expect(page.getByRole('status', { name: 'Answer of the last act' })).toContainText('node/worker-2 labeled')
    await page.getByRole('button', { name: /^worker-2 Ready/ }).tap()
    await expect(page.getByRole('heading', { name: 'Why worker-2 has a pod' })).toBeVisible()
    expect(await small()).toEqual([])
  })
})

for (const [width, height] of [[320, 420], [320, 256], [720, 520]] as const) {
  test(`every node can be reached in a frame of ${width}×${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await page.goto('/')
    await page.getByRole('button', { name: 'Acts on worker-3' }).click()
    await expect(page.getByRole('menuitem', { name: /^Cordon/ })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
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
  await expect(learner.node('cp-1')).toBeFocused()
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
  await expect(page.getByRole('region', { name: 'Time' }).locator(':focus')).toBeVisible()
  await page.keyboard.press('Shift+F6')
  await expect(learner.manifest).toBeFocused()
})
