import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page, type Route } from '@playwright/test'
import { Learner } from './learner.ts'

const chunk = '**/assets/MonacoManifest-*.js'

/** Holds the full editor back until it is let go. */
async function holdBack(page: Page): Promise<() => Promise<void>> {
  const waiting: Route[] = []
  let held = true
  await page.route(chunk, (route) => (held ? void waiting.push(route) : route.continue()))
  return async () => {
    held = false
    await Promise.all(waiting.map((route) => route.continue()))
  }
}

test('the full editor takes over from the plain field without losing a keystroke', async ({ page }) => {
  const learner = new Learner(page)
  const letGo = await holdBack(page)
  await page.goto('/')
  await expect(learner.node('worker-1')).toBeVisible()
  await learner.manifest.focus()
  await learner.manifest.evaluate((field: HTMLTextAreaElement) => {
    const at = field.value.indexOf('nginx:latest')
    field.setSelectionRange(at, at + 'nginx:latest'.length)
  })
  const typed = 'quay.io/prometheus/node-exporter:v1.8.1'
  const done = page.keyboard.type(typed, { delay: 40 })
  await page.waitForTimeout(400)
  expect(await learner.isPlain()).toBe(true)
  await letGo()
  await done
  await learner.hasAnEditor()
  expect(await learner.isPlain()).toBe(false)
  await expect(learner.manifest).toBeFocused()
  // On at the place where the typing stopped, and back again through what was typed before.
  await page.keyboard.type('-x')
  await learner.seesManifest(new RegExp(`image: ${typed}-x\\n$`))
  for (let back = 0; back < 8; back++) await page.keyboard.press('Control+z')
  await learner.seesManifest(/image: nginx:latest\n$/)
})

test('a selection goes over with its direction', async ({ page }) => {
  const learner = new Learner(page)
  const letGo = await holdBack(page)
  await page.goto('/')
  await expect(learner.node('worker-1')).toBeVisible()
  await learner.manifest.focus()
  await learner.manifest.evaluate((field: HTMLTextAreaElement) => {
    const at = field.value.indexOf('nginx-daemonset')
    field.setSelectionRange(at, at + 5, 'backward')
  })
  await letGo()
  await learner.hasAnEditor()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.type('X')
  await learner.seesManifest(/name: nX-daemonset\n/)
})

test('where the full editor cannot be loaded the plain field stays, and it can be tried again', async ({ page }) => {
  const learner = new Learner(page)
  await page.route(chunk, (route) => route.abort())
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'The full editor did not load. Try again' })).toBeVisible()
  await learner.replacesInTheManifest('nginx-daemonset', 'still-here')
  await learner.appliesTheManifest()
  await expect(learner.answer).toContainText('daemonset.apps/still-here created')
})

test('the plain field can be chosen, and is remembered', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.manifest.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('# mine')
  await learner.presses('Use the plain text field')
  expect(await learner.isPlain()).toBe(true)
  await learner.seesManifest(/\n# mine$/)
  await page.reload()
  await learner.hasAnEditor()
  expect(await learner.isPlain()).toBe(true)
  await learner.presses('Use the full editor')
  await expect(page.locator('[data-editor=full]')).toBeAttached()
  await learner.seesManifest(/\n# mine$/)
})

test('typing a manifest: lines indent themselves as YAML wants it', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.writesTheManifest('')
  await page.keyboard.type('spec:\ntemplate:\nspec:\ncontainers:\n- name: a\nimage: nginx:1.27\nports:\n- containerPort: 80\n', { delay: 5 })
  await learner.seesManifest('spec:\n  template:\n    spec:\n      containers:\n        - name: a\n          image: nginx:1.27\n          ports:\n            - containerPort: 80\n              ')
})

test('Escape, then Tab leaves; Control M lets Tab leave for good', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.writesTheManifest('a')
  await page.keyboard.press('Home')
  await page.keyboard.press('Tab')
  await learner.seesManifest('  a')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('region', { name: 'What Apply would do' }).getByRole('button')).toBeFocused()
  await learner.manifest.focus()
  await page.keyboard.press('Control+m')
  await expect(page.getByRole('status', { name: 'Editor' })).toHaveText('Tab leaves the editor.')
  await page.keyboard.press('Tab')
  await expect(learner.manifest).not.toBeFocused()
  await page.reload()
  await learner.hasAnEditor()
  await learner.manifest.focus()
  await page.keyboard.press('Tab')
  await learner.seesManifest('  a')
})

test('a wrong field is underlined while it is typed, with the words of the API server under its line', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.manifest.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('nodeselector: x')
  await expect(learner.errors).toHaveCount(1)
  await expect(learner.errors).toContainText('DaemonSet in version "v1" cannot be handled as a DaemonSet: strict decoding error: unknown field "nodeselector"')
  await expect(page.locator('[class*=wave]')).toHaveText('nodeselector')
  await expect(page.getByText('1 error', { exact: true })).toBeVisible()
})

test('editing a live object can be undone', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.hasAReadyDaemonSet()
  await learner.writesTheManifest('# my own')
  await learner.presses('Edit nginx-daemonset')
  await learner.seesManifest(/image: nginx:latest/)
  await page.keyboard.press('Control+z')
  await learner.seesManifest('# my own')
})

test('on a phone the plain field is the editor', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  const learner = new Learner(page)
  await learner.page.goto('/')
  await page.getByRole('button', { name: /^Manifest/ }).click()
  await learner.hasAnEditor()
  expect(await learner.isPlain()).toBe(true)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
})

test('what may stand here is proposed, chosen with Enter, and filled in with Tab', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.manifest.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('      toler')
  await expect(page.locator('.suggest-widget.visible')).toContainText('tolerations')
  await page.keyboard.press('Enter')
  await expect(page.locator('.suggest-widget.visible')).toContainText('node-role.kubernetes.io/control-plane')
  await page.keyboard.press('Enter')
  await learner.seesManifest(/image: nginx:latest\n {6}tolerations:\n {6}- key: node-role\.kubernetes\.io\/control-plane\n {8}operator: Exists\n {8}effect: NoSchedule$/)
  await learner.appliesTheManifest()
  await learner.letsTimeRunAt('16')
  await learner.sees('DESIRED', 4)
})

test('what a field and an image mean is told where one points', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await page.locator('.view-line span', { hasText: /^nginx:latest$/ }).last().hover()
  const card = page.getByRole('tooltip')
  await expect(card).toContainText('spec.template.spec.containers[0].image')
  await expect(card).toContainText('nginx:latest: Pulled in 2.4 s (72.3 MB). Ready 0.8 s after its start.')
  await card.hover()
  await page.waitForTimeout(500)
  await expect(card).toBeVisible()
  await page.locator('.view-line span', { hasText: /^matchLabels$/ }).last().hover()
  await expect(card).toContainText('spec.selector.matchLabels')
})

test('a mistake is mended by one press, and the mending undone by one', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.replacesInTheManifest('spec:\n  selector', 'spec:\n  updateStrategy:\n    rollingUpdate:\n      maxSurge: 1\n  selector')
  await expect(learner.errors).toContainText('Exactly one of the two may be above zero')
  await page.getByRole('button', { name: 'Set maxUnavailable: 0' }).click()
  await learner.seesManifest(/rollingUpdate:\n {6}maxUnavailable: 0\n {6}maxSurge: 1\n/)
  await expect(learner.errors).toHaveCount(0)
  await expect(learner.manifest).toBeFocused()
  await page.keyboard.press('Control+z')
  await learner.seesManifest(/rollingUpdate:\n {6}maxSurge: 1\n/)
})

test('the plain field has the same words and the same help', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('daemonset-lab.editor', 'plain'))
  const learner = new Learner(page)
  await learner.opensTheLab()
  const before = await learner.manifestText()
  await learner.replacesInTheManifest('containers:', 'nodeselector:\n        a: b\n      containers:')
  await expect(learner.errors).toContainText('unknown field "spec.template.spec.nodeselector"')
  await page.getByRole('button', { name: 'Remove lines 14–15' }).click()
  await learner.seesManifest(before)
  await learner.manifest.focus()
  await page.keyboard.press('Control+z')
  await learner.seesManifest(/nodeselector/)
})

test('what is not applied yet is marked, and can be compared', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.appliesTheManifest()
  await expect(page.getByText('applied', { exact: true })).toBeVisible()
  await learner.replacesInTheManifest('nginx:latest', 'nginx:1.27')
  await expect(page.getByText('1 line not applied')).toBeVisible()
  await expect(page.locator('[class*=changed]')).toHaveCount(1)
  await learner.presses('Compare')
  const both = page.getByRole('region', { name: 'What is applied, and the draft' })
  await expect(both.getByRole('row', { name: /removed/ })).toHaveText('16−        image: nginx:latest')
  await expect(both.getByRole('row', { name: /added/ })).toHaveText('16+        image: nginx:1.27')
  await learner.presses('Compare')
  await learner.seesManifest(/nginx:1.27/)
})

test('the line with the cursor lights the nodes that it is about', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.hasAReadyDaemonSet()
  await expect(page.getByText('selects pods, not nodes')).toBeVisible()
  await expect(page.getByText('must match line 8')).toBeVisible()
  await learner.manifest.focus()
  await page.keyboard.press('Control+Home')
  for (let down = 0; down < 7; down++) await page.keyboard.press('ArrowDown')
  await expect(page.locator('[data-node][data-outlined]')).toHaveCount(3)
  await page.keyboard.press('Control+Home')
  await expect(page.locator('[data-node][data-outlined]')).toHaveCount(0)
})

test('by keys alone: to the error, to what mends it, and back in the text', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.replacesInTheManifest('containers:', 'nodeselector: {}\n      containers:')
  await expect(learner.errors).toHaveCount(1)
  await page.keyboard.press('F8')
  await page.keyboard.press('Control+.')
  await expect(page.getByRole('button', { name: 'Change it to nodeSelector' })).toBeFocused()
  await page.keyboard.press('Enter')
  await learner.seesManifest(/nodeSelector: \{\}/)
  await page.getByRole('button', { name: 'Undo in the text' }).click()
  await learner.seesManifest(/nodeselector: \{\}/)
})

test('a key that is written twice is remarked on, and is no error', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await learner.replacesInTheManifest('kind: DaemonSet', 'kind: Deployment\nkind: DaemonSet')
  await expect(page.getByRole('list', { name: 'Remarks' })).toContainText('kind is written again in line 3. Only the last one counts')
  await expect(page.getByText('No errors')).toBeVisible()
  await page.getByRole('button', { name: 'Remove the one in line 2' }).click()
  await learner.seesManifest(/^apiVersion: apps\/v1\nkind: DaemonSet\nmetadata/)
})

test('the image catalogue can be read', async ({ page }) => {
  const learner = new Learner(page)
  await learner.opensTheLab()
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Images' }).click()
  await expect(page.getByRole('row', { name: /^\*:crash\*/ })).toContainText('Crashes 0.7 s after its start, with exit code 1.')
})

for (const theme of ['light', 'dark'] as const) {
  test(`no accessibility violations with errors, remarks and the comparison in view, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    const learner = new Learner(page)
    await learner.opensTheLab()
    await learner.replacesInTheManifest('kind: DaemonSet', 'kind: Deployment\nkind: DaemonSet\nnope: 1')
    await expect(learner.errors).toHaveCount(1)
    const violations = async () => (await new AxeBuilder({ page }).include('[data-pane=manifest]').analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
    expect(await violations()).toEqual([])
    await learner.presses('Compare')
    await expect(page.getByRole('region', { name: 'What is applied, and the draft' })).toBeVisible()
    expect(await violations()).toEqual([])
  })
}
