import { Undo2, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Route } from '#src/domain/route/route.ts'
import { useCanRedo, useRoute, useVoyageActions } from '#src/state/voyage.ts'
import { Button } from '#src/ui/button.tsx'
import { IconButton } from '#src/ui/icon-button.tsx'
import { noteRoute, useRouteNote } from './route-note.ts'
import { focusWaypointRow } from './row-focus.ts'
import styles from './undo-toast.module.css'

/** The waypoint an edit took away, where it took exactly one; its number counts from 1. */
function removedBetween(before: Route, after: Route): { id: string; number: number; name: string } | null {
  if (after.waypoints.length !== before.waypoints.length - 1) return null
  const kept = new Set(after.waypoints.map(({ id }) => id))
  const gone = before.waypoints.filter(({ id }) => !kept.has(id))
  const [waypoint] = gone
  return waypoint && gone.length === 1 ? { id: waypoint.id, number: before.waypoints.indexOf(waypoint) + 1, name: waypoint.name } : null
}

/** Notes every deleted waypoint, in the table or on the map. Undo takes waypoints away as well: after it there is something to redo. */
function useDeleteNotes(): void {
  const route = useRoute()
  const canRedo = useCanRedo()
  const before = useRef(route)
  useEffect(() => {
    const removed = canRedo ? null : removedBetween(before.current, route)
    before.current = route
    if (removed) noteRoute({ words: `Deleted waypoint ${removed.number}${removed.name && ` “${removed.name}”`}.`, about: route, undoId: removed.id })
  }, [route, canRedo])
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
