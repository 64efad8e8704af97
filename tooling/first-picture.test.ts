import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { firstManifest, sandboxStart } from '#session/start'

const html = readFileSync(new URL('../index.html', import.meta.url), 'utf8')

test('the picture before any script shows the nodes and the manifest with which a sandbox begins', () => {
  expect([...html.matchAll(/<li><b>([^<]+)<\/b>/g)].map(([, name]) => name)).toEqual(sandboxStart.nodes.map(({ name }) => name))
  // A line end right behind the tag is no part of the text.
  expect(/<textarea[^>]*>\n([^<]*)<\/textarea>/.exec(html)?.[1]).toBe(firstManifest)
})
