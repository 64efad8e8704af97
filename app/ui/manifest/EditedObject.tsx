import { useEffect, useState } from 'react'
import { finishEdit } from '#session/actions'
import type { ShellView } from '#session/terminal'
import { Button } from '../controls/Button.tsx'
import type { EditorState } from './manifest-editor.ts'
import { PlainManifest } from './PlainManifest.tsx'
import styles from './EditedObject.module.css'

export interface EditedObjectProps {
  shell: ShellView
  editing: NonNullable<ShellView['editing']>
}

/** A text that `kubectl edit` or `vi` waits for, over the manifest: saved it goes back to the command, refused it comes again with the errors as comments. */
export function EditedObject({ shell, editing }: EditedObjectProps) {
  const [text, setText] = useState(() => keptText(editing.text))
  const [notice, setNotice] = useState<string>()
  useEffect(() => keepText(editing.text, text), [editing.text, text])
  const leave = (edited: string | null) => {
    keepText(undefined, '')
    finishEdit(shell.id, edited)
    // Back to the command that opened it.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-pane=terminal] textarea')?.focus())
  }
  const save = () => leave(text)
  const change = (next: string) => (setText(next), true)
  return (
    <div className={styles.edited} role="group" aria-label={`Editing ${editing.title}`}>
      <p className={styles.head}><b>{editing.title}</b> {editing.file === undefined ? 'from kubectl edit. Saving sends it to the API server.' : 'from the terminal. Saving writes the file.'}</p>
      <PlainManifest
        label={`${editing.title}, YAML`} text={text} problems={[]} reveal={undefined} left={begin} onChange={change} onApply={save} onRefused={setNotice} onLeave={noop} onComposing={noop}
      />
      {notice !== undefined && <p className={styles.head} role="alert">{notice}</p>}
      <footer className={styles.foot}>
        <Button kind="edge" onClick={() => leave(null)}>Leave it as it was</Button>
        <Button kind="main" keys="Ctrl Enter" onClick={save}>Save</Button>
      </footer>
    </div>
  )
}

const noop = () => undefined
/** The field begins with the focus: whoever enters `kubectl edit` is about to type in it. */
const begin = (): EditorState => ({ start: 0, end: 0, backward: false, scrollTop: 0, scrollLeft: 0, focused: true, history: [] })

const key = 'daemonset-lab.edited'

/** What was typed into this text before a reload; the text itself where nothing was. */
function keptText(of: string): string {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as { readonly of?: unknown; readonly text?: unknown } | null
    return kept?.of === of && typeof kept.text === 'string' ? kept.text : of
  } catch {
    return of
  }
}

function keepText(of: string | undefined, text: string): void {
  try {
    if (of === undefined) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify({ of, text }))
  } catch {
    // Then it holds as long as the page is open.
  }
}
