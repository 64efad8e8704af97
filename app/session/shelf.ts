/**
 * Where texts are put between visits: IndexedDB, else localStorage, else this page's memory. A
 * sandboxed frame or a private window may refuse the first two; nothing here ever throws at a caller
 * that only wants to go on.
 */
import { openDB, type IDBPDatabase } from 'idb'
import { memoryQuickShelf, type QuickShelf } from './quick-shelf.ts'

/** A place for texts under names. */
export interface Shelf {
  /** What it is, for a person who asks whether the work is safe. */
  readonly kind: 'IndexedDB' | 'localStorage' | 'memory'
  /** All names that begin so. */
  names(prefix: string): Promise<readonly string[]>
  read(name: string): Promise<string | undefined>
  /** Writes all of these texts, or none. Rejects where there is no room. */
  write(texts: Readonly<Record<string, string>>): Promise<void>
  remove(name: string): Promise<void>
}

const database = 'daemonset-lab'
const store = 'sessions'

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
  write: async (texts) => {
    const transaction = db.transaction(store, 'readwrite')
    const written = Object.entries(texts).map(([name, text]) => transaction.store.put(text, name))
    // At once: a page that is closed now must not take back what it has written.
    transaction.commit()
    await Promise.all([...written, transaction.done])
  },
  remove: (name) => db.delete(store, name),
})

const shelfOn = (quick: QuickShelf): Shelf => ({
  kind: 'localStorage',
  names: (prefix) => Promise.resolve(quick.names(prefix)),
  read: (name) => Promise.resolve(quick.read(name)),
  write: (texts) => (Object.entries(texts).every(([name, text]) => quick.write(name, text)) ? Promise.resolve() : Promise.reject(new Error('localStorage is full'))),
  remove: (name) => Promise.resolve(quick.remove(name)),
})

/** Keeps as long as the page is open. */
export const memoryShelf = (): Shelf => ({ ...shelfOn(memoryQuickShelf()), kind: 'memory' })
