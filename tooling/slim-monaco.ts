/**
 * Leaves out of the build what Monaco brings along and the manifest's editor never reaches: the
 * comparison of two texts, painting by GPU, tree-sitter, trees, tables, menus and quick picks, the
 * minimap, pairs of brackets, and Markdown: what is shown beside a candidate is plain text, and
 * hovers are the lab's own. Monaco has no switch that keeps them out of a build, so these modules
 * are replaced by functions of the same names that do nothing.
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
  'editor/standalone/browser/quickInput/',
  'base/common/observableInternal/logging/debugger/',
]
const leftOutPath = new RegExp(`monaco-editor/esm/vs/(?:${leftOut.join('|')}).*\\.js$`)

/** What Monaco makes in any case: parts of the same shape in which nothing happens. By path below `monaco-editor/esm/vs/editor/`. */
const emptied: Readonly<Record<string, string>> = {
  'browser/viewParts/minimap/minimap.js': `
import { createFastDomNode } from '../../../../base/browser/fastDomNode.js'
import { ViewPart } from '../../view/viewPart.js'
export class Minimap extends ViewPart {
  getDomNode() { return createFastDomNode(document.createElement('div')) }
  prepareRender() {}
  render() {}
}`,
  'browser/viewParts/overviewRuler/decorationsOverviewRuler.js': `
import { ViewPart } from '../../view/viewPart.js'
export class DecorationsOverviewRuler extends ViewPart {
  getDomNode() { return document.createElement('div') }
  prepareRender() {}
  render() {}
}`,
  'browser/viewParts/indentGuides/indentGuides.js': `
import { DynamicViewOverlay } from '../../view/dynamicViewOverlay.js'
export class IndentGuidesOverlay extends DynamicViewOverlay {
  prepareRender() {}
  render() { return '' }
}`,
  // The bar of buttons under the candidates, which the editor's options never ask for.
  'contrib/suggest/browser/suggestWidgetStatus.js': `
export class SuggestWidgetStatus {
  constructor(container) { this.element = container.appendChild(document.createElement('div')) }
  show() {}
  hide() {}
  dispose() { this.element.remove() }
}`,
  'common/model/bracketPairsTextModelPart/bracketPairsImpl.js': `
import { CallbackIterable } from '../../../../base/common/arrays.js'
import { Event } from '../../../../base/common/event.js'
import { Disposable } from '../../../../base/common/lifecycle.js'
export class BracketPairsTextModelPart extends Disposable {
  onDidChange = Event.None
  handleLanguageConfigurationServiceChange() {}
  handleDidChangeOptions() {}
  handleDidChangeContent() {}
  handleDidChangeTokens() {}
  handleDidChangeLanguage() {}
  handleDidChangeBackgroundTokenizationState() {}
  getBracketPairsInRange() { return CallbackIterable.empty }
  getBracketPairsInRangeWithMinIndentation() { return CallbackIterable.empty }
  matchBracket() { return null }
}`,
  'common/model/bracketPairsTextModelPart/colorizedBracketPairsDecorationProvider.js': `
import { Event } from '../../../../base/common/event.js'
import { Disposable } from '../../../../base/common/lifecycle.js'
export class ColorizedBracketPairsDecorationProvider extends Disposable {
  onDidChange = Event.None
  handleDidChangeOptions() {}
  getDecorationsInRange() { return [] }
  getAllDecorations() { return [] }
}`,
}

/** Monaco's API gives all its enumerations away as one object; these are the ones that the lab and Monaco's own API ask for. */
const keptEnums = new Set(['CompletionItemInsertTextRule', 'CompletionItemKind', 'ContentWidgetPositionPreference', 'EndOfLineSequence', 'IndentAction', 'KeyCode', 'MarkerSeverity', 'MarkerTag', 'MouseTargetType', 'SelectionDirection'])
const enumsPath = /monaco-editor\/esm\/vs\/editor\/common\/standalone\/standaloneEnums\.js$/
const withFewEnums = (source: string): string =>
  source.replaceAll(/^var (\w+);\n\(function \(\1\) \{\n[^]*?^\}\)\(\1 \|\| \(\1 = \{\}\)\);$/gm, (whole, name: string) => (keptEnums.has(name) ? whole : `var ${name} = {};`))

/** The plugin for the build; while developing Monaco is whole. */
export function slimMonaco(): Plugin {
  return {
    name: 'slim-monaco',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      const [, part = ''] = /monaco-editor\/esm\/vs\/editor\/(.*)$/.exec(id) ?? []
      if (Object.hasOwn(emptied, part)) return emptied[part]!
      if (enumsPath.test(id)) return withFewEnums(readFileSync(id, 'utf8'))
      if (!leftOutPath.test(id)) return null
      return exportedNames(readFileSync(id, 'utf8')).map((name) => `export function ${name}() {}\n`).join('')
    },
  }
}

/** Monaco's modules say what they export in one statement at their end. */
const exportedNames = (source: string): readonly string[] =>
  [...source.matchAll(/^export \{([^}]*)\};?/gm)].flatMap(([, names]) => names!.split(',').map((name) => name.trim().replace(/^.* as /, ''))).filter((name) => name !== '' && name !== 'default')
