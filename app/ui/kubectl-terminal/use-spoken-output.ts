import { useEffect, useRef, useState } from 'react'
import type { Transcript } from '#session/transcript'
import { newOutput, spokenOutput } from './spoken-output.ts'

/** How long output is gathered before it is spoken, in ms of wall time. */
const gatherMs = 600
/** Pieces that stay in the log for a reader that is behind. */
const keptPieces = 5

export interface SpokenPiece {
  readonly key: number
  readonly text: string
}

/** What a screen reader is told of new output: gathered, and shortened where it is long. */
export function useSpokenOutput(transcript: Transcript): readonly SpokenPiece[] {
  const [pieces, setPieces] = useState<readonly SpokenPiece[]>([])
  const spoken = useRef(transcript)
  const key = useRef(0)
  useEffect(() => {
    const timer = setTimeout(() => {
      const text = spokenOutput(newOutput(spoken.current, transcript))
      spoken.current = transcript
      if (text) setPieces((before) => [...before, { key: key.current++, text }].slice(-keptPieces))
    }, gatherMs)
    return () => clearTimeout(timer)
  }, [transcript])
  return pieces
}
