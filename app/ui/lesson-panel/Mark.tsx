import type { MarkState } from './task-mark.ts'
import styles from './Lesson.module.css'

/** The box before a task or a check: shape says it, colour only helps. */
export function Mark({ state, small }: { state: MarkState; small?: boolean }) {
  return (
    <svg className={styles.mark} data-state={state} width={small ? 14 : 16} height={small ? 14 : 16} viewBox="0 0 16 16" aria-hidden="true">
      <rect x="1.25" y="1.25" width="13.5" height="13.5" rx="3" className={styles.markBox} />
      {state === 'part' && <path d="M2 9h12v2.500a2.500 2.500 0 0 1-2.500 2.500h-7A2.500 2.500 0 0 1 2 11.500z" className={styles.markFill} />}
      {state === 'so far' && <path d="M4.500 8h.01M8 8h.01M11.500 8h.01" className={styles.markLine} />}
      {state === 'done' && <path d="m4.500 8.250 2.500 2.500 4.750-5.250" className={styles.markLine} />}
      {state === 'crossed' && <path d="m5 5 6 6m0-6-6 6" className={styles.markLine} />}
    </svg>
  )
}
