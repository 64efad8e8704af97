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
  read(name: string): Promise<string | undefined>
  /** Rejects where there is no room. */
  write(name: string, text: string): Promise<void>
}

/** A place that answers at once: the last thing that a closing page can still reach. */
export interface QuickShelf {
  read(name: string): string | undefined
  /** False where it did not work. */
  write(name: string, text: string): boolean
}

const database = 'daemonset-lab'
const store = 'sessions'
const prefix = 'daemonset-lab.'

/** The best shelf that this page may use. */
export async function openShelf(quick: QuickShelf): Promise<Shelf> {
  try {
    return indexedDbShelf(await openDB(database, 1, { upgrade: (db) => void db.createObjectStore(store) }))
  } catch {
    return quick.write('probe', '1') ? shelfOn(quick) : memoryShelf()
  }
}

const indexedDbShelf = (db: IDBPDatabase): Shelf => ({
  kind: 'IndexedDB',
  read: async (name) => {
    const value: unknown = await db.get(store, name)
    return typeof value === 'string' ? value : undefined
  },
  write: async (name, text) => void (await db.put(store, text, name)),
})

const shelfOn = (quick: QuickShelf): Shelf => ({
  kind: 'localStorage',
  read: (name) => Promise.resolve(quick.read(name)),
  write: (name, text) => (quick.write(name, text) ? Promise.resolve() : Promise.reject(new Error('localStorage is full'))),
})

/** Keeps as long as the page is open. */
export function memoryShelf(): Shelf {
  const texts = new Map<string, string>()
  return {
    kind: 'memory',
    read: (name) => Promise.resolve(texts.get(name)),
    write: (name, text) => {
      texts.set(name, text)
      return Promise.resolve()
    },
  }
}

/** localStorage behind a guard: merely naming it throws in some frames. */
export const localQuickShelf: QuickShelf = {
  read: (name) => {
    try {
      return localStorage.getItem(prefix + name) ?? undefined
    } catch {
      return undefined
    }
  },
  write: (name, text) => {
    try {
      localStorage.setItem(prefix + name, text)
      return true
    } catch {
      return false
    }
  },
}
