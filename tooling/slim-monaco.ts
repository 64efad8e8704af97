/**
 * Leaves out of the build what Monaco brings along and the manifest's editor never reaches: the
 * comparison of two texts, painting by GPU, tree-sitter, the box for quick picks. Monaco has no
 * switch for it, so these modules are replaced by functions of the same names that do nothing.
 */
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/** Below `monaco-editor/esm/vs/`. */
const leftOut = /monaco-editor\/esm\/vs\/(?:editor\/browser\/widget\/(?:diffEditor|multiDiffEditor)\/|editor\/common\/model\/tokens\/treeSitter\/|editor\/browser\/gpu\/(?!.*(?:[Cc]ontext|decorationCssRuleExtractor))|editor\/browser\/viewParts\/(?:viewLinesGpu|rulersGpu)\/|platform\/quickinput\/browser\/(?:quickInputController|quickInputList|tree\/)).*\.js$/

/** The plugin for the build; while developing Monaco is whole. */
export function slimMonaco(): Plugin {
  return {
    name: 'slim-monaco',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      if (!leftOut.test(id)) return null
      return exportedNames(readFileSync(id, 'utf8')).map((name) => `export function ${name}() {}\n`).join('')
    },
  }
}

/** Monaco's modules say what they export in one statement at their end. */
const exportedNames = (source: string): readonly string[] =>
  [...source.matchAll(/^export \{([^}]*)\};?/gm)].flatMap(([, names]) => names!.split(',').map((name) => name.trim().replace(/^.* as /, ''))).filter((name) => name !== '' && name !== 'default')
