import { Ellipsis } from 'lucide-react'
import { IconButton } from '#src/ui/icon-button.tsx'
import { Menu, type MenuItem } from '#src/ui/menu.tsx'
import { type Command, type CommandId, useCommands } from './commands.ts'
import { shortcutWords } from './shortcut.ts'

const groups: readonly (readonly CommandId[])[] = [['toggle-tasks', 'fold-results'], ['theme-day', 'theme-dusk', 'theme-night'], ['reset-layout']]

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
