import { useState } from 'react'
import { Button } from '../controls/Button.tsx'
import styles from './SessionsSheet.module.css'

export interface NameFormProps {
  label: string
  name: string
  onName: (name: string) => void
}

/** One line in which something gets another name. */
export function NameForm({ label, name, onName }: NameFormProps) {
  const [text, setText] = useState(name)
  return (
    <form className={styles.form} onSubmit={(event) => { event.preventDefault(); onName(text.trim()) }}>
      <input aria-label={label} value={text} maxLength={80} autoFocus onChange={(event) => setText(event.target.value)} />
      <Button kind="main" type="submit">Rename</Button>
    </form>
  )
}
