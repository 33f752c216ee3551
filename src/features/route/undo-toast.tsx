import { Undo2, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Route } from '#src/domain/route/route.ts'
import { useCanRedo, usePlan, useRoute, useVoyage, useVoyageActions } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { noteRoute, useRouteNote } from './route-note.ts'
import { focusWaypointRow } from './waypoints/row-focus.ts'
import styles from './undo-toast.module.css'

/** The waypoint an edit took away, where it took exactly one and left the others as they were; its number counts from 1. */
function removedBetween(before: Route, after: Route): { id: string; number: number; name: string } | null {
  if (after.waypoints.length !== before.waypoints.length - 1) return null
  const index = before.waypoints.findIndex(({ id }, at) => after.waypoints[at]?.id !== id)
  const gone = before.waypoints[index]!
  // Another route may count its waypoints alike: what stands there now has to be the same place.
  const same = before.waypoints.toSpliced(index, 1).every((waypoint, at) => {
    const now = after.waypoints[at]!
    return now.id === waypoint.id && now.name === waypoint.name && now.position.lat === waypoint.position.lat
  })
  return same ? { id: gone.id, number: index + 1, name: gone.name } : null
}

/** Notes every deleted waypoint, in the table or on the map. Undo takes waypoints away as well: after it there is something to redo. */
function useDeleteNotes(): void {
  const voyage = useVoyage()
  const { route } = usePlan()
  // Opening another voyage or alternative deletes nothing.
  const owner = `${voyage.id} ${voyage.activeId}`
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
    <div role="status" className={styles.place}>
      {shown && (
        <div className={styles.toast}>
          <span className={styles.words}>{shown.words}</span>
          {undoId !== null && (
            <Button
              size="small"
              icon={<Undo2 aria-hidden="true" />}
              onClick={() => {
                undone()
                focusWaypointRow(undoId)
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
