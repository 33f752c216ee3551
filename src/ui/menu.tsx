import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactElement } from 'react'
import styles from './menu.module.css'

export interface MenuItem {
  readonly label: string
  /** A line under the label. */
  readonly hint?: string | null
  readonly disabled?: boolean
  /** One of a group of choices, or something that is on or off. */
  readonly checked?: boolean
  /** The menu stays open after it, e.g. to say how it went. */
  readonly keepsOpen?: boolean
  readonly onSelect: () => void
}

interface MenuProps {
  /** A Button or IconButton; it opens the menu. */
  trigger: ReactElement
  label: string
  /** Groups of items, a line between them. */
  groups: readonly (readonly MenuItem[])[]
  /** Said above the items, e.g. why none can be chosen. */
  note?: string | null
  /** For a menu that is opened and closed from outside too. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** Commands behind a button: arrows move, letters jump, Escape closes and gives the focus back. The page stays usable meanwhile. */
export function Menu({ trigger, label, groups, note, ...state }: MenuProps) {
  return (
    // Not modal: that would inject a style tag, which the content security policy forbids.
    <Radix.Root modal={false} {...state}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.menu} aria-label={label} align="start" sideOffset={4} collisionPadding={8}>
          {note && <Radix.Label className={styles.note}>{note}</Radix.Label>}
          {groups.map((items, index) => (
            <Radix.Group key={items[0]?.label ?? index} className={styles.group}>
              {items.map((item) => (
                <Item key={item.label} item={item} />
              ))}
            </Radix.Group>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Item({ item: { label, hint, disabled, checked, keepsOpen, onSelect } }: { item: MenuItem }) {
  const common = {
    className: styles.item,
    disabled,
    onSelect: (event: Event) => {
      if (keepsOpen) event.preventDefault()
      onSelect()
    },
  }
  const words = (
    <>
      {label}
      {hint && <small>{hint}</small>}
    </>
  )
  if (checked === undefined) return <Radix.Item {...common}>{words}</Radix.Item>
  return (
    <Radix.CheckboxItem {...common} checked={checked} data-choice>
      <Radix.ItemIndicator className={styles.mark}>
        <Check aria-hidden="true" />
      </Radix.ItemIndicator>
      {words}
    </Radix.CheckboxItem>
  )
}
