import { useCallback, useEffect, useState } from 'react'
import type { MonacoManifestProps } from './monaco/MonacoManifest.tsx'
import { remember, remembered } from './remembered.ts'

/** `plain` is the field that is there from the first paint on; `full` is Monaco. */
export type EditorKind = 'plain' | 'full'

export interface FullEditor {
  readonly wanted: EditorKind
  /** The editor itself, once it has been loaded and is wanted. */
  readonly Editor: ((props: MonacoManifestProps) => React.ReactNode) | undefined
  /** It could not be loaded; choosing it again tries again. */
  readonly failed: boolean
  readonly choose: (kind: EditorKind) => void
}

/** Loads the full editor when the first picture stands, unless the plain one is wanted. */
export function useFullEditor(): FullEditor {
  const [wanted, setWanted] = useState<EditorKind>(firstKind)
  const [Editor, setEditor] = useState<FullEditor['Editor']>()
  const [failed, setFailed] = useState(false)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (wanted !== 'full') return
    let over = false
    const load = () => void import('./monaco/MonacoManifest.tsx')
      .then(async ({ MonacoManifest, ready }) => {
        await ready()
        if (!over) setEditor(() => MonacoManifest)
      })
      .catch(() => {
        if (!over) setFailed(true)
      })
    const cancel = whenIdle(load)
    return () => {
      over = true
      cancel()
    }
  }, [wanted, tries])
  const choose = useCallback((kind: EditorKind) => {
    remember('editor', kind)
    setWanted(kind)
    setFailed(false)
    setTries((count) => count + 1)
  }, [])
  return { wanted, Editor: wanted === 'full' ? Editor : undefined, failed, choose }
}

/** Where a finger types, the system's own text field is the better one. */
function firstKind(): EditorKind {
  const chosen = remembered('editor')
  if (chosen === 'plain' || chosen === 'full') return chosen
  return window.matchMedia('(pointer: coarse), (max-width: 480px)').matches ? 'plain' : 'full'
}

/** Calls when the page has been painted and has time; returns how to call it off. */
function whenIdle(call: () => void): () => void {
  if (typeof window.requestIdleCallback === 'function') {
    const id = window.requestIdleCallback(call, { timeout: 2_000 })
    return () => window.cancelIdleCallback(id)
  }
  const id = setTimeout(call, 300)
  return () => clearTimeout(id)
}
