import type { HelperKey } from './Prompt.tsx'
import styles from './Terminal.module.css'

const keys: readonly (readonly [face: string, name: string, key: HelperKey])[] = [
  ['Tab', 'Complete', 'Tab'],
  ['↑', 'Line before', 'ArrowUp'],
  ['↓', 'Line after', 'ArrowDown'],
  ['^C', 'Interrupt', 'Interrupt'],
  ['-', 'Hyphen', { type: '-' }],
  ['/', 'Slash', { type: '/' }],
  ['|', 'Pipe', { type: '|' }],
  ['=', 'Equals', { type: '=' }],
  [':', 'Colon', { type: ':' }],
]

/** Keys that a phone's keyboard lacks or hides. */
export function HelperKeys({ onPress }: { onPress: (key: HelperKey) => void }) {
  return (
    <div className={styles.keys} role="toolbar" aria-label="Keys of the terminal">
      {keys.map(([face, name, key]) => (
        // The field keeps the focus, and with it the phone's keyboard stays.
        <button key={face} type="button" aria-label={name} onPointerDown={(event) => event.preventDefault()} onClick={() => onPress(key)}>{face}</button>
      ))}
    </div>
  )
}
