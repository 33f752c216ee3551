import { useState } from 'react'
import type { KeptItem } from '#src/domain/library/kept-list.ts'
import { changesBetween } from '#src/domain/voyage/changes.ts'
import { isEmptyShip, isSameShip, type Ship } from '#src/domain/voyage/ship.ts'
import { useShipsActions } from '#src/state/ships.ts'
import { useShip, useVoyageActions } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { SelectField } from '#src/ui/form/field.tsx'
import styles from './ship-fields.module.css'
import { ForgetButton, TeamNotices, teamShips, useItemWords, useTeamItems, useViewerWords } from './team-items.tsx'

const titleOf = ({ name, imo, callSign }: Ship) =>
  [name || 'Unnamed', imo ? `IMO ${imo}` : callSign].filter(Boolean).join(' · ')

/** Takes a ship that was saved, and saves or forgets the present one. */
export function SavedShips() {
  const ship = useShip()
  const items = useTeamItems(teamShips)
  const wordsOf = useItemWords(teamShips)
  const viewer = useViewerWords(teamShips)
  const { shipEdited } = useVoyageActions()
  const { shipRemembered } = useShipsActions()
  const [archived, setArchived] = useState<KeptItem<Ship> | null>(null)
  const known = items.find(({ doc }) => isSameShip(doc, ship))
  const unchanged = known !== undefined && changesBetween(known.doc, ship).length === 0
  const nameless = ship.name === '' && ship.imo === ''
  return (
    <div className={styles.saved}>
      <TeamNotices of={teamShips} archived={archived} onNoticed={() => setArchived(null)} />
      {items.length > 0 && (
        <SelectField
          label="Saved ships"
          value={known?.id ?? ''}
          hint={known && wordsOf(known)}
          onChange={({ target }) => {
            const chosen = items.find(({ id }) => id === target.value)
            if (!chosen) return
            shipEdited(chosen.doc)
            shipRemembered(chosen.doc)
          }}
        >
          {!known && <option value="">{isEmptyShip(ship) ? 'Choose a ship' : 'Not saved yet'}</option>}
          {items.map(({ id, doc }) => (
            <option key={id} value={id}>
              {titleOf(doc)}
            </option>
          ))}
        </SelectField>
      )}
      <div className={styles.actions}>
        {unchanged ? null : (
          <Button
            size="small"
            disabled={nameless || viewer !== undefined}
            title={viewer ?? (nameless ? 'Give the ship a name or IMO number first' : undefined)}
            onClick={() => shipRemembered(ship)}
          >
            {known ? 'Update saved ship' : 'Save this ship'}
          </Button>
        )}
        {known && <ForgetButton key={known.id} of={teamShips} item={known} onArchived={setArchived} />}
      </div>
    </div>
  )
}
