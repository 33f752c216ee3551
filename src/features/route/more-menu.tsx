import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { reverseRoute } from '#src/domain/route/edit.ts'
import { useVoyage, useVoyageActions } from '#src/state/voyage.ts'
import { IconButton } from '#src/ui/icon-button.tsx'
import { Menu } from '#src/ui/menu.tsx'
import { SailRestDialog } from './sail-rest-dialog.tsx'

/** What is done to the whole route, less often than the buttons beside it. */
export function MoreMenu({ onPaste }: { onPaste: () => void }) {
  const { route, track } = useVoyage()
  const { routeEdited, alternativeDuplicated } = useVoyageActions()
  const [sailing, setSailing] = useState(false)
  const noLegs = route.waypoints.length < 2
  return (
    <>
      <Menu
        label="Route"
        trigger={<IconButton size="small" label="More for the route" icon={<Ellipsis aria-hidden="true" />} />}
        groups={[
          [
            { label: 'Reverse route', disabled: noLegs, onSelect: () => routeEdited(reverseRoute(route)) },
            { label: 'Sail the rest…', hint: 'From a reported position and time', disabled: noLegs, onSelect: () => setSailing(true) },
          ],
          [{ label: 'Duplicate as an alternative', hint: 'Compare two routes side by side', disabled: noLegs && track === null, onSelect: () => alternativeDuplicated() }],
          [{ label: 'Paste positions…', hint: 'Or press Ctrl V anywhere', disabled: track !== null, onSelect: onPaste }],
        ]}
      />
      {sailing && <SailRestDialog onClose={() => setSailing(false)} />}
    </>
  )
}
