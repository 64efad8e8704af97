/** What was dropped on the page, held before its event is over: afterwards a drop is empty. Small: the page listens from the beginning. */

export interface Dropped {
  /** Files and folders, where the browser tells them apart. */
  readonly entries: readonly FileSystemEntry[]
  readonly files: readonly File[]
}

/** Does it bring files, rather than a text or a link? */
export const bringsFiles = (data: DataTransfer | null): boolean => data?.types.includes('Files') ?? false

/** All that a drop holds. */
export const inDrop = (data: DataTransfer): Dropped => ({
  entries: [...data.items].flatMap((item) => (item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : [])),
  files: [...data.files],
})
