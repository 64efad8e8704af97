/** Where the sizes of the panes are remembered. A frame without storage forgets them and works all the same. */
const inMemory = new Map<string, string>()

export const paneSizes = {
  getItem(key: string): string | null {
    try {
      return window.localStorage.getItem(key)
    } catch {
      return inMemory.get(key) ?? null
    }
  },
  setItem(key: string, value: string): void {
    try {
      window.localStorage.setItem(key, value)
    } catch {
      inMemory.set(key, value)
    }
  },
}
