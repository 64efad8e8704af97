import { useId } from 'react'
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes } from 'react'
import styles from './Field.module.css'

interface Labelled {
  label: string
  /** One line below the field. */
  hint?: string | undefined
}

export interface TextFieldProps extends Labelled, Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  onChange: (value: string) => void
  /** What may be meant, to choose from. */
  suggestions?: readonly string[] | undefined
  /** Names, keys and values of Kubernetes stand in mono. */
  verbatim?: boolean
}

/** A line of text with its label. */
export function TextField({ label, hint, onChange, suggestions, verbatim, ...rest }: TextFieldProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id} className={verbatim ? styles.verbatim : undefined} autoComplete="off" autoCapitalize="off" spellCheck={false}
        aria-describedby={hint ? `${id}-hint` : undefined} list={suggestions ? `${id}-list` : undefined}
        onChange={(event) => onChange(event.target.value)} {...rest}
      />
      {hint && <span id={`${id}-hint`} className={styles.hint}>{hint}</span>}
      {suggestions && <datalist id={`${id}-list`}>{suggestions.map((value) => <option key={value} value={value} />)}</datalist>}
    </div>
  )
}

export interface SelectFieldProps extends Labelled, Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> {
  onChange: (value: string) => void
  options: readonly (readonly [value: string, label: string])[]
}

/** One of a few. */
export function SelectField({ label, hint, onChange, options, ...rest }: SelectFieldProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} aria-describedby={hint ? `${id}-hint` : undefined} onChange={(event) => onChange(event.target.value)} {...rest}>
        {options.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
      </select>
      {hint && <span id={`${id}-hint`} className={styles.hint}>{hint}</span>}
    </div>
  )
}

export interface ChoiceProps extends Labelled {
  value: string
  onChange: (value: string) => void
  options: readonly (readonly [value: string, label: ReactNode])[]
}

/** One of a few, all of them in view. */
export function Choice({ label, hint, value, onChange, options }: ChoiceProps) {
  const id = useId()
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      <div className={styles.options}>
        {options.map(([option, text]) => (
          <label key={option}>
            <input type="radio" name={id} value={option} checked={option === value} onChange={() => onChange(option)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
      {hint && <span className={styles.hint}>{hint}</span>}
    </fieldset>
  )
}

export interface TickProps {
  label: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
}

/** Yes or no. */
export function Tick({ label, checked, onChange }: TickProps) {
  return (
    <label className={styles.tick}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  )
}
