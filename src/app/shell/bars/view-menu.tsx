import { Ellipsis } from 'lucide-react'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Menu, type MenuItem } from '#src/ui/overlay/menu.tsx'
import { shortcutWords } from '#src/ui/form/shortcut.ts'
import { type Command, useCommands } from '../../commands/commands.ts'

const groups: readonly (readonly string[])[] = [
  ['toggle-tasks', 'fold-results', 'reset-layout'],
  ['theme-day', 'theme-dusk', 'theme-night'],
  ['commands', 'settings'],
  ['keys', 'guide', 'first-steps'],
]

const asItem = ({ label, shortcuts: [first], enabled, run }: Command): MenuItem => ({
  label,
  hint: first ? shortcutWords(first) : null,
  disabled: !enabled,
  onSelect: run,
})

/** What concerns the screen as a whole. */
export function ViewMenu() {
  const commands = useCommands()
  return (
    <Menu
      label="View"
      trigger={<IconButton label="View" icon={<Ellipsis />} />}
      groups={groups.map((ids) => commands.filter(({ id }) => ids.includes(id)).map(asItem))}
    />
  )
}
