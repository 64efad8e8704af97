import { useEffect, useRef, useState } from 'react'
import type { Preview } from '#scene/preview/preview'
import { previewDraft } from '#session/preview'
import { session } from '#session/session'
import { useSession } from '#session/use-session'

export interface PreviewNow {
  /** The last that was worked out. */
  readonly preview: Preview | undefined
  /** It is of another text, or of another cluster, and a new one is on its way. */
  readonly outdated: boolean
}

/** So long typing has to rest, in wall ms. */
const restMs = 250
/** A cluster that moves by itself is looked at again after so long, and not more than a fifth of the time. */
const againMs = 2_000

/** What applying this text would come to; asked again with each act and now and then while the cluster moves. Nothing while `wanted` is false. */
export function usePreview(draft: string, wanted: boolean): PreviewNow {
  const acts = useSession((state) => state.acts)
  const [found, setFound] = useState<{ readonly of: string; readonly acts: unknown; readonly preview: Preview }>()
  const [turn, setTurn] = useState(0)
  const took = useRef(0)
  useEffect(() => {
    if (!wanted) return
    const stop = new AbortController()
    let again: ReturnType<typeof setTimeout> | undefined
    const timer = setTimeout(async () => {
      if (session.getState().restoring) return void (again = setTimeout(() => setTurn((count) => count + 1), againMs))
      const from = performance.now()
      const { cluster } = session.getState()
      const outcome = await previewDraft(draft, stop.signal)
      if (stop.signal.aborted) return
      took.current = performance.now() - from
      if (outcome.is === 'done') setFound((before) => (before && before.of === draft && before.acts === acts && sameWords(before.preview, outcome.value) ? before : { of: draft, acts, preview: outcome.value }))
      const look = () => {
        if (session.getState().cluster.resourceVersion !== cluster.resourceVersion && !document.hidden) setTurn((count) => count + 1)
        else again = setTimeout(look, againMs)
      }
      again = setTimeout(look, Math.max(againMs, 4 * took.current))
    }, restMs)
    return () => {
      clearTimeout(timer)
      clearTimeout(again)
      stop.abort()
    }
  }, [draft, acts, wanted, turn])
  return { preview: wanted ? found?.preview : undefined, outdated: found !== undefined && (found.of !== draft || found.acts !== acts) }
}

const sameWords = (a: Preview, b: Preview): boolean => JSON.stringify(a) === JSON.stringify(b)
