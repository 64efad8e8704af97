/**
 * Leaves out of the build what Monaco brings along and the manifest's editor never reaches: the
 * comparison of two texts, painting by GPU, tree-sitter, trees, tables, menus and quick picks, the
 * minimap, and Markdown: what is shown beside a candidate is plain text, and hovers are the lab's own.
 * Monaco has no switch for it, so these modules are replaced by functions of the same names that
 * do nothing; the minimap and the bar under candidates, which are made in any case, by parts that draw nothing.
 */
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/** Below `monaco-editor/esm/vs/`: folders with their end stroke, or files. */
const leftOut = [
  'editor/browser/widget/diffEditor/',
  'editor/browser/widget/multiDiffEditor/',
  'editor/common/model/tokens/treeSitter/',
  'editor/browser/gpu/(?!.*(?:[Cc]ontext|decorationCssRuleExtractor))',
  'editor/browser/viewParts/viewLinesGpu/',
  'editor/browser/viewParts/rulersGpu/',
  'editor/common/diff/defaultLinesDiffComputer/',
  'editor/common/diff/legacyLinesDiffComputer',
  'editor/common/diff/linesDiffComputers',
  'base/common/diff/',
  'base/browser/markdownRenderer',
  'base/browser/domSanitize',
  'base/browser/ui/tree/',
  'base/browser/ui/table/',
  'base/browser/ui/splitview/',
  'base/browser/ui/selectBox/',
  'base/browser/ui/menu/',
  'platform/list/browser/listService',
  'platform/actions/browser/menuEntryActionViewItem',
  'base/browser/ui/dropdown/',
  'platform/quickinput/browser/quickAccess(?=\\.js)',
  'platform/quickinput/browser/quickInput(?=\\.js)',
  'platform/quickinput/browser/quickInputController',
  'platform/quickinput/browser/quickInputList',
  'platform/quickinput/browser/quickInputService',
  'platform/quickinput/browser/tree/',
]
const leftOutPath = new RegExp(`monaco-editor/esm/vs/(?:${leftOut.join('|')}).*\\.js$`)

const minimapPath = /monaco-editor\/esm\/vs\/editor\/browser\/viewParts\/minimap\/minimap\.js$/
const emptyMinimap = `
import { createFastDomNode } from '../../../../base/browser/fastDomNode.js'
import { ViewPart } from '../../view/viewPart.js'
export class Minimap extends ViewPart {
  getDomNode() { return createFastDomNode(document.createElement('div')) }
  prepareRender() {}
  render() {}
}`

/** The bar of buttons under the candidates, which the editor's options never ask for. */
const suggestStatusPath = /monaco-editor\/esm\/vs\/editor\/contrib\/suggest\/browser\/suggestWidgetStatus\.js$/
const emptySuggestStatus = `
export class SuggestWidgetStatus {
  constructor(container) { this.element = container.appendChild(document.createElement('div')) }
  show() {}
  hide() {}
  dispose() { this.element.remove() }
}`

/** The plugin for the build; while developing Monaco is whole. */
export function slimMonaco(): Plugin {
  return {
    name: 'slim-monaco',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      if (minimapPath.test(id)) return emptyMinimap
      if (suggestStatusPath.test(id)) return emptySuggestStatus
      if (!leftOutPath.test(id)) return null
      return exportedNames(readFileSync(id, 'utf8')).map((name) => `export function ${name}() {}\n`).join('')
    },
  }
}

/** Monaco's modules say what they export in one statement at their end. */
const exportedNames = (source: string): readonly string[] =>
  [...source.matchAll(/^export \{([^}]*)\};?/gm)].flatMap(([, names]) => names!.split(',').map((name) => name.trim().replace(/^.* as /, ''))).filter((name) => name !== '' && name !== 'default')
