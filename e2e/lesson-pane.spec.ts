import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { Learner } from './learner.ts'
import { opensLesson } from './small-lesson.ts'

test.use({ viewport: { width: 1440, height: 960 } })

const task = (page: Page, title: string) => page.getByRole('region', { name: new RegExp(`^${title}`) })
const inList = (page: Page, title: string, state: string) => page.getByRole('navigation', { name: /^(Tasks|Aufgaben)$/ }).getByRole('link', { name: new RegExp(`^${title}\\??.*\\(${state}\\)`) })
const heading = (page: Page, name: string) => page.getByRole('region', { name: /^(Lesson|Lektion)$/ }).getByRole('heading', { level: 1, name })
const ahead = (page: Page) => page.getByRole('region', { name: 'Played ahead' })

async function begins(page: Page, id = 'first-daemonset'): Promise<Learner> {
  const learner = new Learner(page)
  await page.goto(`/#lesson=${id}`)
  await expect(page.getByRole('region', { name: /^(Lesson|Lektion)$/ }).getByRole('heading', { level: 1 })).toBeVisible({ timeout: 20_000 })
  await learner.hasAnEditor()
  return learner
}

async function guesses(page: Page, guess: string): Promise<void> {
  await page.getByRole('radio', { name: guess, exact: true }).check()
  await page.getByRole('button', { name: /^(That is my guess|Das schätze ich)$/ }).click()
}

async function applies(learner: Learner, kind = 'DaemonSet', more = ''): Promise<void> {
  await learner.replacesInTheManifest('kind: # which kind keeps one pod on each node?', `kind: ${kind}`)
  await learner.replacesInTheManifest('  selector:\n    matchLabels: # which label do its pods have?', `${more}  selector:\n    matchLabels: {app: agent}`)
  await learner.letsTimeRunAt('16')
  await learner.appliesTheManifest()
}

test('what follows a question is folded until it is answered, or left open, which is said', async ({ page }) => {
  await begins(page)
  await expect(page.getByText('The text goes on once you have answered.')).toBeVisible()
  await expect(page.getByText('Read the manifest from the top')).toHaveCount(0)
  await inList(page, 'Delete a pod', 'comes later').click()
  await expect(page.locator(':focus')).toContainText('The text goes on once you have answered.')
  await page.getByRole('button', { name: 'Leave it open and read on' }).click()
  await expect(page.getByText('Read the manifest from the top')).toBeVisible()
  await expect(task(page, 'Guess the number of pods').getByText('You left it open. It is 3.')).toBeVisible()
  await expect(inList(page, 'Guess the number of pods', 'done')).toContainText('You left it open. It is 3.')

  // The next question comes later: what follows it stays folded too, unless somebody wants to read it.
  await expect(page.getByText('The text goes on with the question “What does the selector pick?”, which comes later.')).toBeVisible()
  await page.getByRole('button', { name: 'Read on all the same' }).click()
  await expect(page.getByText('You read ahead')).toBeVisible()
  await expect(task(page, 'Delete a pod')).toBeVisible()
})

test('a what-if that does not hold is watched as it failed, on a line of its own that counts as nobody’s work', async ({ page }) => {
  test.slow()
  const learner = await begins(page)
  await guesses(page, '3')
  await applies(learner, 'Deployment', '  replicas: 3\n')
  await expect(ahead(page).getByText('If node-4 joins, it does not hold.')).toBeVisible({ timeout: 30_000 })
  await expect(ahead(page)).toContainText('node-4 has no pod. Expected: one ready pod on node-4.')
  const pods = await learner.podNames()
  await ahead(page).getByRole('button', { name: 'Watch it: If node-4 joins' }).click()
  await expect(page.getByText('You watch: if node-4 joins')).toBeVisible()
  await expect(learner.node('node-4')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0, { timeout: 30_000 })
  await expect(learner.node('node-4')).toContainText('No pod')

  // What is done there does not count.
  await learner.addsNodes(1)
  await page.getByRole('button', { name: 'Back to my work' }).click()
  await expect(learner.node('node-4')).toHaveCount(0)
  expect(await learner.podNames()).toEqual(pods)
  await expect(ahead(page).getByText('If node-4 joins, it does not hold.')).toBeVisible()
})

test('what holds may be watched in every way in which it was tried', async ({ page }) => {
  test.slow()
  const learner = await begins(page)
  await guesses(page, '3')
  await applies(learner)
  await expect(inList(page, 'Run the agent on every node', 'done')).toBeVisible({ timeout: 30_000 })
  for (const way of ['Watch it', 'Another way it may go (2 of 3)', 'Another way it may go (3 of 3)']) {
    await ahead(page).getByRole('button', { name: `${way}: If node-4 joins` }).click()
    await expect(page.getByText('You watch: if node-4 joins')).toBeVisible()
    await expect(learner.node('node-4')).toContainText('Running', { timeout: 20_000 })
    await page.getByRole('button', { name: 'Back to my work' }).click()
    await expect(learner.node('node-4')).toHaveCount(0)
  }
  // Lines on which nothing was done but watch are not kept.
  await expect(page.getByRole('button', { name: /^\d+ lines$/ })).toHaveCount(0)
})

test('the solution is shown on a line of its own, and earns nothing', async ({ page }) => {
  const learner = await begins(page)
  await guesses(page, '3')
  const help = page.getByRole('region', { name: 'Help' })
  await help.getByRole('button', { name: 'First hint' }).click()
  await help.getByRole('button', { name: 'Next hint' }).click()
  await help.getByRole('button', { name: 'Solution' }).click()
  await help.getByRole('button', { name: 'Show it all the same' }).click()
  await learner.letsTimeRunAt('16')
  await help.getByRole('button', { name: 'Show me, on a line of its own' }).click()
  await expect(page.getByText('You watch: the solution')).toBeVisible()
  await expect(learner.node('node-4')).toContainText('Running', { timeout: 20_000 })
  await expect(inList(page, 'Run the agent on every node', 'not done')).toBeVisible()
  await page.getByRole('button', { name: 'Back to my work' }).click()
  await expect(learner.node('node-4')).toHaveCount(0)
  await page.getByRole('button', { name: 'What I did' }).click()
  await expect(page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Run the agent on every node' })).toContainText('not done, 3 steps of help')
})

test('time that a check needs may be let pass at once', async ({ page }) => {
  const learner = await begins(page)
  await guesses(page, '3')
  await learner.replacesInTheManifest('kind: # which kind keeps one pod on each node?', 'kind: DaemonSet')
  await learner.replacesInTheManifest('matchLabels: # which label do its pods have?', 'matchLabels: {app: agent}')
  await learner.appliesTheManifest()
  await page.getByRole('button', { name: 'Let a minute pass' }).click()
  // A what-if waits until the cluster is calm; then the task has passed, and time stands.
  await expect(inList(page, 'Run the agent on every node', 'done')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
})

test('a lesson is read in another language, in the middle of it and after a reload', async ({ page }) => {
  await begins(page)
  await guesses(page, '1')
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await expect(heading(page, 'Ein Pod auf jedem Node')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Lektion' })).toHaveAttribute('lang', 'de')
  await expect(page.getByText('Du sagtest 1. Es ist 3.').first()).toBeVisible()
  await expect(page.getByText('Einen würde ein Deployment ohne Zahl betreiben.')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
  await page.reload()
  await expect(heading(page, 'Ein Pod auf jedem Node')).toBeVisible()
  // What is not translated stays as it was written, and is said to.
  await page.getByRole('button', { name: /^Next lesson/ }).click()
  await expect(heading(page, 'Four labels that look alike')).toBeVisible()
  await expect(page.getByText('This lesson is not translated into German yet; it stays as it was written.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Lesson', exact: true })).not.toHaveAttribute('lang')
  await page.getByRole('button', { name: 'Lessons', exact: true }).click()
  await expect(page.getByRole('dialog').getByText(/in German$/).first()).toBeVisible()
  await page.getByLabel('Language of lessons').selectOption('English')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Previous lesson/ }).click()
  await expect(heading(page, 'One pod on every node')).toBeVisible()
  await expect(page.getByText('You said 1. It is 3.').first()).toBeVisible()
})

test('single texts that are missing fall back, and say in which language they are', async ({ page }) => {
  await new Learner(page).opensTheLab()
  await opensLesson(page, () => ({ 'de/strings.yaml': 'title: Ein Pod auf beiden Nodes\ncollect.hints.1: Die Art ist falsch.\n' }))
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await expect(heading(page, 'Ein Pod auf beiden Nodes')).toBeVisible()
  await expect(page.getByText(/^\d+ % dieser Lektion sind übersetzt/)).toBeVisible()
  await expect(page.getByText('Run a log collector on every node.')).toHaveAttribute('lang', 'en')
  await expect(page.locator('[lang=en]', { hasText: 'Two nodes write logs' }).first()).toBeVisible()
})

test('an address leads to a lesson; a second tab has one of its own, and to begin anew loses nothing', async ({ page, context }) => {
  await begins(page)
  await guesses(page, '3')
  await expect(inList(page, 'Guess the number of pods', 'done')).toBeVisible()
  expect(new URL(page.url()).hash).toBe('#lesson=first-daemonset')
  await page.reload()
  await expect(inList(page, 'Guess the number of pods', 'done')).toBeVisible({ timeout: 20_000 })

  const second = await context.newPage()
  await second.goto(page.url())
  await expect(inList(second, 'Guess the number of pods', 'done')).toBeVisible({ timeout: 20_000 })
  await expect(second.getByText('is open in another tab. This is a copy of it')).toBeVisible()
  await second.close()

  await page.getByRole('button', { name: 'Begin anew' }).click()
  await expect(inList(page, 'Guess the number of pods', 'not done')).toContainText('Done before, not yet at this moment.')
  await expect(page.getByText('The lesson from its beginning. The one before is kept as One pod on every node.')).toBeVisible()
  await page.getByRole('button', { name: 'Back to it' }).click()
  await expect(inList(page, 'Guess the number of pods', 'done')).toBeVisible()

  await page.evaluate(() => { location.hash = '#lesson=dead-node' })
  await expect(heading(page, 'The rollout that would not start')).toBeVisible()
  await page.evaluate(() => { location.hash = '#lesson=no-such' })
  await expect(page.getByText('The lesson in the address could not be opened: there is no lesson no-such.')).toBeVisible()
})

test('progress holds as long as the page is open where the browser keeps nothing, and says so', async ({ page }) => {
  await page.addInitScript(() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } })
  await begins(page)
  await guesses(page, '3')
  await expect(page.getByText('This browser keeps no progress')).toBeVisible()
  await page.getByRole('button', { name: 'Lessons', exact: true }).click()
  await expect(page.getByRole('dialog').getByText('8 minutes, 1 of 5 tasks done')).toBeVisible()
})

const limits = `
allow: {kubectl: [get, apply], machines: [join]}
locked: [spec.selector, metadata.name]
panels: [lesson, cluster, manifest, terminal]
`

test.describe('what a lesson leaves out', () => {
  test('is said where it would be done, and is not done', async ({ page }) => {
    const learner = new Learner(page)
    await learner.opensTheLab()
    await opensLesson(page, ({ 'lesson.yaml': yaml }) => ({ 'lesson.yaml': yaml!.replace('tasks:\n', `${limits.trim()}\ntasks:\n`) }))
    await expect(page.getByText('In this lesson: kubectl get, apply; machines: join; spec.selector, metadata.name are locked.')).toBeVisible()
    await page.getByRole('toolbar').getByRole('button', { name: 'Cordon' }).click({ force: true })
    await expect(learner.answer).toHaveText('This lesson leaves out "kubectl cordon"; it allows get and apply.')
    await page.getByRole('toolbar').getByRole('button', { name: 'Power off' }).click({ force: true })
    await expect(learner.answer).toHaveText('This lesson leaves out cutting the power; it allows adding nodes.')
    await learner.node('node-1').click({ button: 'right' })
    await expect(page.getByRole('menuitem', { name: /^Drain/ })).toHaveAttribute('aria-disabled', 'true')
    await expect(page.getByRole('menuitem', { name: /^Drain/ })).toContainText('This lesson leaves out "kubectl drain"; it allows get and apply.')
    await page.keyboard.press('Escape')
    await learner.types('kubectl delete node node-1')
    await expect(learner.shell).toContainText('error: this lesson leaves out "kubectl delete"; it allows get and apply')
    await expect(learner.node('node-1')).toHaveAccessibleName(/Ready/)
    await expect(page.getByRole('slider', { name: /time/i })).toHaveCount(0)
    await learner.addsNodes(1)
    await expect(learner.node('worker-1')).toBeVisible()
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
  })

  for (const kind of ['full', 'plain'] as const) {
    test(`locked lines stay as they are in the ${kind} editor, the others are free`, async ({ page }) => {
      await page.addInitScript((editor) => localStorage.setItem('daemonset-lab.editor', editor), kind)
      const learner = new Learner(page)
      await learner.opensTheLab()
      await opensLesson(page, ({ 'lesson.yaml': yaml }) => ({ 'lesson.yaml': yaml!.replace('tasks:\n', 'locked: [spec.selector, metadata.name]\ntasks:\n') }))
      await learner.hasAnEditor()
      const before = await learner.manifestText()
      await expect(page.getByText('Locked in this lesson: spec.selector (lines 6–7), metadata.name (line 4).')).toBeVisible()
      await learner.manifest.focus()
      await page.keyboard.press('Control+Home')
      for (let line = 1; line < 4; line++) await page.keyboard.press('ArrowDown')
      await page.keyboard.press('End')
      await page.keyboard.type('x')
      await expect(page.getByRole('alert').filter({ hasText: 'metadata.name is locked in this lesson: it stays as it is.' })).toBeVisible()
      await learner.seesManifest(before)
      await learner.replacesInTheManifest('kind: Deployment', 'kind: DaemonSet')
      await learner.seesManifest(before.replace('kind: Deployment', 'kind: DaemonSet'))
      await learner.writesTheManifest('nothing of it')
      await learner.seesManifest(before.replace('kind: Deployment', 'kind: DaemonSet'))
    })
  }

  test('a sandbox that is begun from it has none of its limits', async ({ page }) => {
    const learner = new Learner(page)
    await learner.opensTheLab()
    await opensLesson(page, ({ 'lesson.yaml': yaml }) => ({ 'lesson.yaml': yaml!.replace('tasks:\n', `${limits.trim()}\ntasks:\n`) }))
    await page.getByRole('button', { name: 'Sandbox from here' }).first().click()
    await expect(page.getByRole('region', { name: 'Start here' })).toBeVisible()
    await learner.types('kubectl cordon node-1')
    await expect(learner.shell).toContainText('node/node-1 cordoned')
    await page.reload()
    await expect(learner.node('node-1')).toHaveAccessibleName(/cordoned/, { timeout: 20_000 })
  })
})

test('the first lesson is done with the keyboard alone', async ({ page }) => {
  test.slow()
  const learner = await begins(page)
  await inList(page, 'Guess the number of pods', 'not done').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('You said 3. It is 3.').first()).toBeVisible()
  await applies(learner)
  await expect(inList(page, 'Run the agent on every node', 'done')).toBeVisible({ timeout: 30_000 })
  await inList(page, 'What does the selector pick', 'not done').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(inList(page, 'What does the selector pick', 'done')).toBeVisible()
  const [pod] = await learner.podNames()
  await learner.types(`kubectl delete pod ${pod!.replace('default/', '')}`)
  await expect(inList(page, 'Let a node join', 'done in part')).toHaveAttribute('aria-current', 'step')
})

for (const [name, viewport, colorScheme] of [['wide and light', { width: 1440, height: 960 }, 'light'], ['narrow and dark', { width: 768, height: 1024 }, 'dark'], ['on a phone', { width: 360, height: 740 }, 'light']] as const) {
  test.describe(name, () => {
    test.use({ viewport, colorScheme, reducedMotion: 'reduce' } as Parameters<typeof test.use>[0])

    test('no accessibility violations in any state of a lesson, and nothing is wider than the page', async ({ page }) => {
      test.slow()
      await page.goto('/#lesson=first-daemonset')
      const violations = async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
      const sound = async (state: string) => {
        expect([state, await violations()]).toEqual([state, []])
        expect([state, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([state, viewport.width])
      }
      const strip = page.getByRole('button', { name: 'The lesson', exact: true })
      if (viewport.width === 768) await strip.click()
      await expect(page.getByText('The text goes on once you have answered.')).toBeVisible({ timeout: 20_000 })
      await sound('folded')
      await guesses(page, '1')
      await sound('guessed')
      await page.getByRole('button', { name: 'First hint' }).click()
      await page.getByRole('button', { name: 'Next hint' }).click()
      await page.getByRole('button', { name: 'Solution' }).click()
      await sound('hints')
      await page.getByRole('button', { name: 'Show it all the same' }).click()
      await sound('solution')
      await page.getByRole('button', { name: 'Watch it happen' }).click()
      await expect(page.getByRole('button', { name: 'Back to my work' })).toBeVisible()
      await sound('watching')
      await page.getByRole('button', { name: 'Back to my work' }).click()
      await page.getByRole('button', { name: 'What I did' }).click()
      await expect(page.getByRole('dialog').getByText('Tasks, 1 of 5 done')).toBeVisible()
      await sound('what I did')
    })
  })
}
