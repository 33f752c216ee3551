import { Trash2 } from 'lucide-react'
import { shipWords } from '#src/domain/voyage/ship.ts'
import { useShips, useShipsActions } from '#src/state/ships.ts'
import { useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import styles from './settings-dialog.module.css'

/** The ships this browser remembers. */
export function ShipSettings() {
  const ships = useShips()
  const editable = useVoyageEditable()
  const { shipForgotten, shipRemembered } = useShipsActions()
  const { shipEdited } = useVoyageActions()
  if (ships.length === 0)
    return (
      <p className={styles.note}>
        None is remembered yet. A ship is described beside the schedule of a voyage, and can be remembered from there.
      </p>
    )
  return (
    <ul className={styles.list}>
      {ships.map((ship) => {
        const words = shipWords(ship) || 'Unnamed ship'
        const use = () => {
          shipEdited(ship)
          shipRemembered(ship)
        }
        return (
          <li key={words} className={styles.entry}>
            <span className={styles.what}>{words}</span>
            <Button size="small" tone="quiet" disabled={!editable} onClick={use}>
              Use in this voyage
            </Button>
            <IconButton size="small" label={`Forget ${words}`} icon={<Trash2 />} onClick={() => shipForgotten(ship)} />
          </li>
        )
      })}
    </ul>
  )
}
