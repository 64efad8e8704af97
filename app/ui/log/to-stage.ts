import { createContext } from 'react'

/** Brings the stage into view where only one pane is: what was opened from the log is shown there. */
export const ToStageContext = createContext<() => void>(() => undefined)
