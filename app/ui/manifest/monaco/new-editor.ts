/** One editor of the manifest: how it is set up, which keys it knows, how it takes over from the plain field. */
import { replacementFor, type EditorState } from '../manifest-editor.ts'
import { remember, remembered } from '../remembered.ts'
import { editor, KeyCode, KeyMod, Range, Selection, yaml } from './monaco.ts'
import { followTheme } from './theme.ts'

export type ManifestEditor = editor.IStandaloneCodeEditor

/** What screen readers say of the editor; its beginning is the name of the plain field too. */
const label = 'Manifest, YAML. Escape, then Tab leaves; Control M lets Tab leave for good.'

/** Makes an editor in an element, with the text and where the plain field was left. */
export function newEditor(host: HTMLElement, text: string, left: EditorState | undefined): ManifestEditor {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  followThemeOnce()
  const made = editor.create(host, {
    language: yaml, value: left?.history[0] ?? text, theme: 'lab', ariaLabel: label, accessibilitySupport: 'auto', automaticLayout: true,
    fontFamily: "'IBM Plex Mono', 'Plex Mono Fallback', ui-monospace, monospace", fontSize: 0.8125 * rem, lineHeight: 1.25 * rem, fontLigatures: false,
    tabSize: 2, insertSpaces: true, detectIndentation: false, autoIndent: 'full', tabFocusMode: tabLeaves(),
    minimap: { enabled: false }, stickyScroll: { enabled: false }, guides: { indentation: false, bracketPairs: false }, bracketPairColorization: { enabled: false }, matchBrackets: 'never',
    lineNumbersMinChars: 3, lineDecorationsWidth: 5, glyphMargin: false, folding: true, showFoldingControls: 'mouseover', foldingStrategy: 'indentation',
    padding: { top: 10, bottom: 10 }, scrollBeyondLastLine: false, overviewRulerLanes: 0, overviewRulerBorder: false, hideCursorInOverviewRuler: true,
    renderLineHighlight: 'none', renderFinalNewline: 'on', occurrencesHighlight: 'off', selectionHighlight: true, links: false, contextmenu: false, unicodeHighlight: { nonBasicASCII: false },
    scrollbar: { verticalScrollbarSize: 8, horizontalScrollbarSize: 8, useShadows: false, alwaysConsumeMouseWheel: false },
    wordBasedSuggestions: 'off', quickSuggestions: { other: true, strings: true, comments: false }, suggestOnTriggerCharacters: true, acceptSuggestionOnEnter: 'smart', acceptSuggestionOnCommitCharacter: false,
    suggest: { showIcons: false, showStatusBar: false, preview: false, showInlineDetails: true, snippetsPreventQuickSuggestions: false, filterGraceful: false },
    tabCompletion: 'off', fixedOverflowWidgets: true, dragAndDrop: false, dropIntoEditor: { enabled: false }, pasteAs: { enabled: false }, trimAutoWhitespace: true,
  })
  const model = made.getModel()!
  model.setEOL(editor.EndOfLineSequence.LF)
  takeOver(made, text, left)
  keepTokens(made)
  // What is measured before the face is there would put the cursor beside the letters.
  void document.fonts?.ready.then(() => editor.remeasureFonts())
  return made
}

/** Above so many lines tokens come when there is time. */
const mostLines = 2_000

/**
 * Keeps the tokens of what was typed up to date. Monaco makes them when it has time, and where it
 * had none yet Enter does not indent: who types fast, or on a slow machine, would lose it.
 */
function keepTokens(made: ManifestEditor): void {
  // Not part of what Monaco declares, though every model has it.
  const { tokenization } = made.getModel() as unknown as { readonly tokenization?: { forceTokenization?: (line: number) => void } }
  made.onDidChangeModelContent(({ changes }) => {
    const line = Math.max(...changes.map(({ range, text }) => range.startLineNumber + text.split('\n').length - 1))
    if (line <= mostLines && line <= made.getModel()!.getLineCount()) tokenization?.forceTokenization?.(line)
  })
}

let followsTheme = false
function followThemeOnce(): void {
  if (!followsTheme) followTheme()
  followsTheme = true
}

/** Writes the text as the plain field came to it, so that undo leads back through the same steps; then cursor, scrolling and focus. */
function takeOver(made: ManifestEditor, text: string, left: EditorState | undefined): void {
  for (const step of [...(left?.history.slice(1) ?? []), text]) replaceText(made, step)
  if (!left) return
  const model = made.getModel()!
  const [from, to] = left.backward ? [left.end, left.start] : [left.start, left.end]
  const [a, b] = [model.getPositionAt(from), model.getPositionAt(to)]
  made.setSelection(new Selection(a.lineNumber, a.column, b.lineNumber, b.column))
  made.setScrollPosition({ scrollTop: left.scrollTop, scrollLeft: left.scrollLeft })
  if (left.focused) made.focus()
}

/** Puts another text in place of the present one, as one step that can be undone. */
export function replaceText(made: ManifestEditor, text: string): void {
  const model = made.getModel()!
  const before = model.getValue()
  if (before === text) return
  const { start, end, text: inserted } = replacementFor(before, text)
  model.pushStackElement()
  model.pushEditOperations(made.getSelections(), [{ range: rangeOf(made, start, end), text: inserted, forceMoveMarkers: true }], () => null)
  model.pushStackElement()
}

/** A stretch in UTF-16 units as lines and columns. */
export function rangeOf(made: ManifestEditor, start: number, end: number): Range {
  const model = made.getModel()!
  return Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end))
}

/** Where the editor is, for whoever takes its place. */
export function stateOf(made: ManifestEditor): EditorState {
  const model = made.getModel()!
  const selection = made.getSelection() ?? new Selection(1, 1, 1, 1)
  return {
    start: model.getOffsetAt(selection.getStartPosition()), end: model.getOffsetAt(selection.getEndPosition()),
    backward: selection.getDirection() === 1, scrollTop: made.getScrollTop(), scrollLeft: made.getScrollLeft(), focused: made.hasTextFocus(), history: [],
  }
}

const tabLeaves = (): boolean => remembered('tab-leaves') === 'yes'

export interface EditorKeys {
  readonly onApply: () => void
  /** F8 and Shift F8. */
  readonly onNextProblem: (by: 1 | -1) => void
  /** Ctrl or ⌘ and a dot: to the quick fixes of this line. */
  readonly onFix: () => void
  /** Tab does something else from now on. */
  readonly onTab: (leaves: boolean) => void
}

/** The keys that the editor does not have from itself. */
export function addKeys(made: ManifestEditor, { onApply, onNextProblem, onFix, onTab }: EditorKeys): void {
  made.addCommand(KeyMod.CtrlCmd | KeyCode.Enter, onApply)
  made.addCommand(KeyMod.CtrlCmd | KeyCode.Period, onFix)
  made.addCommand(KeyCode.F8, () => onNextProblem(1))
  made.addCommand(KeyMod.Shift | KeyCode.F8, () => onNextProblem(-1))
  let left = false
  made.onKeyDown((event) => {
    if (event.keyCode === KeyCode.Escape && !isWidgetOpen(made)) {
      left = true
      made.updateOptions({ tabFocusMode: true })
    } else if (left && event.keyCode !== KeyCode.Tab && event.keyCode !== KeyCode.Shift) {
      left = false
      made.updateOptions({ tabFocusMode: tabLeaves() })
    }
    if (event.keyCode === KeyCode.KeyM && event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault()
      event.stopPropagation()
      remember('tab-leaves', tabLeaves() ? 'no' : 'yes')
      made.updateOptions({ tabFocusMode: tabLeaves() })
      onTab(tabLeaves())
    }
  })
  made.onDidBlurEditorText(() => {
    if (!left) return
    left = false
    made.updateOptions({ tabFocusMode: tabLeaves() })
  })
}

/** Escape closes what is open before it leaves. */
const isWidgetOpen = (made: ManifestEditor): boolean =>
  made.getDomNode()?.querySelector('.suggest-widget.visible, .find-widget.visible') !== null || (made.getSelections()?.length ?? 1) > 1
