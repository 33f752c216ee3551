import { Ellipsis } from 'lucide-react'
import { reverseRoute } from '#src/domain/route/edit.ts'
import { dialogOpened } from '#src/state/dialogs.ts'
import { usePlan, useVoyageActions } from '#src/state/voyage.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Menu } from '#src/ui/overlay/menu.tsx'
import { shortcuts, shortcutWords } from '#src/ui/form/shortcut.ts'

/** What is done to the whole route, less often than the buttons beside it. */
export function MoreMenu({ onPaste }: { onPaste: () => void }) {
  const { route, track } = usePlan()
  const { routeEdited, alternativeDuplicated } = useVoyageActions()
  const noLegs = route.waypoints.length < 2
  return (
    <Menu
      label="Route"
      trigger={<IconButton size="small" label="More for the route" icon={<Ellipsis aria-hidden="true" />} />}
      groups={[
        [
          { label: 'Reverse route', disabled: noLegs, onSelect: () => routeEdited(reverseRoute(route)) },
          {
            label: 'Sail the rest…',
            hint: 'From a reported position and time',
            disabled: noLegs,
            onSelect: () => dialogOpened('sail-rest'),
          },
        ],
        [
          {
            label: 'Duplicate as an alternative',
            hint: 'Compare two routes side by side',
            disabled: noLegs && track === null,
            onSelect: () => alternativeDuplicated(),
          },
        ],
        [
          {
            label: 'Paste positions…',
            hint: `Or press ${shortcutWords(shortcuts.paste)} anywhere`,
            disabled: track !== null,
            onSelect: onPaste,
          },
        ],
      ]}
    />
  )
}
