import { type KeyboardEvent, useMemo, useState } from 'react'
import { at } from '#src/domain/at.ts'
import { deleteWaypoint, insertWaypoint, reorderWaypoint, waypointIndex } from '#src/domain/route/edit.ts'
import { MAX_EDITABLE_WAYPOINTS, type Route, type Waypoint } from '#src/domain/route/route.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { useEditorActions, useSelectedWaypointId, useShownPlan } from '#src/state/editor.ts'
import { useIntent } from '#src/state/intents.ts'
import { currentPlan, useVoyageActions } from '#src/state/voyage.ts'
import { type KeyPress, type RovingRows, useRovingRows } from '#src/ui/grid/roving-rows.ts'
import { noteRoute } from '../undo-toast.tsx'
import type { RowCommands, WaypointRow } from './row-cells.tsx'
import { rowEditKey } from './row-keys.ts'

interface WaypointRowsOptions {
  /** Height of a row by its index, before it is measured; a stable function. */
  rowPx: (index: number) => number
  headPx: number
  /** Does this table take the keyboard when something outside it names a row? Only one table at a time does. */
  isNamed: boolean
}

/** The waypoints as rows of a grid, with their keys and actions: what both tables share. */
export function useWaypointRows({ rowPx, headPx, isNamed }: WaypointRowsOptions) {
  const { route, departureMs, speedKn } = useShownPlan()
  const { waypoints } = route
  const selectedId = useSelectedWaypointId()
  const { waypointSelected } = useEditorActions()
  const [wanted, setWanted] = useState<{ readonly id: string } | null>(null)
  useIntent('focus-waypoint', isNamed ? (id) => setWanted({ id }) : null)
  const plan = useMemo(() => schedule(route, { departureMs, speedKn }), [route, departureMs, speedKn])
  const { rows, activeId, rowEntered, goTo, onKeyDown } = useRovingRows({
    ids: useIds(waypoints),
    rowPx,
    headPx,
    selectedId,
    onSelect: waypointSelected,
    wanted,
  })
  const commands = useRowCommands(goTo)
  const ownKey = (press: KeyPress, id: string): boolean => {
    const key = rowEditKey(press)
    if (key === 'insert') commands.insert(id)
    else if (key === 'delete') commands.remove(id)
    else if (key) commands.shift(id, key === 'up' ? -1 : 1)
    return key !== null
  }
  return {
    rows,
    rowAt: (index: number): WaypointRow => {
      const waypoint = at(waypoints, index)
      return {
        waypoint,
        index,
        last: index === waypoints.length - 1,
        plan: at(plan.rows, index),
        active: waypoint.id === activeId,
        selected: waypoint.id === selectedId,
        commands,
      }
    },
    rowAttributes: ({ waypoint: { id, name }, index, active, selected }: WaypointRow) => ({
      'data-row': id,
      'aria-selected': selected,
      'aria-label': `Waypoint ${index + 1}${name && `, ${name}`}`,
      tabIndex: active ? 0 : -1,
      onFocus: () => rowEntered(id),
    }),
    onKeyDown: (event: KeyboardEvent) => onKeyDown(event, ownKey),
  }
}

/** The ids in order; the same list while edits leave them as they are. */
function useIds(waypoints: readonly Waypoint[]): readonly string[] {
  const [ids, setIds] = useState<readonly string[]>([])
  if (ids.length === waypoints.length && waypoints.every(({ id }, index) => id === ids[index])) return ids
  const changed = waypoints.map(({ id }) => id)
  setIds(changed)
  return changed
}

/** The same object from edit to edit, so that unchanged rows are not drawn again. */
function useRowCommands(goTo: RovingRows['goTo']): RowCommands {
  const { routeEdited } = useVoyageActions()
  const { waypointSelected } = useEditorActions()
  return useMemo(() => {
    const route = () => currentPlan().route
    const apply = (edit: RowEdit | null) => {
      if (!edit || edit.route === route()) return
      routeEdited(edit.route)
      waypointSelected(edit.rowId)
      if (edit.rowId !== null) goTo(edit.rowId)
    }
    return {
      insert: (id) => {
        if (route().waypoints.length < MAX_EDITABLE_WAYPOINTS) return apply(insertBeside(route(), id))
        noteRoute({
          words: `A route has at most ${formatNumber(MAX_EDITABLE_WAYPOINTS)} waypoints. Nothing was inserted.`,
          about: route(),
          undoId: null,
        })
      },
      remove: (id) => apply(deleteRow(route(), id)),
      shift: (id, step) => apply(shiftRow(route(), id, step)),
    }
  }, [goTo, routeEdited, waypointSelected])
}

/** An edit of a row, and the row to go to afterwards; null: none. */
interface RowEdit {
  readonly route: Route
  readonly rowId: string | null
}

/** A waypoint in the middle of the leg that ends at the row; for the first row, of the leg that begins there. */
function insertBeside(route: Route, id: string): RowEdit | null {
  const before = route.waypoints[Math.max(1, waypointIndex(route, id))]
  if (!before) return null
  const next = insertWaypoint(route, before.id)
  return { route: next, rowId: at(next.waypoints, waypointIndex(next, before.id) - 1).id }
}

/** Removes the row; next is the one that takes its place, or the last. */
function deleteRow(route: Route, id: string): RowEdit {
  const index = waypointIndex(route, id)
  const next = deleteWaypoint(route, id)
  return { route: next, rowId: next.waypoints[Math.min(index, next.waypoints.length - 1)]?.id ?? null }
}

/** One place up or down; null at the end of the list. */
function shiftRow(route: Route, id: string, step: 1 | -1): RowEdit | null {
  const next = reorderWaypoint(route, id, waypointIndex(route, id) + step)
  return next === route ? null : { route: next, rowId: id }
}
