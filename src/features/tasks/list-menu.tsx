import { Ellipsis } from 'lucide-react'
import { formatCount } from '#src/domain/units/format.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Menu } from '#src/ui/overlay/menu.tsx'
import type { Sort } from './task-entries.ts'

const sorts: readonly { value: Sort; label: string }[] = [
  { value: 'newest', label: 'Newest first' },
  { value: 'oldest', label: 'Oldest first' },
  { value: 'name', label: 'By name' },
]

interface ListMenuProps {
  sort: Sort
  onSort: (sort: Sort) => void
  mineOnly: boolean
  onMineOnly: (mineOnly: boolean) => void
  /** How many tasks were taken off this list. */
  removed: number
  onBringBack: () => void
}

/** How the list is shown. */
export function ListMenu({ sort, onSort, mineOnly, onMineOnly, removed, onBringBack }: ListMenuProps) {
  return (
    <Menu
      label="List of tasks"
      trigger={<IconButton size="small" label="Sort and show" icon={<Ellipsis />} />}
      groups={[
        sorts.map(({ value, label }) => ({ label, checked: sort === value, onSelect: () => onSort(value) })),
        [
          {
            label: 'Only mine',
            hint: 'Sent from this browser',
            checked: mineOnly,
            onSelect: () => onMineOnly(!mineOnly),
          },
        ],
        [
          {
            label: 'Bring removed tasks back',
            hint: removed > 0 ? formatCount(removed, 'task') : 'None was removed',
            disabled: removed === 0,
            onSelect: onBringBack,
          },
        ],
      ]}
    />
  )
}
