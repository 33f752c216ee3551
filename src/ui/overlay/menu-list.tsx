import { Check } from 'lucide-react'
import { type RefObject, useRef } from 'react'
import { Menu as Radix } from 'radix-ui/internal'
import type { MenuItem } from './menu.tsx'
import styles from './menu.module.css'

interface MenuListProps {
  id: string
  /** What it is attached to, and what gets focus back. */
  anchor: RefObject<HTMLElement | null>
  label: string
  groups: readonly (readonly MenuItem[])[]
  headings?: readonly (string | null)[] | undefined
  note?: string | null | undefined
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** The items of a menu. It exists from the first time its button is pointed at or focused. */
export function MenuList({ id, anchor, label, groups, headings = [], note, open, onOpenChange }: MenuListProps) {
  const left = useRef(false)
  return (
    // Not modal: that would inject a style tag, which the content security policy forbids.
    <Radix.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <Radix.Anchor virtualRef={anchor} />
      {/* A dialog lies above everything outside it. */}
      <Radix.Portal container={anchor.current?.closest('dialog')}>
        <Radix.Content
          id={id}
          className={styles.menu}
          aria-label={label}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onInteractOutside={() => (left.current = true)}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (!left.current) anchor.current?.focus()
            left.current = false
          }}
        >
          {note && <Radix.Label className={styles.note}>{note}</Radix.Label>}
          {groups.map((items, index) => (
            <Radix.Group
              key={items[0]?.label ?? index}
              className={styles.group}
              aria-label={headings[index] ?? undefined}
            >
              {headings[index] && <Radix.Label className={styles.heading}>{headings[index]}</Radix.Label>}
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
