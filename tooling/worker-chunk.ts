/**
 * `import url from './x.ts?worker-chunk'`: the address of a module for `new Worker(url, { type: 'module' })`.
 * Vite builds workers apart from the page, with a second copy of all that both need; here a worker
 * is one more chunk of the same build, which shares the others with the page.
 */
import type { Plugin } from 'vite'

const query = '?worker-chunk'
const prefix = '\0worker-chunk:'

/** What Vite puts in front of `import()`: links in the head of a page, which a worker does not have. */
const preloadHelper = '\0vite/preload-helper.js'
const preload = 'export const __vitePreload ='

export function workerChunk(): Plugin {
  let building = false
  let root = ''
  return {
    name: 'worker-chunk',
    enforce: 'pre',
    configResolved(config) {
      building = config.command === 'build'
      root = config.root
    },
    async resolveId(source, importer) {
      if (!source.endsWith(query)) return null
      const found = await this.resolve(source.slice(0, -query.length), importer)
      return found && prefix + found.id
    },
    load(id) {
      if (!id.startsWith(prefix)) return null
      const path = id.slice(prefix.length)
      // While developing every module has an address of its own.
      if (!building) return `export default ${JSON.stringify(path.slice(root.length))}`
      const chunk = this.emitFile({ type: 'chunk', id: path, name: /([^/]+)\.ts$/.exec(path)?.[1] })
      return `export default import.meta.ROLLUP_FILE_URL_${chunk}`
    },
    transform(code, id) {
      if (id !== preloadHelper) return null
      if (!code.includes(preload)) this.error('Vite writes its preload helper in another way now: see to it that import() works in a worker')
      return `${code.replace(preload, 'const preloadOnPage =')}\nexport const __vitePreload = (load, ...rest) => (typeof document === 'undefined' ? load() : preloadOnPage(load, ...rest))\n`
    },
  }
}
