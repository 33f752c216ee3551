import { Undo2, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import type { Route } from '#src/domain/route/route.ts'
import { intend } from '#src/state/intents.ts'
import { useActiveId, useCanRedo, useRoute, useVoyageActions, useVoyageId } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import styles from './route-panel.module.css'

/** The waypoint an edit removed, if it removed exactly one and left the others as they were; numbers count from 1. */
function removedBetween(before: Route, after: Route): { id: string; number: number; name: string } | null {
  if (after.waypoints.length !== before.waypoints.length - 1) return null
  const index = before.waypoints.findIndex(({ id }, at) => after.waypoints[at]?.id !== id)
  const gone = before.waypoints[index]
  if (!gone) return null
  // Another route may have as many waypoints: each place now has to be the same as before.
  const same = before.waypoints.toSpliced(index, 1).every((waypoint, place) => {
    const now = after.waypoints[place]
    return now?.id === waypoint.id && now.name === waypoint.name && now.position.lat === waypoint.position.lat
  })
  return same ? { id: gone.id, number: index + 1, name: gone.name } : null
}

/** Notes every deleted waypoint, in the table or on the map. Not one that undo removes, which leaves a redo behind. */
function useDeleteNotes(): void {
  const voyageId = useVoyageId()
  const activeId = useActiveId()
  const route = useRoute()
  // Opening another voyage or alternative deletes nothing.
  const owner = `${voyageId} ${activeId}`
  const canRedo = useCanRedo()
  const before = useRef({ owner, route })
  useEffect(() => {
    const last = before.current
    before.current = { owner, route }
    const removed = canRedo || last.owner !== owner ? null : removedBetween(last.route, route)
    if (removed)
      noteRoute({
        words: `Deleted waypoint ${removed.number}${removed.name && ` “${removed.name}”`}.`,
        about: route,
        undoId: removed.id,
      })
  }, [owner, route, canRedo])
}

/** What the last edit did, with its undo. Stays until it is dismissed or the next edit; never takes the keyboard. */
export function UndoToast() {
  useDeleteNotes()
  const route = useRoute()
  const note = useRouteNote()
  const { undone } = useVoyageActions()
  const shown = note?.about === route ? note : null
  const { undoId = null } = shown ?? {}
  return (
    <div role="status" className={styles.toastPlace}>
      {shown && (
        <div className={styles.toast}>
          <span className={styles.toastWords}>{shown.words}</span>
          {undoId !== null && (
            <Button
              size="small"
              icon={<Undo2 aria-hidden="true" />}
              onClick={() => {
                undone()
                intend('focus-waypoint', undoId)
              }}
            >
              Undo delete
            </Button>
          )}
          <IconButton size="small" label="Dismiss" icon={<X />} onClick={() => noteRoute(null)} />
        </div>
      )}
    </div>
  )
}

/** A sentence about the last edit; it goes when the next one comes, or when it is dismissed. */
interface RouteNote {
  readonly words: string
  /** The route it is about; with another route the note ends. */
  readonly about: Route
  /** The waypoint that undo would bring back; null: nothing to undo. */
  readonly undoId: string | null
}

const useStore = create<{ note: RouteNote | null }>()(() => ({ note: null }))

export const noteRoute = (note: RouteNote | null): void => useStore.setState({ note })
const useRouteNote = () => useStore((state) => state.note)
