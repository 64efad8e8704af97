/** Gives the person a file with this text. */
export function downloadText(name: string, text: string, type = 'application/json'): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  // The download has begun by the next turn; the address is not needed any more.
  setTimeout(() => URL.revokeObjectURL(link.href))
}
