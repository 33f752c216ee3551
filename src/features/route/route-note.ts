import { create } from 'zustand'
import type { Route } from '#src/domain/route/route.ts'

/** A sentence about the last edit; it goes with the next one, or when it is dismissed. */
export interface RouteNote {
  readonly words: string
  /** The route it is about: another one, and the note is over. */
  readonly about: Route
  /** The waypoint an undo would bring back; null: nothing to undo. */
  readonly undoId: string | null
}

const useStore = create<{ note: RouteNote | null }>()(() => ({ note: null }))

export const noteRoute = (note: RouteNote | null): void => useStore.setState({ note })
export const useRouteNote = () => useStore((state) => state.note)
