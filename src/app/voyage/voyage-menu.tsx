import { FolderOpen } from 'lucide-react'
import { dialogOpened } from '#src/state/dialogs.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'

/** Opens the list of voyages. */
export function VoyageMenu() {
  return <IconButton label="Voyages" icon={<FolderOpen />} onClick={() => dialogOpened('voyages')} />
}
