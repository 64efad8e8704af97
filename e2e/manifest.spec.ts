import { expect, test } from '@playwright/test'
import { Learner } from './learner.ts'

test.beforeEach(async ({ page }) => new Learner(page).opensTheLab())

test("a bad manifest's error stands on its line, and a failed apply loses nothing", async ({ page }) => {
  const learner = new Learner(page)
  await learner.replacesInTheManifest('      labels:\n        app: nginx', '      labels:\n        app: other')
  const bad = await learner.manifestText()
  await expect(learner.errors).toHaveCount(1)
  await expect(learner.errors).toContainText('spec.template.metadata.labels: Invalid value: {"app":"other"}: `selector` does not match template `labels`')
  await expect(page.getByText('1 error', { exact: true })).toBeVisible()
  await learner.manifest.press('Control+Enter')
  await expect(learner.answer).toContainText('The DaemonSet "nginx-daemonset" is invalid: spec.template.metadata.labels: Invalid value: {"app":"other"}: `selector` does not match template `labels`')
  await learner.seesManifest(bad)
  await page.keyboard.press('F8')
  await expect(page.getByRole('status', { name: 'Editor' })).toHaveText('Error 1 of 1, line 11: spec.template.metadata.labels: Invalid value: {"app":"other"}: `selector` does not match template `labels`')
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
    await learner.writesTheManifest(text)
    await expect(page.getByRole('list', { name: 'Errors' })).toContainText(answer)
    await learner.appliesTheManifest()
    await expect(learner.answer).toContainText('error')
    await expect(learner.node('worker-1')).toBeVisible()
  })
}

test('10 MB are refused within a moment, and the text stays as it was', async ({ page }) => {
  const learner = new Learner(page)
  const before = await learner.manifestText()
  const tookMs = await learner.pastes('x'.repeat(10_000_000))
  await expect(page.getByRole('alert').filter({ hasText: 'the lab reads at most 200,000' })).toBeVisible()
  await learner.seesManifest(before)
  expect(tookMs).toBeLessThan(1_000)
})

test('a live object comes back into the editor and can be changed and applied', async ({ page }) => {
  const learner = new Learner(page)
  await learner.hasAReadyDaemonSet()
  await learner.writesTheManifest('')
  await learner.presses('Edit nginx-daemonset')
  await learner.seesManifest(/image: nginx:latest/)
  await learner.replacesInTheManifest('nginx:latest', 'nginx:1.27')
  await learner.appliesTheManifest()
  await learner.sees('UP-TO-DATE', 3)
})
