/** Lessons of our own making, dropped on the page as an instructor drops his: the real ones can be reworded freely. */
import { expect, type Page } from '@playwright/test'
import { strToU8, zipSync } from 'fflate'
import { newLesson } from '../app/lesson/new-lesson.ts'

/** The small lesson of the author's guide with some of its files changed. */
export async function opensLesson(page: Page, change: (files: Record<string, string>) => Record<string, string>): Promise<void> {
  const base = newLesson('on-both-nodes')
  const files = { ...base, ...change(base) }
  const zip = Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [`small/${name}`, strToU8(text)])))).toString('base64')
  await page.evaluate((base64) => {
    const data = new DataTransfer()
    data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], 'small.zip'))
    for (const kind of ['dragenter', 'dragover', 'drop']) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }))
  }, zip)
  await expect(page.getByRole('region', { name: 'Lesson', exact: true })).toBeVisible()
}
