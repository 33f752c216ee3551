import { deleteWaypoint, insertWaypoint, reorderWaypoint, waypointIndex } from '#src/domain/route/edit.ts'
import type { Route } from '#src/domain/route/route.ts'

/** An edit of a row, and the row to be at afterwards; null: none is left. */
export interface RowEdit {
  readonly route: Route
  readonly rowId: string | null
}

/** A waypoint in the middle of the leg that ends at the row; from the first row, of the leg that begins there. */
export function insertBeside(route: Route, id: string): RowEdit | null {
  const before = route.waypoints[Math.max(1, waypointIndex(route, id))]
  if (!before) return null
  const next = insertWaypoint(route, before.id)
  return { route: next, rowId: next.waypoints[waypointIndex(next, before.id) - 1]!.id }
}

/** Without the row; the one that takes its place is next, or the last. */
export function deleteRow(route: Route, id: string): RowEdit {
  const index = waypointIndex(route, id)
  const next = deleteWaypoint(route, id)
  return { route: next, rowId: next.waypoints[Math.min(index, next.waypoints.length - 1)]?.id ?? null }
}

/** One place up or down; null at the end of the list. */
export function shiftRow(route: Route, id: string, step: 1 | -1): RowEdit | null {
  const next = reorderWaypoint(route, id, waypointIndex(route, id) + step)
  return next === route ? null : { route: next, rowId: id }
}
