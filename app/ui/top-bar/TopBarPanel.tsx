import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { notify } from '#session/notice'
import { beginAnew, openFile } from '#session/sessions'
import { copyLink, exportScript, openCluster } from '#session/share'
import { useSession } from '#session/use-session'
import { downloadText } from '../download-text.ts'
import { pickFile } from '../sessions/pick-file.ts'
import type { Theme } from './theme.ts'
import { chooseTheme, followSystem, storedTheme } from './theme.ts'
import { TopBar } from './TopBar.tsx'

const LessonNav = lazy(() => import('../lesson-panel/LessonNav.tsx').then((module) => ({ default: module.LessonNav })))

export interface TopBarPanelProps {
  onExport: () => void
  onSheet: (name: 'shortcuts' | 'simulated' | 'images' | 'sessions' | 'course' | 'transcript', from: HTMLElement) => void
}

/** The bar over the whole lab. */
export function TopBarPanel({ onExport, onSheet }: TopBarPanelProps) {
  const zones = useSession((state) => state.scene.zones)
  const name = useSession((state) => (state.origin.from === 'shelf' ? state.origin.name : state.origin.from === 'link' ? 'From a link' : state.origin.name))
  const inLesson = useSession((state) => state.timeline.start.lesson !== undefined && !state.timeline.start.free)
  const [theme, setTheme] = useState<Theme>(storedTheme)
  const current = useEffectEvent(() => theme)
  useEffect(() => followSystem(() => current()), [])
  const nodes = zones.reduce((sum, { pools }) => sum + pools.reduce((count, pool) => count + pool.nodes.length, 0), 0)
  const count = nodes === 1 ? '1 node' : `${nodes.toLocaleString('en')} nodes`
  return (
    <TopBar
      lesson={inLesson && <Suspense><LessonNav onCourse={(from) => onSheet('course', from)} /></Suspense>}
      title={name} subtitle={zones.length > 1 ? `${count}, ${zones.length} zones` : count} theme={theme}
      onTheme={(chosen) => {
        setTheme(chosen)
        chooseTheme(chosen)
      }}
      onExport={onExport} onImport={importSession} onScript={() => downloadText('daemonset-lab.sh', exportScript(), 'text/x-shellscript')} onCluster={importRealCluster} onLink={(moment) => void copyLink(moment)} onReset={() => void beginAnew()}
      onCourse={(from) => onSheet('course', from)}
      onSessions={(from) => onSheet('sessions', from)}
      onShortcuts={(from) => onSheet('shortcuts', from)} onSimulated={(from) => onSheet('simulated', from)} onImages={(from) => onSheet('images', from)}
    />
  )
}

/** Files above this size hold no session, in bytes. */
const mostBytes = 32_000_000

function importSession(): void {
  pickFile('.json,application/json', mostBytes, (name, text) => {
    if (text === undefined) notify({ kind: 'refused', what: `file ${name}`, why: ['it is longer than 32 MB'] })
    else void openFile(name, text)
  })
}

function importRealCluster(): void {
  pickFile('.yaml,.yml,.json,.txt', mostBytes, (name, text) => {
    if (text === undefined) notify({ kind: 'refused', what: `file ${name}`, why: ['it is longer than 32 MB'] })
    else void openCluster(name, text)
  })
}
