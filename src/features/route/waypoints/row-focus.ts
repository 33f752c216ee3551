import { create } from 'zustand'

/** The row somebody outside the table wants the keyboard to be at; each wish is a new object. */
const useWish = create<{ wish: { id: string } | null }>()(() => ({ wish: null }))

/** For what stands beside the table: the undo of a delete, a check that names a waypoint. */
export const focusWaypointRow = (id: string): void => useWish.setState({ wish: { id } })
export const useWantedRow = () => useWish((state) => state.wish)
