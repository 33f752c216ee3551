import { emptyShip, isSameShip, type Ship } from '#src/domain/voyage/ship.ts'
import { createKeptList } from './kept-list.ts'

/** More ships than one operator looks after; those unused longest go. */
const MAX_SHIPS = 50

/** The ships this browser remembers, the last used first. */
export const shipList = createKeptList<Ship>({
  name: 'fairway.ships',
  formerly: 'ships',
  most: MAX_SHIPS,
  // A list from elsewhere, or a ship from before a field was added, still gets every field.
  read: (stored) => (typeof stored === 'object' && stored !== null ? { ...emptyShip, ...stored } : null),
  isSame: isSameShip,
})

const shipActions = {
  /** Also when a remembered ship is used again: it comes first, with what is known of it now. */
  shipRemembered: shipList.kept,
  /** With those of a settings file, or with what was there before it. */
  shipsReplaced: shipList.replaced,
  shipForgotten: shipList.forgotten,
}

export const useShipsActions = () => shipActions
export const currentShips = shipList.docs
