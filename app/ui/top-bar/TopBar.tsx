import { lazy, Suspense, useRef, useState } from 'react'
import { Contrast, FileDown, Info, Keyboard, Menu as MenuIcon, Monitor, Moon, RotateCcw, Sun } from 'lucide-react'
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
  theme: Theme
  onTheme: (theme: Theme) => void
  onExport: () => void
  onReset: () => void
  /** Opens the list of keys; takes the element that gets the focus back. */
  onShortcuts: (from: HTMLElement) => void
  onSimulated: (from: HTMLElement) => void
}

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const

/** The mark, where one is, and what concerns the whole lab. */
export function TopBar({ title, subtitle, theme, onTheme, onExport, onReset, onShortcuts, onSimulated }: TopBarProps) {
  const [open, setOpen] = useState<'theme' | 'menu' | undefined>()
  const themeButton = useRef<HTMLButtonElement>(null)
  const menuButton = useRef<HTMLButtonElement>(null)
  const anchor = open === 'theme' ? themeButton.current : menuButton.current
  const themes: MenuItem[] = [
    { key: 'light', label: 'Light', icon: <Sun {...icon} />, checked: theme === 'light', onSelect: () => onTheme('light') },
    { key: 'dark', label: 'Dark', icon: <Moon {...icon} />, checked: theme === 'dark', onSelect: () => onTheme('dark') },
    { key: 'system', label: 'As the system has it', icon: <Monitor {...icon} />, checked: theme === 'system', onSelect: () => onTheme('system') },
  ]
  const rest: MenuItem[][] = [
    [{ key: 'export', label: 'Export session', icon: <FileDown {...icon} />, onSelect: onExport }],
    [
      { key: 'shortcuts', label: 'Keys', icon: <Keyboard {...icon} />, note: '?', onSelect: () => menuButton.current && onShortcuts(menuButton.current) },
      { key: 'simulated', label: 'What is simulated', icon: <Info {...icon} />, onSelect: () => menuButton.current && onSimulated(menuButton.current) },
    ],
    [{ key: 'reset', label: 'Reset the sandbox', icon: <RotateCcw {...icon} />, onSelect: onReset }],
  ]
  const toggle = (which: 'theme' | 'menu') => setOpen((now) => (now === which ? undefined : which))
  return (
    <header className={styles.bar}>
      <span className={styles.brand}><Mark />DaemonSet lab</span>
      <p className={styles.crumb}><b>{title}</b> <span>{subtitle}</span></p>
      <div className={styles.tools}>
        <Button className={styles.wide} iconOnly icon={<Keyboard {...icon} />} aria-label="Keys" onClick={(event) => onShortcuts(event.currentTarget)} />
        <Button
          ref={themeButton} className={styles.wide} iconOnly icon={<Contrast {...icon} />} aria-label="Theme"
          aria-haspopup="menu" aria-expanded={open === 'theme'} onClick={() => toggle('theme')}
        />
        <Button
          ref={menuButton} iconOnly icon={<MenuIcon {...icon} />} aria-label="Menu"
          aria-haspopup="menu" aria-expanded={open === 'menu'} onClick={() => toggle('menu')}
        />
      </div>
      <Suspense>
        {open && anchor && (
          <MenuPopup
            anchor={anchor} label={open === 'theme' ? 'Theme' : 'Menu'} returnFocus={anchor}
            groups={open === 'theme' ? [themes] : [...rest, themes]} onClose={() => setOpen(undefined)}
          />
        )}
      </Suspense>
    </header>
  )
}
