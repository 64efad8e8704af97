import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Chunk } from '#kubectl/shell/chunk'
import { append, emptyTranscript, mostLines, transcriptText } from './transcript.ts'

const out = (text: string): Chunk => ({ kind: 'text', stream: 'stdout', text })
const err = (text: string): Chunk => ({ kind: 'text', stream: 'stderr', text })

test('text of one stream grows together, line by line', () => {
  const page = append(append(emptyTranscript, [{ kind: 'line', prompt: '$ ', text: 'kubectl get ds' }, out('NAME\nag')]), [out('ent\n'), err('Warning: x\n')])
  expect(page.blocks).toEqual([
    { key: 0, kind: 'entered', prompt: '$ ', text: 'kubectl get ds' },
    { key: 1, kind: 'output', stream: 'stdout', text: 'NAME\nagent\n', lines: 2 },
    { key: 2, kind: 'output', stream: 'stderr', text: 'Warning: x\n', lines: 1 },
  ])
  expect(transcriptText(page)).toBe('$ kubectl get ds\nNAME\nagent\nWarning: x\n')
})

test('full blocks stay the same object while more is written', () => {
  const page = append(emptyTranscript, [out('x\n'.repeat(500))])
  expect(page.blocks.map((block) => block.kind === 'output' && block.lines)).toEqual([200, 200, 100])
  const more = append(page, [out('y\n'.repeat(300))])
  expect(more.blocks[0]).toBe(page.blocks[0])
  expect(more.blocks[1]).toBe(page.blocks[1])
  expect(more.blocks.map((block) => block.kind === 'output' && block.lines)).toEqual([200, 200, 200, 200])
})

test('a million lines keep the last 20,000 and say how many are gone', () => {
  let page = emptyTranscript
  for (let at = 0; at < 1_000; at++) page = append(page, [out(Array.from({ length: 1_000 }, (_, line) => `${at * 1_000 + line}\n`).join(''))])
  expect(page.lines + page.dropped).toBe(1_000_000)
  expect(page.lines).toBe(mostLines)
  expect(transcriptText(page).startsWith('980000\n')).toBe(true)
})

test('a text without an end is cut, not between the halves of a character', () => {
  const page = append(emptyTranscript, [out('🦀'.repeat(100_000))])
  for (const block of page.blocks) expect(() => encodeURIComponent(block.text)).not.toThrow()
  expect(transcriptText(page)).toBe('🦀'.repeat(100_000))
})

test('clear empties the page; a screen stands in front of it until it is taken away', () => {
  const page = append(emptyTranscript, [out('old\n'), { kind: 'clear' }, out('new\n'), { kind: 'screen', text: 'Every 2.0s' }])
  expect([transcriptText(page), page.screen]).toEqual(['new\n', 'Every 2.0s'])
  expect(append(page, [{ kind: 'screen', text: undefined }]).screen).toBeUndefined()
})

test('however it is cut, the page reads the same', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '\n', 'é', '🦀') })), (texts) => {
    const atOnce = append(emptyTranscript, [out(texts.join(''))])
    const inParts = texts.reduce((page, text) => append(page, [out(text)]), emptyTranscript)
    expect(transcriptText(inParts)).toBe(transcriptText(atOnce))
    expect(inParts.lines).toBe(atOnce.lines)
  }))
})
