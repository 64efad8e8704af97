/** Monaco in the lab's own colours: ink alone, whatever the theme. */
import { editor } from './monaco.ts'

/** Paints all editors of the page as the lab is painted now, and again whenever that changes; returns how to stop. */
export function followTheme(): () => void {
  const paint = () => {
    if (window.matchMedia('(forced-colors: active)').matches) return
    editor.defineTheme('lab', labTheme())
    editor.setTheme('lab')
  }
  paint()
  const observer = new MutationObserver(paint)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

function labTheme(): editor.IStandaloneThemeData {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => sixDigits(style.getPropertyValue(`--${name}`).trim())
  const [ink, ink2, ink3, line, accentSoft] = [token('ink'), token('ink-2'), token('ink-3'), token('line'), token('accent-soft')]
  const [card, paper, lineTwo, accent] = [token('card'), token('paper'), token('line-2'), token('accent')]
  const value = { foreground: ink.slice(1), fontStyle: 'bold' }
  return {
    base: document.documentElement.dataset['theme'] === 'dark' ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      { token: '', foreground: ink.slice(1) },
      { token: 'type', foreground: ink2.slice(1) },
      ...['string', 'number', 'keyword', 'namespace', 'tag'].map((name) => ({ token: name, ...value })),
      ...['operators', 'delimiter', 'comment', 'meta'].map((name) => ({ token: name, foreground: ink3.slice(1) })),
    ],
    colors: {
      'editor.background': paper, 'editor.foreground': ink, 'editorCursor.foreground': ink,
      'editorLineNumber.foreground': ink3, 'editorLineNumber.activeForeground': ink, 'editorGutter.background': paper,
      'editor.selectionBackground': accentSoft, 'editor.inactiveSelectionBackground': accentSoft, 'editor.selectionHighlightBackground': `${accentSoft}80`,
      'editor.findMatchBackground': accentSoft, 'editor.findMatchBorder': accent, 'editor.findMatchHighlightBackground': accentSoft, 'editor.foldBackground': token('sunk'),
      'editorGutter.foldingControlForeground': ink3, 'editorIndentGuide.background1': line, 'editorIndentGuide.activeBackground1': lineTwo,
      'editorBracketMatch.background': accentSoft, 'editorBracketMatch.border': accentSoft,
      'editorWidget.background': card, 'editorWidget.foreground': ink, 'editorWidget.border': lineTwo, 'editorWidget.resizeBorder': accent,
      'editorSuggestWidget.background': card, 'editorSuggestWidget.border': lineTwo, 'editorSuggestWidget.foreground': ink, 'editorSuggestWidget.highlightForeground': accent,
      'editorSuggestWidget.selectedBackground': accentSoft, 'editorSuggestWidget.selectedForeground': ink, 'editorSuggestWidget.focusHighlightForeground': accent, 'editorSuggestWidgetStatus.foreground': ink2,
      'list.hoverBackground': token('sunk'), 'input.background': paper, 'input.foreground': ink, 'input.border': lineTwo, 'inputOption.activeBorder': accent, 'inputOption.activeBackground': accentSoft,
      'inputOption.activeForeground': ink, 'inputValidation.errorBackground': token('fail-soft'), 'inputValidation.errorBorder': token('fail-mark'), focusBorder: accent, foreground: ink, descriptionForeground: ink2,
      'scrollbar.shadow': '#00000000', 'widget.shadow': '#00000038', 'scrollbarSlider.background': `${lineTwo}66`, 'scrollbarSlider.hoverBackground': `${lineTwo}99`, 'scrollbarSlider.activeBackground': lineTwo,
    },
  }
}

/** `#fff` as the build shortens it, in the only way that Monaco reads: `#ffffff`. */
const sixDigits = (colour: string): string => colour.replace(/^#(\w)(\w)(\w)$/, '#$1$1$2$2$3$3')
