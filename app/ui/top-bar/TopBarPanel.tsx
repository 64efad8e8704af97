import { useEffect, useEffectEvent, useState } from 'react'
import { useSession } from '#session/use-session'
import type { Theme } from './theme.ts'
import { chooseTheme, followSystem, storedTheme } from './theme.ts'
import { TopBar } from './TopBar.tsx'

export interface TopBarPanelProps {
  onExport: () => void
  onReset: () => void
  onSheet: (name: 'shortcuts' | 'simulated', from: HTMLElement) => void
}

/** The bar over the whole lab. */
export function TopBarPanel({ onExport, onReset, onSheet }: TopBarPanelProps) {
  const zones = useSession((state) => state.scene.zones)
  const [theme, setTheme] = useState<Theme>(storedTheme)
  const current = useEffectEvent(() => theme)
  useEffect(() => followSystem(() => current()), [])
  const nodes = zones.reduce((sum, { pools }) => sum + pools.reduce((count, pool) => count + pool.nodes.length, 0), 0)
  const count = nodes === 1 ? '1 node' : `${nodes.toLocaleString('en')} nodes`
  return (
    <TopBar
      title="Sandbox" subtitle={zones.length > 1 ? `${count}, ${zones.length} zones` : count} theme={theme}
      onTheme={(chosen) => {
        setTheme(chosen)
        chooseTheme(chosen)
      }}
      onExport={onExport} onReset={onReset}
      onShortcuts={(from) => onSheet('shortcuts', from)} onSimulated={(from) => onSheet('simulated', from)}
    />
  )
}
