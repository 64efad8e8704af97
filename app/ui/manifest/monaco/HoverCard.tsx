import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { hoverWordsAt, type HoverWords } from '#scene/manifest/hover-words'
import type { SessionState } from '#session/session'
import { editor as monacoEditor, KeyCode, KeyMod } from './monaco.ts'
import type { ManifestEditor } from './new-editor.ts'
import styles from './Monaco.module.css'

export interface HoverCardProps {
  editor: ManifestEditor
  getImages: () => SessionState['cluster']['options']['images']
  onSay: (sentence: string) => void
}

/** How long a pointer has to rest on a word, and may be off it, in ms. */
const restMs = 350
const graceMs = 200

/** What a field or an image means, beside the word that is pointed at; Monaco's own hover would be 80 kB more. */
export function HoverCard({ editor, getImages, onSay }: HoverCardProps) {
  const [words, setWords] = useState<HoverWords>()
  const [node] = useState(() => Object.assign(document.createElement('div'), { className: styles.hover ?? '', role: 'tooltip' }))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const later = (call: () => void, ms: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(call, ms)
  }
  const wordsAt = useEffectEvent((offset: number) => hoverWordsAt(editor.getValue(), offset, getImages()))
  const say = useEffectEvent((said: HoverWords | undefined) => onSay(said ? spokenWords(said) : 'Nothing is known of this word.'))
  useEffect(() => {
    const model = editor.getModel()!
    const close = () => later(() => setWords(undefined), graceMs)
    const listeners = [
      editor.onMouseMove(({ target }) => {
        if (target.type !== monacoEditor.MouseTargetType.CONTENT_TEXT || !target.position) return void (target.type === monacoEditor.MouseTargetType.CONTENT_WIDGET ? clearTimeout(timer.current) : close())
        const offset = model.getOffsetAt(target.position)
        later(() => setWords(wordsAt(offset)), restMs)
      }),
      editor.onMouseLeave(close),
      editor.onDidChangeModelContent(() => setWords(undefined)),
      editor.onDidScrollChange(() => setWords(undefined)),
      editor.onKeyDown((event) => event.keyCode === KeyCode.Escape && setWords(undefined)),
    ]
    editor.addCommand(KeyMod.chord(KeyMod.CtrlCmd | KeyCode.KeyK, KeyMod.CtrlCmd | KeyCode.KeyI), () => {
      const found = wordsAt(model.getOffsetAt(editor.getPosition()!))
      setWords(found)
      say(found)
    })
    const stay = () => clearTimeout(timer.current)
    node.addEventListener('pointerenter', stay)
    node.addEventListener('pointerleave', close)
    return () => {
      clearTimeout(timer.current)
      for (const listener of listeners) listener.dispose()
      node.removeEventListener('pointerenter', stay)
      node.removeEventListener('pointerleave', close)
    }
  }, [editor, node])
  useEffect(() => {
    if (!words) return
    const position = editor.getModel()!.getPositionAt(words.start)
    const widget: monacoEditor.IContentWidget = {
      getId: () => 'manifest.hover', getDomNode: () => node, allowEditorOverflow: true, suppressMouseDown: true,
      getPosition: () => ({ position, preference: [monacoEditor.ContentWidgetPositionPreference.ABOVE, monacoEditor.ContentWidgetPositionPreference.BELOW] }),
    }
    editor.addContentWidget(widget)
    return () => editor.removeContentWidget(widget)
  }, [editor, node, words])
  return words ? createPortal(<Words words={words} />, node) : null
}

function Words({ words }: { words: HoverWords }) {
  return (
    <>
      <p className={styles.hoverHead}><code>{words.path}</code></p>
      <p className={styles.hoverFacts}>{factsOf(words).join(' · ')}</p>
      {words.image !== undefined && <p><code>{words.value}</code>: {words.image}</p>}
      {words.explanation && <p>{words.explanation}</p>}
      {words.values.length > 0 && <p>One of {words.values.map((value, index) => <span key={value}>{index > 0 && ', '}<code>{value}</code></span>)}.</p>}
    </>
  )
}

const factsOf = ({ type, required, standard }: HoverWords): readonly string[] => [type, ...(required ? ['required'] : []), ...(standard === undefined ? [] : [`default ${standard}`])]

const spokenWords = (words: HoverWords): string => [words.path, factsOf(words).join(', '), words.image, words.explanation, words.values.length > 0 ? `One of ${words.values.join(', ')}.` : undefined].filter(Boolean).join('. ')
