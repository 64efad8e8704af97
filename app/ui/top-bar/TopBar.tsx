import { lazy, Suspense, useState } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import { BookOpen, Box, Contrast, FileDown, FileUp, Info, Keyboard, Layers, Link, Menu as MenuIcon, Monitor, Moon, RotateCcw, Sun, Terminal } from 'lucide-react'
import { Button } from '../controls/Button.tsx'
import type { MenuItem } from '../floating/menu.ts'
import { Mark } from './Mark.tsx'
import type { Theme } from './theme.ts'
import styles from './TopBar.module.css'

const MenuPopup = lazy(() => import('../floating/MenuPopup.tsx').then((module) => ({ default: module.MenuPopup })))

export interface TopBarProps {
  title: string
  /** What there is: "6 nodes, 2 zones". */
  subtitle: string
  /** In their place while a lesson is open: which one, and the way to the others. */
  lesson: ReactNode
  theme: Theme
  onTheme: (theme: Theme) => void
  onExport: () => void
  /** Asks for a file of a session. */
  onImport: () => void
  /** Gives the session as a script; asks for what kubectl printed of a real cluster. */
  onScript: () => void
  onCluster: () => void
  /** `moment`: the link is to lead to where the playhead stands. */
  onLink: (moment: boolean) => void
  onReset: () => void
  /** Opens the course map. */
  onCourse: (from: HTMLElement) => void
  /** Opens the list of sessions. */
  onSessions: (from: HTMLElement) => void
  /** Opens the list of keys; takes the element that gets the focus back. */
  onShortcuts: (from: HTMLElement) => void
  onSimulated: (from: HTMLElement) => void
  /** Opens the image catalogue. */
  onImages: (from: HTMLElement) => void
}

interface OpenMenu {
  which: 'theme' | 'menu'
  from: HTMLElement
}

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const

/** The mark, where one is, and what concerns the whole lab. */
export function TopBar({ title, subtitle, lesson, theme, onTheme, onExport, onImport, onScript, onCluster, onLink, onReset, onCourse, onSessions, onShortcuts, onSimulated, onImages }: TopBarProps) {
  const [open, setOpen] = useState<OpenMenu | undefined>()
  const themes: MenuItem[] = [
    { key: 'light', label: 'Light', icon: <Sun {...icon} />, checked: theme === 'light', onSelect: () => onTheme('light') },
    { key: 'dark', label: 'Dark', icon: <Moon {...icon} />, checked: theme === 'dark', onSelect: () => onTheme('dark') },
    { key: 'system', label: 'As the system has it', icon: <Monitor {...icon} />, checked: theme === 'system', onSelect: () => onTheme('system') },
  ]
  const rest: MenuItem[][] = [
    [
      { key: 'course', label: 'Lessons', icon: <BookOpen {...icon} />, onSelect: () => open && onCourse(open.from) },
      { key: 'sessions', label: 'Sessions', icon: <Layers {...icon} />, onSelect: () => open && onSessions(open.from) },
      { key: 'link', label: 'Copy link', icon: <Link {...icon} />, onSelect: () => onLink(false) },
      { key: 'moment', label: 'Copy link to this moment', icon: <Link {...icon} />, onSelect: () => onLink(true) },
      { key: 'export', label: 'Export session', icon: <FileDown {...icon} />, onSelect: onExport },
      { key: 'import', label: 'Open a session file', icon: <FileUp {...icon} />, onSelect: onImport },
    ],
    [
      { key: 'script', label: 'Export as a script for a real cluster', icon: <Terminal {...icon} />, onSelect: onScript },
      { key: 'cluster', label: 'Open a real cluster', icon: <FileUp {...icon} />, note: 'kubectl get nodes,ds,pods -A -o json', onSelect: onCluster },
    ],
    [
      { key: 'shortcuts', label: 'Keys', icon: <Keyboard {...icon} />, note: '?', onSelect: () => open && onShortcuts(open.from) },
      { key: 'images', label: 'Images', icon: <Box {...icon} />, onSelect: () => open && onImages(open.from) },
      { key: 'simulated', label: 'What is simulated', icon: <Info {...icon} />, onSelect: () => open && onSimulated(open.from) },
    ],
    [{ key: 'reset', label: 'Reset the sandbox', icon: <RotateCcw {...icon} />, onSelect: onReset }],
  ]
  const toggle = (which: OpenMenu['which']) => (event: MouseEvent<HTMLButtonElement>) => {
    const from = event.currentTarget
    setOpen((now) => (now?.which === which ? undefined : { which, from }))
  }
  return (
    <header className={styles.bar}>
      <span className={styles.brand}><Mark />DaemonSet lab</span>
      {lesson ? <div className={styles.lesson}>{lesson}</div> : <p className={styles.crumb}><b>{title}</b> <span>{subtitle}</span></p>}
      <div className={styles.tools}>
        <Button className={styles.wide} icon={<BookOpen {...icon} />} onClick={(event) => onCourse(event.currentTarget)}>Lessons</Button>
        <Button className={styles.wide} iconOnly icon={<Keyboard {...icon} />} aria-label="Keys" onClick={(event) => onShortcuts(event.currentTarget)} />
        <Button
          className={styles.wide} iconOnly icon={<Contrast {...icon} />} aria-label="Theme"
          aria-haspopup="menu" aria-expanded={open?.which === 'theme'} onClick={toggle('theme')}
        />
        <Button
          iconOnly icon={<MenuIcon {...icon} />} aria-label="Menu"
          aria-haspopup="menu" aria-expanded={open?.which === 'menu'} onClick={toggle('menu')}
        />
      </div>
      <Suspense>
        {open && (
          <MenuPopup
            anchor={open.from} label={open.which === 'theme' ? 'Theme' : 'Menu'} returnFocus={open.from}
            groups={open.which === 'theme' ? [themes] : [...rest, themes]} onClose={() => setOpen(undefined)}
          />
        )}
      </Suspense>
    </header>
  )
}
