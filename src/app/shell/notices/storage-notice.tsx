import { useSyncExternalStore } from 'react'
import { writeVoyage } from '#src/data/workers/file-writer.ts'
import { saveFile } from '#src/data/save-file.ts'
import { storage, storageErrors } from '#src/data/storage/storage.ts'
import { activePlan, isSailable } from '#src/domain/voyage/voyage.ts'
import { currentSheetNumbers } from '#src/state/preferences.ts'
import { currentVoyage, usePlan } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { attempt } from '../../attempt.ts'

/** What this browser cannot keep, where it is held meanwhile, and what to do; ends when everything is on disk. */
export function StorageNotice() {
  const state = useSyncExternalStore(storage.subscribe, storage.state)
  const isWorthIt = isSailable(usePlan())
  if (state === 'kept') return null
  return (
    <Notice
      tone="alarm"
      wide
      actions={
        isWorthIt && (
          <Button size="small" onClick={() => attempt(exportNow)}>
            Export route
          </Button>
        )
      }
    >
      {messageFor(storageErrors[state])}
    </Notice>
  )
}

/** In the format that keeps most: RTZ for a route, GPX for a track. The route's menu has the others. */
async function exportNow(): Promise<void> {
  const voyage = currentVoyage()
  saveFile(await writeVoyage(activePlan(voyage).track ? 'gpx' : 'rtz-1.1', voyage, currentSheetNumbers()))
}
