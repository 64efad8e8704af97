/**
 * A session as a link: the whole recording in the part of the address that no server sees, packed by
 * the browser's own deflate. What comes out of a link is only text; `parseRecording` judges it.
 */
import { longestRecording } from '#timeline/recording'
import { sessionKey } from './link-hash.ts'

/** Links longer than this are cut by mail programs, chats and some browsers. */
export const longestLink = 16_000

/** A session that came by link: its text, and the moment that is meant, if any. */
export interface LinkedSession {
  readonly text: string
  /** Virtual ms. */
  readonly atMs: number | undefined
}

const momentKey = 't'

/** The address of this page with a session in it; `atMs` (virtual) names a moment of it. Undefined: too long to be a link. */
export async function toLink(page: string, text: string, atMs?: number): Promise<string | undefined> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer())
  const link = `${page.split('#')[0]}#${sessionKey}=${toBase64Url(bytes)}${atMs === undefined ? '' : `&${momentKey}=${atMs}`}`
  return link.length > longestLink ? undefined : link
}

/** The session in this part of an address. Rejects where it is damaged or unpacks to more than a recording may be. */
export async function fromLink(hash: string): Promise<LinkedSession> {
  const fields = new URLSearchParams(hash.replace(/^#/, ''))
  const bytes = fromBase64Url(fields.get(sessionKey) ?? '')
  const atMs = Number(fields.get(momentKey) ?? NaN)
  return { text: await unpacked(bytes), atMs: Number.isSafeInteger(atMs) ? atMs : undefined }
}

/** A small link may unpack to very much: reading ends at the limit. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += decoder.decode(part.value, { stream: true })
    if (text.length > longestRecording) {
      await reader.cancel()
      throw new Error(`it unpacks to more than ${longestRecording.toLocaleString('en')} characters`)
    }
  }
  return text + decoder.decode()
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}
