/**
 * Where texts are put between visits: IndexedDB, else localStorage, else this page's memory. A
 * sandboxed frame or a private window may refuse the first two; nothing here ever throws at a caller
 * that only wants to go on.
 */
import { openDB, type IDBPDatabase } from 'idb'

/** A place for texts under names. */
export interface Shelf {
  /** What it is, for a person who asks whether the work is safe. */
  readonly kind: 'IndexedDB' | 'localStorage' | 'memory'
  /** All names that begin so. */
  names(prefix: string): Promise<readonly string[]>
  read(name: string): Promise<string | undefined>
  /** Rejects where there is no room. */
  write(name: string, text: string): Promise<void>
  remove(name: string): Promise<void>
}

/** A place that answers at once: the last thing that a closing page can still reach. */
export interface QuickShelf {
  names(prefix: string): readonly string[]
  read(name: string): string | undefined
  /** False where it did not work. */
  write(name: string, text: string): boolean
  remove(name: string): void
}

const database = 'daemonset-lab'
const store = 'sessions'
const prefixOfAll = 'daemonset-lab.'

/** The best shelf that this page may use. */
export async function openShelf(quick: QuickShelf): Promise<Shelf> {
  try {
    return indexedDbShelf(await openDB(database, 1, { upgrade: (db) => void db.createObjectStore(store) }))
  } catch {
    const works = quick.write('probe', '1')
    quick.remove('probe')
    return works ? shelfOn(quick) : memoryShelf()
  }
}

const indexedDbShelf = (db: IDBPDatabase): Shelf => ({
  kind: 'IndexedDB',
  names: async (prefix) => (await db.getAllKeys(store)).map(String).filter((name) => name.startsWith(prefix)),
  read: async (name) => {
    const value: unknown = await db.get(store, name)
    return typeof value === 'string' ? value : undefined
  },
  write: async (name, text) => void (await db.put(store, text, name)),
  remove: (name) => db.delete(store, name),
})

const shelfOn = (quick: QuickShelf): Shelf => ({
  kind: 'localStorage',
  names: (prefix) => Promise.resolve(quick.names(prefix)),
  read: (name) => Promise.resolve(quick.read(name)),
  write: (name, text) => (quick.write(name, text) ? Promise.resolve() : Promise.reject(new Error('localStorage is full'))),
  remove: (name) => Promise.resolve(quick.remove(name)),
})

/** Keeps as long as the page is open. */
export const memoryShelf = (): Shelf => ({ ...shelfOn(memoryQuickShelf()), kind: 'memory' })

/** The same, at once. */
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
