import { useDeferredValue, useMemo } from 'react'
import { toLedger, type LedgerLine } from '#scene/ledger'
import { useSession } from '#session/use-session'
import { ReasonLedger } from './ReasonLedger.tsx'

export interface LedgerPanelProps {
  /** Key of the line whose nodes are lit. */
  chosen: string | undefined
  onChoose: (line: LedgerLine | undefined) => void
  /** The node that is pointed at in the picture. */
  pointed: string | undefined
}

/** The reasons of a large cluster, counted. */
export function LedgerPanel({ chosen, onChoose, pointed }: LedgerPanelProps) {
  const scene = useDeferredValue(useSession((state) => state.scene))
  const ledger = useMemo(() => toLedger(scene), [scene.nodes]) // oxlint-disable-line react-hooks/exhaustive-deps
  return <ReasonLedger ledger={ledger} scene={scene} chosen={chosen} onChoose={onChoose} pointed={pointed} />
}
