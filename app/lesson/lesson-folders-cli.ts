/** Reads folders of lessons from the disk, for tests and command lines. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** All files below a folder: texts by path, pictures with their sizes. */
export function readFolder(root: string): { readonly texts: Record<string, string>; readonly pictures: Record<string, number> } {
  const [texts, pictures]: [Record<string, string>, Record<string, number>] = [{}, {}]
  const walk = (folder: string, prefix: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
      const [path, name] = [join(folder, entry.name), `${prefix}${entry.name}`]
      if (entry.isDirectory()) walk(path, `${name}/`)
      else if (/\.(md|ya?ml|json)$/.test(entry.name)) texts[name] = readFileSync(path, 'utf8')
      else if (/\.(svg|png|jpe?g|webp)$/.test(entry.name)) pictures[name] = statSync(path).size
    }
  }
  walk(root, '')
  return { texts, pictures }
}
