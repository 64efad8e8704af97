/** What a learner does and sees, in the learner's words. Journeys say these; only this file knows the page. */
import { expect, type Locator, type Page } from '@playwright/test'

export type Figure = 'DESIRED' | 'CURRENT' | 'READY' | 'UP-TO-DATE' | 'AVAILABLE'

export class Learner {
  constructor(readonly page: Page) {}

  /** Opens the lab and waits until the cluster is there, and the editor that one stays with. */
  async opensTheLab(): Promise<void> {
    await this.page.goto('/')
    await expect(this.node('worker-1')).toBeVisible()
    await this.hasAnEditor()
  }

  async hasAnEditor(): Promise<void> {
    await expect(this.page.locator('[data-editor=full], [data-editor=plain]')).toBeAttached({ timeout: 20_000 })
  }

  /** Where the manifest is typed: the plain field, or what Monaco listens at. */
  get manifest(): Locator {
    return this.page.getByLabel('Manifest, YAML')
  }

  node(name: string): Locator {
    return this.page.getByRole('option', { name: new RegExp(`^${name}, `) })
  }

  figure(name: Figure): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${name} [\\d,]+$`) })
  }

  /** The answer of the last act. */
  get answer(): Locator {
    return this.page.getByRole('status', { name: 'Answer of the last act' })
  }

  /** The line that is being typed in the shell in view. */
  get commandLine(): Locator {
    return this.page.getByLabel('Command line').filter({ visible: true })
  }

  /** All that stands in the shell in view. */
  get shell(): Locator {
    return this.page.getByRole('group', { name: /^Shell/ }).filter({ visible: true })
  }

  async types(line: string): Promise<void> {
    await this.commandLine.focus()
    await this.page.keyboard.type(line)
    await this.page.keyboard.press('Enter')
  }

  async presses(button: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: button }).first().click()
  }

  async appliesTheManifest(): Promise<void> {
    await this.presses(/^Apply/)
  }

  async letsTimeRunAt(speed: string): Promise<void> {
    await this.page.getByLabel('Speed').selectOption(speed)
  }

  /** The whole text, from whichever editor is there. Selects it all, as one does who copies it. */
  async manifestText(): Promise<string> {
    await this.hasAnEditor()
    if (await this.isPlain()) return this.manifest.inputValue()
    await this.manifest.focus()
    await this.page.keyboard.press('Control+a')
    return this.manifest.evaluate((field) => {
      const clipboardData = new DataTransfer()
      field.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }))
      return clipboardData.getData('text/plain').replaceAll('\r\n', '\n')
    })
  }

  /** Puts another text in the place of the present one. */
  async writesTheManifest(text: string): Promise<void> {
    if (await this.isPlain()) return this.manifest.fill(text)
    await this.manifest.focus()
    await this.page.keyboard.press('Control+a')
    if (text === '') return this.page.keyboard.press('Delete')
    await this.pastes(text)
  }

  /** Pastes over what is selected. Answers how long the page was busy with it, in ms. */
  async pastes(text: string): Promise<number> {
    return this.manifest.evaluate((field, pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      const begun = performance.now()
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      return performance.now() - begun
    }, text)
  }

  async isPlain(): Promise<boolean> {
    return this.manifest.evaluate((field) => field instanceof HTMLTextAreaElement && field.closest('.monaco-editor') === null)
  }

  /** What the API server would answer, in the order of its lines. */
  get errors(): Locator {
    return this.page.getByRole('list', { name: 'Errors' }).getByRole('listitem')
  }

  async seesManifest(text: string | RegExp): Promise<void> {
    const read = expect.poll(() => this.manifestText())
    await (typeof text === 'string' ? read.toBe(text) : read.toMatch(text))
  }

  async replacesInTheManifest(what: string, by: string): Promise<void> {
    await this.writesTheManifest((await this.manifestText()).replace(what, by))
  }

  /** Adds so many plain nodes at once. */
  async addsNodes(count: number): Promise<void> {
    await this.presses('Add node')
    await this.page.getByLabel('How many').fill(String(count))
    await this.page.getByRole('dialog').getByRole('button', { name: /^Add/ }).click()
  }

  /** Goes to the next thing that happens. */
  async stepsOn(): Promise<void> {
    await this.presses('Step to what happens next')
  }

  async sees(figure: Figure, count: number, timeout = 20_000): Promise<void> {
    await expect(this.figure(figure)).toHaveText(`${figure}${count.toLocaleString('en')}`, { timeout })
  }

  async hasAReadyDaemonSet(): Promise<void> {
    await this.letsTimeRunAt('16')
    await this.appliesTheManifest()
    await this.sees('AVAILABLE', 3)
  }

  /** Opens the menu of a node as a mouse does and chooses a line of it. */
  async chooses(node: string, line: RegExp): Promise<void> {
    await this.node(node).click({ button: 'right' })
    await this.page.getByRole('menuitem', { name: line }).click()
  }

  async choosesFromMenu(line: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Menu', exact: true }).click()
    await this.page.getByRole('menuitem', { name: new RegExp(`^${line}`) }).first().click()
  }

  /** Opens a file of a session from the menu. */
  async opensFile(file: string | { name: string; mimeType: string; buffer: Buffer }, line = 'Open a session file'): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.choosesFromMenu(line)
    await (await chooser).setFiles(file)
  }

  /** The names of the pods, in the order of their nodes. */
  async podNames(): Promise<string[]> {
    const keys = await this.page.locator('[role=option] [data-pod]').evaluateAll((pods) => pods.map((pod) => (pod as HTMLElement).dataset['pod']!))
    return keys
  }
}
