import { useEffect, useState } from 'react'
import { bringsFiles, inDrop } from '#session/lesson/foreign/dropped'
import { openFile } from '#session/sessions'
import styles from './ForeignLesson.module.css'

/** The whole page takes a lesson that is dropped on it: its folder, or its zip; and a session's file. */
export function DropLesson() {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!bringsFiles(event.dataTransfer)) return
      // Before the editor sees it, which would open a file as text.
      event.preventDefault()
      event.stopPropagation()
      event.dataTransfer!.dropEffect = 'copy'
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!bringsFiles(event.dataTransfer)) return
      event.preventDefault()
      event.stopPropagation()
      setOver(false)
      const dropped = inDrop(event.dataTransfer!)
      const [file] = dropped.files
      if (file && dropped.files.length === 1 && /\.json$/i.test(file.name)) void file.text().then((text) => openFile(file.name, text))
      else void import('#session/lesson/foreign/open-foreign').then(({ openDropped }) => openDropped(dropped))
    }
    const listeners = { dragenter: over, dragover: over, dragleave: leave, drop }
    for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener as EventListener, true)
    return () => {
      for (const [name, listener] of Object.entries(listeners)) document.removeEventListener(name, listener as EventListener, true)
    }
  }, [])
  return isOver ? <div className={styles.over} aria-hidden="true"><p>Drop a lesson here: its folder, or its zip</p></div> : null
}
