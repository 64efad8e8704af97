/** Light, dark, or whatever the system says. index.html sets the first one before anything is painted. */
export type Theme = 'light' | 'dark' | 'system'

const storageKey = 'daemonset-lab.theme'
const dark = () => window.matchMedia('(prefers-color-scheme: dark)')

/** The theme that was chosen last; the system's where none was, or where nothing can be stored. */
export function storedTheme(): Theme {
  try {
    const stored = window.localStorage.getItem(storageKey)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}

/** Paints the page in a theme and remembers it. */
export function chooseTheme(theme: Theme): void {
  try {
    window.localStorage.setItem(storageKey, theme)
  } catch {
    // A frame without storage keeps the theme as long as it lives.
  }
  document.documentElement.dataset['theme'] = theme === 'system' ? (dark().matches ? 'dark' : 'light') : theme
}

/** Follows the system as long as `theme` answers that it is to be followed; returns how to stop. */
export function followSystem(theme: () => Theme): () => void {
  const query = dark()
  const change = () => theme() === 'system' && chooseTheme('system')
  query.addEventListener('change', change)
  return () => query.removeEventListener('change', change)
}
