import { FolderOpen } from 'lucide-react'
import { intend } from '#src/state/intents.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'

/** Opens the list of voyages. */
export function VoyageMenu() {
  return <IconButton label="Voyages" icon={<FolderOpen />} onClick={() => intend('open-dialog', 'voyages')} />
}
