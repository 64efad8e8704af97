import { useEffect, useMemo } from 'react'
import { changedLines, compareTexts } from '#scene/manifest/changed-lines'
import { noChanges, type Changes } from './manifest-editor.ts'

export interface AppliedStateProps {
  /** What the draft is compared with; undefined when nothing was applied. */
  baseline: string | undefined
  draft: string
  onChanges: (changes: Changes) => void
}

/** How far the draft is from what is applied. */
export function AppliedState({ baseline, draft, onChanges }: AppliedStateProps) {
  const changes = useMemo(() => (baseline === undefined ? undefined : changedLines(compareTexts(baseline, draft))), [baseline, draft])
  useEffect(() => onChanges(changes ?? noChanges), [changes, onChanges])
  if (!changes) return <>not applied</>
  return <>{changes.count === 0 ? 'applied' : changes.count === 1 ? '1 line not applied' : `${changes.count.toLocaleString('en')} lines not applied`}</>
}
