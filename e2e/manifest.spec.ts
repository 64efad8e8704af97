import { expect, test } from '@playwright/test'
import { Learner } from './learner.ts'

test.beforeEach(async ({ page }) => new Learner(page).opensTheLab())

test("a bad manifest's error stands on its line, and a failed apply loses nothing", async ({ page }) => {
  const learner = new Learner(page)
  await learner.replacesInTheManifest('      labels:\n        app: nginx', '      labels:\n        app: other')
  const bad = await learner.manifest.inputValue()
  const error = page.getByRole('list', { name: 'Errors' }).getByRole('button')
  await expect(error).toHaveText('11spec.template.metadata.labels: Invalid value: {"app":"other"}: `selector` does not match template `labels`')
  await expect(page.getByText('1 error', { exact: true })).toBeVisible()
  await learner.manifest.press('Control+Enter')
  await expect(learner.answer).toContainText('The DaemonSet "nginx-daemonset" is invalid: spec.template.metadata.labels: Invalid value: {"app":"other"}: `selector` does not match template `labels`')
  await expect(learner.manifest).toHaveValue(bad)
  await error.click()
  await expect(learner.manifest).toBeFocused()
})

for (const { what, text, answer } of [
  { what: 'a tab', text: 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n\tname: x', answer: /found character that cannot start any token/ },
  { what: 'a bomb', text: `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'.split('').map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`).join('\n')}\n${'z: [*i,*i,*i,*i,*i,*i,*i,*i,*i]\n'.repeat(40)}`, answer: /alias/ },
  { what: 'deep nesting', text: '['.repeat(5_000), answer: /./ },
  { what: 'control characters', text: 'a: \u0000\u0007', answer: /control characters are not allowed/ },
]) {
  test(`${what} is answered with a message`, async ({ page }) => {
    const learner = new Learner(page)
    await learner.manifest.fill(text)
    await expect(page.getByRole('list', { name: 'Errors' })).toContainText(answer)
    await learner.appliesTheManifest()
    await expect(learner.answer).toContainText('error')
    await expect(learner.node('worker-1')).toBeVisible()
  })
}

test('10 MB are refused within a moment, and the text stays as it was', async ({ page }) => {
  const learner = new Learner(page)
  const before = await learner.manifest.inputValue()
  await learner.manifest.focus()
  const tookMs = await learner.manifest.evaluate((field) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', 'x'.repeat(10_000_000))
    const begun = performance.now()
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    return performance.now() - begun
  })
  await expect(page.getByRole('alert')).toContainText('the lab reads at most 200,000')
  await expect(learner.manifest).toHaveValue(before)
  expect(tookMs).toBeLessThan(1_000)
})

test('a live object comes back into the editor and can be changed and applied', async ({ page }) => {
  const learner = new Learner(page)
  await learner.hasAReadyDaemonSet()
  await learner.manifest.fill('')
  await learner.presses('Edit nginx-daemonset')
  await expect(learner.manifest).toHaveValue(/image: nginx:latest/)
  await learner.replacesInTheManifest('nginx:latest', 'nginx:1.27')
  await learner.appliesTheManifest()
  await learner.sees('UP-TO-DATE', 3)
})
