/** Choices about the editor that outlive a visit; a page that may store nothing keeps none. */

export type RememberedName = 'editor' | 'tab-leaves'

/** What was chosen last; undefined where nothing was, or nothing can be stored. */
export function remembered(name: RememberedName): string | undefined {
  try {
    return window.localStorage.getItem(`daemonset-lab.${name}`) ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps a choice for the next visit. */
export function remember(name: RememberedName, value: string): void {
  try {
    window.localStorage.setItem(`daemonset-lab.${name}`, value)
  } catch {
    // The choice holds as long as the page is open.
  }
}
