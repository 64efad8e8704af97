import { useEffect, useReducer } from 'react'
import { session, type SessionState } from '#session/session'

/** How often a log in view reads on while time runs, in ms of wall time: nobody reads faster. */
const everyMs = 250
/** Between two pieces of a long line, in ms: the page draws in between. */
const pieceMs = 30

/** Something that reads along a line. */
export interface Reader {
  /** True where there is more to be read. */
  read(timeline: SessionState['timeline']): boolean
}

/** Lets it read whenever there is more to be told; the number is another one each time it has. */
export function useReader(reader: Reader): number {
  const [version, bump] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = () => {
      timer = undefined
      if (reader.read(session.getState().timeline)) timer = setTimeout(read, pieceMs)
      bump()
    }
    read()
    const unsubscribe = session.subscribe((state, before) => {
      if (state.timeline !== before.timeline && timer === undefined) timer = setTimeout(read, state.playing ? everyMs : 0)
    })
    return () => {
      unsubscribe()
      clearTimeout(timer)
    }
  }, [reader])
  return version
}
