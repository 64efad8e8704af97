/**
 * Monaco, as much of it as the manifest needs: the core, finding, folding, suggestions, several
 * cursors, and YAML. No worker: nothing that is asked of it here needs one.
 */
import 'monaco-editor/features/codeEditor/register.js'
import 'monaco-editor/features/comment/register.js'
import 'monaco-editor/features/find/register.js'
import 'monaco-editor/features/folding/register.js'
import 'monaco-editor/features/linesOperations/register.js'
import 'monaco-editor/features/multicursor/register.js'
import 'monaco-editor/features/wordOperations/register.js'
// The feature `suggest` would bring text proposed in grey behind the cursor along.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController.js'
import { editor, languages, KeyCode, KeyMod, Range, Selection } from 'monaco-editor/editor/editor.api.js'
import { conf, language } from 'monaco-editor/languages/definitions/yaml/yaml.js'

export { editor, languages, KeyCode, KeyMod, Range, Selection }
export const yaml = 'yaml'

languages.register({ id: yaml })
languages.setMonarchTokensProvider(yaml, language)
languages.setLanguageConfiguration(yaml, {
  ...conf,
  // Names with dots, slashes and dashes are one word: `app.kubernetes.io/name`, `1.5`.
  wordPattern: /[^\s:,{}[\]#"'&*!|>%@`]+/,
  onEnterRules: [
    // Behind `- key:` what belongs to the key stands two further than the key.
    { beforeText: /^\s*- [^#]*[^\s#]:\s*(?:#.*)?$/, action: { indentAction: languages.IndentAction.None, appendText: '    ' } },
    // Behind `- key: value` the next key stands under the first.
    { beforeText: /^\s*- [^#]*?:\s+\S.*$/, action: { indentAction: languages.IndentAction.None, appendText: '  ' } },
    // Behind `- value` comes the next value.
    { beforeText: /^\s*- [^\s#][^:]*$/, action: { indentAction: languages.IndentAction.None, appendText: '- ' } },
    { beforeText: /^\s*[^\s#-][^#]*:\s*(?:[|>][-+]?)?\s*(?:#.*)?$/, action: { indentAction: languages.IndentAction.Indent } },
  ],
})
