import {
  type ComponentProps,
  cloneElement,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  useId,
  useRef,
  useState,
} from 'react'
import { lazyPart } from '../page/lazy-part.tsx'

export interface MenuItem {
  readonly label: string
  /** A line under the label. */
  readonly hint?: string | null
  readonly disabled?: boolean
  /** Set for one of a group of choices, or for something that is on or off. */
  readonly checked?: boolean
  /** The menu stays open afterwards, e.g. to say how it went. */
  readonly keepsOpen?: boolean
  readonly onSelect: () => void
}

interface MenuProps {
  /** A Button or IconButton; it opens the menu. */
  trigger: ReactElement<ComponentProps<'button'>>
  label: string
  /** Groups of items, a line between them. */
  groups: readonly (readonly MenuItem[])[]
  /** A heading for each group, in order; null: none. */
  headings?: readonly (string | null)[]
  /** Shown above the items, e.g. why none can be chosen. */
  note?: string | null
  /** For a menu that is also opened and closed from outside. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** The code that places and moves menus is large, and nobody opens one before seeing its button. */
export const MenuListPart = lazyPart(async () => (await import('./menu-list.tsx')).MenuList)

const OPENING_KEYS: readonly string[] = ['Enter', ' ', 'ArrowDown']

/** Commands behind a button: arrows move, letters jump, Escape closes and returns focus. The page stays usable. */
export function Menu({ trigger, label, groups, headings, note, open: openOutside, onOpenChange }: MenuProps) {
  const id = useId()
  const anchor = useRef<HTMLButtonElement>(null)
  const [openHere, setOpenHere] = useState(false)
  const [wanted, setWanted] = useState(false)
  const open = openOutside ?? openHere
  const change = (next: boolean) => {
    setOpenHere(next)
    onOpenChange?.(next)
  }
  const want = () => setWanted(true)
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || event.ctrlKey) return
    if (!open) event.preventDefault() // the focus goes to the menu, not to its button
    change(!open)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // With Ctrl, Enter asks for the weather, wherever the focus is.
    if (!OPENING_KEYS.includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    change(event.key === 'ArrowDown' || !open)
  }
  const button = {
    'aria-haspopup': 'menu',
    'aria-expanded': open,
    'aria-controls': open ? id : undefined,
    onPointerEnter: want,
    onFocus: want,
    onPointerDown,
    onKeyDown,
  } as const
  return (
    <>
      {cloneElement(trigger, { ref: anchor, ...button })}
      {(wanted || open) && (
        <MenuListPart {...{ id, anchor, label, groups, headings, note, open }} onOpenChange={change} />
      )}
    </>
  )
}
