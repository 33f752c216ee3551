import { Ellipsis } from 'lucide-react'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Menu } from '#src/ui/overlay/menu.tsx'
import type { RowCommands } from './use-row-commands.ts'

interface RowMenuProps {
  id: string
  /** From 0. */
  index: number
  /** Is it the last of the route? */
  last: boolean
  /** In the order of Tab? */
  reachable: boolean
  commands: RowCommands
}

/** What the keys of a row do, for a pointer: nothing here needs a drag. */
export function RowMenu({ id, index, last, reachable, commands }: RowMenuProps) {
  const name = `waypoint ${index + 1}`
  return (
    <Menu
      label={`Edit ${name}`}
      trigger={
        <IconButton
          size="small"
          label={`More for ${name}`}
          icon={<Ellipsis aria-hidden="true" />}
          tabIndex={reachable ? 0 : -1}
        />
      }
      groups={[
        [
          {
            label: index === 0 ? 'Insert waypoint after' : 'Insert waypoint before',
            disabled: index === 0 && last,
            onSelect: () => commands.insert(id),
          },
        ],
        [
          { label: 'Move up', disabled: index === 0, onSelect: () => commands.shift(id, -1) },
          { label: 'Move down', disabled: last, onSelect: () => commands.shift(id, 1) },
        ],
        [{ label: 'Delete waypoint', onSelect: () => commands.remove(id) }],
      ]}
    />
  )
}
