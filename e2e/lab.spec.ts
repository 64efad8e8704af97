import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'

const card = (page: Page, node: string) => page.getByRole('article', { name: node, exact: true })
const figure = (page: Page, caption: string) => page.locator('dl div', { has: page.getByText(caption, { exact: true }) }).locator('dd')
const applyAtSpeed = async (page: Page, speed: string) => {
  await page.getByLabel('Speed').selectOption(speed)
  await page.getByRole('button', { name: /^Apply/ }).click()
}

test.beforeEach(async ({ page }) => {
  await page.goto('/')
})

test('from the first visit to a finished rolling update', async ({ page }) => {
  await applyAtSpeed(page, '16')
  await expect(page.getByText('daemonset.apps/nginx-daemonset created')).toBeVisible()
  await expect(figure(page, 'AVAILABLE')).toHaveText('3')
  await expect(card(page, 'cp-1')).toContainText('Not eligible. Its taint is not tolerated.')
  const editor = page.getByLabel('Manifest, YAML')
  await editor.fill((await editor.inputValue()).replace('nginx:latest', 'nginx:1.27'))
  await editor.press('Control+Enter')
  await expect(page.getByText('daemonset.apps/nginx-daemonset configured')).toBeVisible()
  await expect(figure(page, 'UP-TO-DATE')).toHaveText('0')
  await expect(figure(page, 'UP-TO-DATE')).toHaveText('3', { timeout: 20_000 })
})

test('a bad manifest is refused in the words of the API server, and nothing is lost', async ({ page }) => {
  const editor = page.getByLabel('Manifest, YAML')
  const bad = (await editor.inputValue()).replace('      labels:\n        app: nginx', '      labels:\n        app: other')
  await editor.fill(bad)
  await editor.press('Control+Enter')
  await expect(page.locator('output')).toHaveText(
    'The DaemonSet "nginx-daemonset" is invalid: spec.template.metadata.labels: Invalid value: {"app":"other"}: `selector` does not match template `labels`',
  )
  await expect(editor).toHaveValue(bad)
})

test('a node joins and gets its pod', async ({ page }) => {
  await applyAtSpeed(page, '16')
  await page.getByRole('button', { name: 'Add node', exact: true }).click()
  await expect(card(page, 'worker-4')).toContainText('Runs. It has its pod.')
  await expect(figure(page, 'DESIRED')).toHaveText('4')
})

test('a node loses its power and comes back with the same pod', async ({ page }) => {
  await applyAtSpeed(page, '64')
  await expect(figure(page, 'AVAILABLE')).toHaveText('3')
  const pod = await card(page, 'worker-2').locator('code').textContent()
  await card(page, 'worker-2').getByRole('button', { name: 'Power off' }).click()
  await expect(card(page, 'worker-2')).toContainText('Out of reach. Its pod is last known to run.')
  await expect(figure(page, 'DESIRED')).toHaveText('2')
  await card(page, 'worker-2').getByRole('button', { name: 'Recover' }).click()
  await expect(figure(page, 'AVAILABLE')).toHaveText('3')
  await expect(card(page, 'worker-2').locator('code')).toHaveText(pod!)
})

test('a reload in the middle keeps the draft and the pods', async ({ page }) => {
  await applyAtSpeed(page, '16')
  await expect(figure(page, 'AVAILABLE')).toHaveText('3')
  const names = await page.locator('article code').allTextContents()
  await page.getByLabel('Manifest, YAML').fill('half a thought')
  await page.reload()
  await expect(page.getByLabel('Manifest, YAML')).toHaveValue('half a thought')
  await expect(page.locator('article code')).toHaveText(names)
})

test('a thousand nodes are added from the page', async ({ page }) => {
  await applyAtSpeed(page, '16')
  await page.getByRole('button', { name: 'Add 1,000' }).click()
  await expect(figure(page, 'AVAILABLE')).toHaveText('1003', { timeout: 25_000 })
})

test('a paste too long for the page is refused, and the draft stays', async ({ page }) => {
  const editor = page.getByLabel('Manifest, YAML')
  const before = await editor.inputValue()
  await editor.focus()
  await editor.evaluate((element) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', 'x: y\n'.repeat(2_000_000))
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(page.locator('output')).toHaveText('That text has 10000000 characters; the lab takes at most 200000. Your manifest is as it was.')
  await expect(editor).toHaveValue(before)
})

for (const theme of ['light', 'dark'] as const) {
  test(`no accessibility violations, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme })
    await page.reload()
    await applyAtSpeed(page, '16')
    await expect(figure(page, 'AVAILABLE')).toHaveText('3')
    await page.getByRole('button', { name: 'Pause' }).click()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
}

test('360 px wide without sideways scrolling', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await applyAtSpeed(page, '16')
  await expect(figure(page, 'AVAILABLE')).toHaveText('3')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
})

test('by keyboard alone', async ({ page }) => {
  await page.getByLabel('Manifest, YAML').focus()
  await page.keyboard.press('Control+Enter')
  await expect(figure(page, 'DESIRED')).toHaveText('3')
  await card(page, 'worker-1').getByRole('button', { name: 'Cordon' }).focus()
  await page.keyboard.press('Enter')
  await expect(card(page, 'worker-1')).toContainText('Ready, cordoned')
})

test('no errors in the console', async ({ page }) => {
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  await page.reload()
  await applyAtSpeed(page, '16')
  await expect(figure(page, 'AVAILABLE')).toHaveText('3')
  expect(errors).toEqual([])
})
