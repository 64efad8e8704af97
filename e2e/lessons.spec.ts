import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { Learner } from './learner.ts'

// Tall enough that the terminal begins open.
test.use({ viewport: { width: 1440, height: 960 } })

const task = (page: Page, title: string) => page.getByRole('region', { name: new RegExp(`^${title}`) })
const inList = (page: Page, title: string, state: string) => page.getByRole('navigation', { name: 'Tasks' }).getByRole('link', { name: new RegExp(`^${title}\\??\\s+\\(${state}\\)`) })
const lessonOf = (page: Page) => page.getByRole('region', { name: 'Lesson', exact: true })

async function begins(page: Page, lesson: string): Promise<Learner> {
  const learner = new Learner(page)
  await page.goto('/')
  await page.getByRole('button', { name: 'Learn it in lessons' }).click()
  await page.getByRole('button', { name: `Begin: ${lesson}` }).click()
  await expect(lessonOf(page).getByRole('heading', { level: 1, name: lesson })).toBeVisible()
  await learner.hasAnEditor()
  return learner
}

async function guesses(page: Page, title: string, guess: string): Promise<void> {
  await task(page, title).getByRole('radio', { name: guess, exact: true }).check()
  await task(page, title).getByRole('button', { name: 'That is my guess' }).click()
}

async function fillsInTheManifest(learner: Learner): Promise<void> {
  await learner.replacesInTheManifest('kind: # which kind keeps one pod on each node?', 'kind: DaemonSet')
  await learner.replacesInTheManifest('matchLabels: # which label do its pods have?', 'matchLabels: {app: agent}')
}

test('a learner goes through the first lesson, and on to the next', async ({ page }) => {
  test.slow()
  const learner = await begins(page, 'One pod on every node')
  await expect(inList(page, 'Run the agent on every node', 'comes later')).toBeVisible()
  await guesses(page, 'Guess the number of pods', '1')
  await expect(task(page, 'Guess the number of pods').getByText('You said 1. It is 3.')).toBeVisible()
  await expect(inList(page, 'Guess the number of pods', 'done')).toBeVisible()

  await fillsInTheManifest(learner)
  await learner.letsTimeRunAt('4')
  await learner.appliesTheManifest()
  await expect(inList(page, 'Run the agent on every node', 'done')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('region', { name: 'Played ahead' }).getByText('If node-4 joins, it holds.')).toBeVisible()
  await expect(page.getByRole('status', { name: 'Lesson' })).toHaveText('Task done: Run the agent on every node. Next: What does the selector pick?')

  const question = task(page, 'What does the selector pick')
  await question.getByRole('radio', { name: 'The nodes that get a pod' }).check()
  await question.getByRole('button', { name: 'Answer' }).click()
  await expect(question.getByText(/^The nodes that get a pod: no\./)).toBeVisible()
  await question.getByRole('radio', { name: 'The pods that belong to this DaemonSet' }).check()
  await question.getByRole('button', { name: 'Answer' }).click()
  await expect(inList(page, 'What does the selector pick', 'done')).toBeVisible()

  await learner.addsNodes(1)
  await expect(inList(page, 'Let a node join', 'done')).toBeVisible({ timeout: 30_000 })
  const [pod] = await learner.podNames()
  await learner.types(`kubectl delete pod ${pod!.replace('default/', '')}`)
  await expect(inList(page, 'Delete a pod', 'done')).toBeVisible({ timeout: 60_000 })

  await expect(page.getByRole('region', { name: 'Done. Now you can' })).toBeVisible()
  await lessonOf(page).getByRole('button', { name: 'Next lesson: Four labels that look alike' }).click()
  await expect(lessonOf(page).getByRole('heading', { level: 1, name: 'Four labels that look alike' })).toBeVisible()
  await page.getByRole('button', { name: 'Lessons', exact: true }).click()
  await expect(page.getByRole('dialog').getByText('8 minutes, done')).toBeVisible()
})

test('a check that fails says what was found and what was expected; hints lead on, the solution comes when asked twice', async ({ page }) => {
  const learner = await begins(page, 'One pod on every node')
  await guesses(page, 'Guess the number of pods', '3')
  const apply = task(page, 'Run the agent on every node')
  await expect(apply.getByRole('listitem').first()).toContainText('each node has a ready agent (not done)')
  await expect(apply.getByRole('listitem').first()).toContainText('node-1 has no pod; node-2 has no pod; node-3 has no pod. Expected: one ready pod on node-1, node-2 and node-3.')

  await learner.types('kubectl run agent --image=quay.io/prometheus/node-exporter:v1.9.1 --labels=app=agent')
  const help = page.getByRole('region', { name: 'Help' })
  await expect(help.getByText('3 hints for')).toBeVisible({ timeout: 10_000 })
  await help.getByRole('button', { name: 'First hint' }).click()
  await expect(help.getByText('Three nodes have three pods, today.')).toBeVisible()
  await help.getByRole('button', { name: 'Next hint' }).click()
  await help.getByRole('button', { name: 'Next hint' }).click()
  await expect(help.getByText('Hint 3 of 3')).toBeVisible()
  await help.getByRole('button', { name: 'Solution' }).click()
  await expect(help.getByText('kubectl apply -f manifest.yaml')).toHaveCount(0)
  await help.getByRole('button', { name: 'Show it all the same' }).click()
  await expect(help.getByText('kubectl apply -f manifest.yaml')).toBeVisible()
})

test('what was done in a lesson is there after a reload, and undo goes back to where it was', async ({ page }) => {
  const learner = await begins(page, 'One pod on every node')
  await guesses(page, 'Guess the number of pods', '3')
  await fillsInTheManifest(learner)
  await learner.letsTimeRunAt('16')
  await learner.appliesTheManifest()
  await expect(inList(page, 'Run the agent on every node', 'done')).toBeVisible({ timeout: 30_000 })
  await learner.presses('Pause')
  await page.reload()
  await expect(inList(page, 'Run the agent on every node', 'done')).toBeVisible({ timeout: 30_000 })
  await expect(task(page, 'Guess the number of pods').getByText('You said 3. It is 3.')).toBeVisible()
  await expect(inList(page, 'What does the selector pick', 'not done')).toBeVisible()

  await learner.presses('Undo apply')
  await expect(inList(page, 'Run the agent on every node', 'not done')).toBeVisible()
  await expect(page.getByText('Done before, not yet at this moment.')).toBeVisible()
  await expect(inList(page, 'What does the selector pick', 'comes later')).toBeVisible()
})

test('words of the lesson light up what they speak of', async ({ page }) => {
  const learner = await begins(page, 'One pod on every node')
  await guesses(page, 'Guess the number of pods', '3')
  await page.getByRole('button', { name: 'Read on all the same' }).click()
  const node = lessonOf(page).getByRole('button', { name: 'node', exact: true })
  await expect(learner.node('node-1')).not.toHaveAttribute('data-outlined', 'true')
  await node.focus()
  await expect(learner.node('node-1')).toHaveAttribute('data-outlined', 'true')
  await node.blur()
  await expect(page.locator('[class*=_spoken_]')).toHaveCount(0)
  await lessonOf(page).getByRole('button', { name: 'selector', exact: true }).focus()
  await expect(page.locator('[class*=_spoken_]')).toHaveCount(1)
  await lessonOf(page).getByRole('button', { name: 'template', exact: true }).click()
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane'))).toBe('manifest')
})

test('no accessibility violations in a lesson and on the course map', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await begins(page, 'One pod on every node')
  const violations = async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  await guesses(page, 'Guess the number of pods', '1')
  await expect(task(page, 'Guess the number of pods').getByText('You said 1.')).toBeVisible()
  expect(await violations()).toEqual([])
  await page.getByRole('button', { name: 'Lessons', exact: true }).click()
  await expect(page.getByRole('dialog').getByText('One pod on every node')).toBeVisible()
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))))
  expect(await violations()).toEqual([])
})

test.describe('at 360 px', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })

  test('the lesson is a tab of its own, and nothing is wider than the page', async ({ page }) => {
    await page.goto('/')
    await page.getByRole('button', { name: 'Start here' }).tap()
    await page.getByRole('button', { name: 'Learn it in lessons' }).tap()
    await page.getByRole('button', { name: 'Begin: One pod on every node' }).tap()
    await expect(page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: 'Lesson' })).toHaveAttribute('aria-current', 'page')
    await guesses(page, 'Guess the number of pods', '3')
    await expect(task(page, 'Guess the number of pods').getByText('You said 3. It is 3.')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  })
})
