import { deflateSync, strToU8 } from 'fflate'
import { expect, test } from 'vitest'
import { longestRecording } from '#timeline/recording'
import { hasSession } from './link-hash.ts'
import { fromLink, toLink } from './link.ts'

const page = 'https://lab.example/course/#old'
const hashOf = (link: string | undefined) => new URL(link!).hash

test('a session comes out of its link as it went in, with the moment that is meant', async () => {
  const text = JSON.stringify({ draft: 'kind: DaemonSet — größer\n'.repeat(40) })
  const link = await toLink(page, text, 95_200)
  expect(link).toMatch(/^https:\/\/lab\.example\/course\/#s=[\w-]+&t=95200$/)
  expect(await fromLink(hashOf(link))).toEqual({ text, atMs: 95_200 })
  expect(await fromLink(hashOf(await toLink(page, text)))).toEqual({ text, atMs: undefined })
})

test('what is too long for a link is none', async () => {
  const noise = Array.from({ length: 20_000 }, (_, index) => String.fromCharCode(33 + ((index * index * 7 + index * 13) % 90))).join('') + Array.from({ length: 9_000 }, (_, index) => (index * 2_654_435_761).toString(36)).join('')
  expect(await toLink(page, noise)).toBeUndefined()
})

test('which addresses hold a session', () => expect(['', '#', '#pane-stage', '#s=abc', '#t=5&s=abc'].map(hasSession)).toEqual([false, false, false, true, true]))

test.each([
  { name: 'cut off', hash: '#s=q1YqSy0qzszPU7JSMlSq' },
  { name: 'no base64', hash: '#s=%%%' },
  { name: 'something else', hash: '#s=aGVsbG8gd29ybGQ' },
])('refused: $name', async ({ hash }) => {
  await expect(fromLink(hash)).rejects.toThrow()
})

test('a small link that unpacks to very much is given up at the limit', async () => {
  const packed = deflateSync(strToU8('a'.repeat(longestRecording * 2)), { level: 9 })
  await expect(fromLink(`#s=${Buffer.from(packed).toString('base64url')}`)).rejects.toThrow('more than 16,000,000 characters')
})
