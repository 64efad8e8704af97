/** Asks the person for a file and gives its name and text; nothing where none is chosen. Files above `mostBytes` give no text. */
export function pickFile(accept: string, mostBytes: number, onFile: (name: string, text: string | undefined) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (!file) return
    if (file.size > mostBytes) onFile(file.name, undefined)
    else void file.text().then((text) => onFile(file.name, text))
  })
  input.click()
}

/** Asks the person for the zip of a lesson, or for its folder; nothing where none is chosen. */
export function pickLesson(what: 'zip' | 'folder', onFiles: (files: FileList) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  if (what === 'zip') input.accept = '.zip,application/zip'
  else input.webkitdirectory = true
  input.addEventListener('change', () => {
    if (input.files && input.files.length > 0) onFiles(input.files)
  })
  input.click()
}
