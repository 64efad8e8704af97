/** The recordings that the project carries: those packed in `recordings.jsonl.gz`, and any JSON file that somebody put into `recordings/`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Recording } from './recording.ts'

/** All of them, by name; a loose file stands before a packed one of the same name. */
export function carriedRecordings(): readonly Recording[] {
  const packed = gunzipSync(readFileSync(new URL('recordings.jsonl.gz', import.meta.url))).toString('utf8').split('\n').filter(Boolean)
  const folder = new URL('recordings/', import.meta.url)
  const loose = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : []
  const all = [...packed, ...loose.map((file) => readFileSync(new URL(file, folder), 'utf8'))].map((text) => JSON.parse(text) as Recording)
  return [...new Map(all.map((recording) => [recording.name, recording])).values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}
