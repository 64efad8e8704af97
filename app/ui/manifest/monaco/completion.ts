/** Suggestions of the manifest in Monaco. There is one list for the page, and it asks the editor that has the focus. */
import { manifestCompletions, type Candidate } from '#scene/manifest/completions'
import type { SessionState } from '#session/session'
import { languages, Range, yaml } from './monaco.ts'

let clusterNow: (() => SessionState['cluster']) | undefined
let registered = false

/** Lets the editor suggest what this cluster has. */
export function suggestFrom(getCluster: () => SessionState['cluster']): void {
  clusterNow = getCluster
  if (registered) return
  registered = true
  languages.registerCompletionItemProvider(yaml, {
    triggerCharacters: [' ', '-', ':'],
    provideCompletionItems(model, position) {
      const completion = clusterNow && manifestCompletions(model.getValue(), model.getOffsetAt(position), clusterNow())
      if (!completion) return { suggestions: [] }
      const range = Range.fromPositions(model.getPositionAt(completion.start), model.getPositionAt(completion.end))
      return { suggestions: completion.candidates.map((candidate, index) => toItem(candidate, index, range)) }
    },
  })
}

function toItem({ label, insert, snippet, detail, documentation, goOn }: Candidate, index: number, range: Range): languages.CompletionItem {
  return {
    label: { label, description: detail }, detail, documentation, range, insertText: insert, sortText: String(index).padStart(4, '0'), filterText: label,
    kind: languages.CompletionItemKind.Field,
    insertTextRules: languages.CompletionItemInsertTextRule.KeepWhitespace | (snippet ? languages.CompletionItemInsertTextRule.InsertAsSnippet : 0),
    ...(goOn && { command: { id: 'editor.action.triggerSuggest', title: '' } }),
  }
}
