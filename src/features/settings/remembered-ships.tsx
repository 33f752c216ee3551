import { changesBetween } from '#src/domain/voyage/changes.ts'
import { isEmptyShip, isSameShip, type Ship } from '#src/domain/voyage/ship.ts'
import { useShips, useShipsActions } from '#src/state/ships.ts'
import { useShip, useVoyageActions } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { SelectField } from '#src/ui/form/field.tsx'
import styles from './ship-fields.module.css'

const titleOf = ({ name, imo, callSign }: Ship) =>
  [name || 'Unnamed', imo ? `IMO ${imo}` : callSign].filter(Boolean).join(' · ')

/** Takes a ship this browser remembers, and remembers or forgets the one at hand. */
export function RememberedShips() {
  const ship = useShip()
  const ships = useShips()
  const { shipEdited } = useVoyageActions()
  const { shipRemembered, shipForgotten } = useShipsActions()
  const index = ships.findIndex((one) => isSameShip(one, ship))
  const known = ships[index]
  const unchanged = known !== undefined && changesBetween(known, ship).length === 0
  const nameless = ship.name === '' && ship.imo === ''
  return (
    <div className={styles.remembered}>
      {ships.length > 0 && (
        <SelectField
          label="Remembered ships"
          value={index < 0 ? '' : String(index)}
          onChange={({ target }) => {
            const chosen = ships[Number(target.value)]
            if (!chosen) return
            shipEdited(chosen)
            shipRemembered(chosen)
          }}
        >
          {index < 0 && <option value="">{isEmptyShip(ship) ? 'Choose a ship' : 'Not remembered yet'}</option>}
          {ships.map((one, place) => (
            <option key={titleOf(one)} value={place}>
              {titleOf(one)}
            </option>
          ))}
        </SelectField>
      )}
      <div className={styles.actions}>
        {unchanged ? null : (
          <Button
            size="small"
            disabled={nameless}
            title={nameless ? 'Give the ship a name or an IMO number first' : undefined}
            onClick={() => shipRemembered(ship)}
          >
            {known ? 'Update remembered ship' : 'Remember this ship'}
          </Button>
        )}
        {known && (
          <Button size="small" tone="quiet" onClick={() => shipForgotten(known)}>
            Forget {known.name || 'this ship'}
          </Button>
        )}
      </div>
    </div>
  )
}
