import { Fragment, useState } from 'react'
import { createPortal } from 'react-dom'
import { Menu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { FloatingAnchor, MenuItem } from './menu.ts'
import { toPositionAnchor } from './menu.ts'
import styles from './Floating.module.css'

export interface MenuPopupProps {
  anchor: FloatingAnchor
  /** What the menu is about, for screen readers. */
  label: string
  /** A line stands between groups. */
  groups: readonly (readonly MenuItem[])[]
  /** Takes the focus back. */
  returnFocus: HTMLElement | null
  onClose: () => void
}

/** A menu that is open as long as it is rendered. */
export function MenuPopup({ anchor, label, groups, returnFocus, onClose }: MenuPopupProps) {
  // Everything on the page lies in a landmark, the menu in one of its own.
  const [landmark, setLandmark] = useState<HTMLElement | null>(null)
  return (
    <>
      {createPortal(<section ref={setLandmark} aria-label={`${label}, menu`} />, document.body)}
      {landmark && <Menu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
        <Menu.Portal container={landmark}>
          <Menu.Positioner anchor={toPositionAnchor(anchor)} side="bottom" align="start" sideOffset={4} className={styles.positioner}>
            <Menu.Popup ref={withPlainGuards} tabIndex={0} className={styles.menu} aria-label={label} finalFocus={() => returnFocus ?? true}>
              {groups.map((group, index) => (
                <Fragment key={group[0]?.key ?? index}>
                  {index > 0 && <Menu.Separator className={styles.separator} />}
                  {group.map((item) => (
                    <Menu.Item
                      key={item.key} className={styles.item} label={item.label} aria-disabled={item.leftOut !== undefined || undefined}
                      closeOnClick={item.leftOut === undefined} onClick={item.leftOut === undefined ? item.onSelect : undefined}
                    >
                      <span className={styles.itemIcon}>{item.checked ? <Check size={16} strokeWidth={1.5} aria-hidden="true" /> : item.icon}</span>
                      <span className={styles.itemLabel}>{item.label}{item.checked && <span className="visually-hidden">, chosen</span>}</span>
                      {item.leftOut !== undefined ? <span className={styles.itemWhy}>{item.leftOut}</span> : item.note && <code className={styles.itemNote}>{item.note}</code>}
                    </Menu.Item>
                  ))}
                </Fragment>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>}
    </>
  )
}

/** The menu's guards lead the focus on as soon as they get it: what can have the focus must not be hidden from assistive technology. */
const withPlainGuards = (menu: HTMLElement | null): void => {
  if (!menu) return
  requestAnimationFrame(() => document.querySelectorAll('[data-base-ui-focus-guard]').forEach((guard) => guard.removeAttribute('aria-hidden')))
}
