import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import styles from './Button.module.css'

/** `plain` stands in a row of its like, `edge` alone, `main` is the one thing a region is for. */
export type ButtonKind = 'plain' | 'edge' | 'main' | 'link'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind
  icon?: ReactNode
  /** Only the icon is seen; `aria-label` says what it does. */
  iconOnly?: boolean
  /** The keys that do the same, shown at the end. */
  keys?: string | undefined
  ref?: Ref<HTMLButtonElement>
}

/** Every button of the lab, 32 px high, 44 where a finger presses it. */
export function Button({ kind = 'plain', icon, iconOnly, keys, className, children, ...rest }: ButtonProps) {
  const classes = [styles.button, styles[kind], iconOnly && styles.iconOnly, className].filter(Boolean).join(' ')
  return (
    <button type="button" className={classes} {...rest}>
      {icon}
      {children}
      {keys && <kbd className={styles.keys}>{keys}</kbd>}
    </button>
  )
}
