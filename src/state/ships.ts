import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { emptyShip, isSameShip, type Ship } from '#src/domain/voyage/ship.ts'
import { keptName } from './kept-name.ts'

/** More ships than one operator looks after; those unused longest go. */
export const MAX_SHIPS = 50

/** The ships this browser remembers, the last used first; kept in localStorage. */
const useStore = create<{ ships: readonly Ship[] }>()(
  persist(() => ({ ships: [] as readonly Ship[] }), {
    name: keptName('fairway.ships'),
    version: 1,
    // A list from elsewhere, or a ship from before a field was added, still gets every field.
    merge: (stored, state) => ({ ...state, ships: shipsIn(stored) }),
  }),
)

function shipsIn(stored: unknown): Ship[] {
  const list = (stored as { ships?: unknown } | undefined)?.ships
  return Array.isArray(list)
    ? list
        .filter((ship) => typeof ship === 'object' && ship !== null)
        .map((ship: Partial<Ship>) => ({ ...emptyShip, ...ship }))
    : []
}

const shipActions = {
  /** Also when a remembered ship is used again: it comes first, with what is known of it now. */
  shipRemembered: (ship: Ship) =>
    useStore.setState(({ ships }) => ({
      ships: [ship, ...ships.filter((one) => !isSameShip(one, ship))].slice(0, MAX_SHIPS),
    })),
  /** With those of a settings file, or with what was there before it. */
  shipsReplaced: (ships: readonly Ship[]) => useStore.setState({ ships }),
  shipForgotten: (ship: Ship) =>
    useStore.setState(({ ships }) => ({ ships: ships.filter((one) => !isSameShip(one, ship)) })),
}

export const useShips = () => useStore((state) => state.ships)
export const useShipsActions = () => shipActions
export const currentShips = () => useStore.getState().ships
