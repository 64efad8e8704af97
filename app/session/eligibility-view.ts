/** Whether the stage shows which nodes are eligible. */
import { createStore } from 'zustand/vanilla'
import { openNode } from './actions.ts'
import { closeAnswer } from './why/asked.ts'

/** A part of the page, not of the session. */
export const eligibilityView = createStore(() => ({ open: false }))

/** Opens or closes the table; an opened node or an answer would stand in front of it. */
export function showEligibility(open: boolean): void {
  if (open) {
    openNode(undefined)
    closeAnswer()
  }
  eligibilityView.setState({ open })
}
