/** The part of storage that answers at once. Small: the first script of the page reads drafts from it. */

/** A place that answers at once: the last thing that a closing page can still reach. */
export interface QuickShelf {
  names(prefix: string): readonly string[]
  read(name: string): string | undefined
  /** False where it did not work. */
  write(name: string, text: string): boolean
  remove(name: string): void
}

const prefixOfAll = 'daemonset-lab.'

/** Keeps as long as the page is open. */
export function memoryQuickShelf(): QuickShelf {
  const texts = new Map<string, string>()
  return {
    names: (prefix) => [...texts.keys()].filter((name) => name.startsWith(prefix)),
    read: (name) => texts.get(name),
    write: (name, text) => Boolean(texts.set(name, text)),
    remove: (name) => void texts.delete(name),
  }
}

/** What `look` finds; `otherwise` where this page may not look. Merely naming localStorage throws in some frames. */
function guarded<T>(look: () => T, otherwise: T): T {
  try {
    return look()
  } catch {
    return otherwise
  }
}

/** localStorage behind a guard. */
export const localQuickShelf: QuickShelf = {
  names: (prefix) => guarded(() => Object.keys(localStorage).filter((key) => key.startsWith(prefixOfAll + prefix)).map((key) => key.slice(prefixOfAll.length)), []),
  read: (name) => guarded(() => localStorage.getItem(prefixOfAll + name) ?? undefined, undefined),
  write: (name, text) => guarded(() => {
    localStorage.setItem(prefixOfAll + name, text)
    return true
  }, false),
  remove: (name) => guarded(() => localStorage.removeItem(prefixOfAll + name), undefined),
}
