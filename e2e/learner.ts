/** What a learner does and sees, in the learner's words. Journeys say these; only this file knows the page. */
import { expect, type Locator, type Page } from '@playwright/test'

export type Figure = 'DESIRED' | 'CURRENT' | 'READY' | 'UP-TO-DATE' | 'AVAILABLE'

export class Learner {
  constructor(readonly page: Page) {}

  /** Opens the lab and waits until the cluster is there. */
  async opensTheLab(): Promise<void> {
    await this.page.goto('/')
    await expect(this.node('worker-1')).toBeVisible()
  }

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

  async presses(button: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: button }).first().click()
  }

  async appliesTheManifest(): Promise<void> {
    await this.presses(/^Apply/)
  }

  async letsTimeRunAt(speed: string): Promise<void> {
    await this.page.getByLabel('Speed').selectOption(speed)
  }

  async replacesInTheManifest(what: string, by: string): Promise<void> {
    await this.manifest.fill((await this.manifest.inputValue()).replace(what, by))
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

  /** The names of the pods, in the order of their nodes. */
  async podNames(): Promise<string[]> {
    const keys = await this.page.locator('[role=option] [data-pod]').evaluateAll((pods) => pods.map((pod) => (pod as HTMLElement).dataset['pod']!))
    return keys
  }
}
