import { FilePlus2, FolderOpen } from 'lucide-react'
import { useState } from 'react'
import { listVoyages } from '#src/data/voyages.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { uuidFrom } from '#src/domain/uuid.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { useViewActions } from '#src/state/view.ts'
import { newVoyage, useVoyage, useVoyageActions } from '#src/state/voyage.ts'
import { Button } from '#src/ui/button.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
import { IconButton } from '#src/ui/icon-button.tsx'
import styles from './voyage-menu.module.css'

const sizeOf = ({ track, route }: Voyage) => (track ? `track of ${formatCount(track.lat.length, 'point')}` : formatCount(route.waypoints.length, 'waypoint'))

/** Opens another voyage of this browser, or begins a new one. The one at hand is saved as it is. */
export function VoyageMenu() {
  const [kept, setKept] = useState<readonly Voyage[] | null>(null)
  const current = useVoyage()
  const { voyageOpened } = useVoyageActions()
  const { preferenceChosen } = usePreferenceActions()
  const { answerShown } = useViewActions()

  const open = (voyage: Voyage) => {
    if (voyage.id !== current.id) {
      voyageOpened(voyage)
      answerShown(null)
    }
    preferenceChosen({ planTab: 'route' })
    setKept(null)
  }
  const begin = () => open(newVoyage(uuidFrom(crypto.getRandomValues(new Uint8Array(16))), Date.now()))

  return (
    <>
      <IconButton label="Voyages" icon={<FolderOpen />} onClick={() => void listVoyages().then(setKept)} />
      <Dialog open={kept !== null} title="Voyages" onClose={() => setKept(null)} actions={<Button tone="primary" icon={<FilePlus2 />} onClick={begin}>New voyage</Button>}>
        {kept?.length === 0 ? (
          <p>No voyage is kept in this browser yet. Voyages are saved here as you edit them.</p>
        ) : (
          <ul className={styles.list}>
            {kept?.map((voyage) => (
              <li key={voyage.id}>
                <button type="button" className={styles.voyage} aria-current={voyage.id === current.id ? 'true' : undefined} onClick={() => open(voyage)}>
                  <strong>{voyage.name || 'Untitled voyage'}</strong>
                  <span>{sizeOf(voyage)}</span>
                  <span>departs {formatUtcFull(voyage.departureMs)}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Dialog>
    </>
  )
}
