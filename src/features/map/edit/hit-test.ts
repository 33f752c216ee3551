import { at } from '#src/domain/at.ts'
import type { LegLine } from '#src/domain/geodesy/leg-line.ts'
import type { Position } from '#src/domain/position.ts'
import { insertWaypoint, waypointIndex } from '#src/domain/route/edit.ts'
import { legLines } from '#src/domain/route/legs.ts'
import { MAX_EDITABLE_WAYPOINTS, type Route } from '#src/domain/route/route.ts'
import { pixelsBetween } from '../base/mercator.ts'
import { seenFrom } from './seen-waypoints.ts'

/** Drawn 10 to 15 px wide, but grabbed within 32. */
const WAYPOINT_REACH_PX = 16
const HANDLE_REACH_PX = 12
/** A leg shorter than this on the screen has no room for a handle between its waypoints. */
const HANDLE_MIN_LEG_PX = 90

/** Where a click inserts a waypoint: half-way along the leg that ends at `beforeId`. */
export interface LegHandle {
  readonly beforeId: string
  readonly position: Position
}

/** The nearest thing within reach, or null; of two at the same distance the one drawn later, which lies on top. */
function nearest<T>(
  things: readonly T[],
  positionOf: (thing: T) => Position,
  pointer: Position,
  zoom: number,
  reachPx: number,
): T | null {
  let found: T | null = null
  let least = reachPx
  for (const thing of things) {
    const distance = pixelsBetween(positionOf(thing), pointer, zoom)
    if (distance <= least) {
      found = thing
      least = distance
    }
  }
  return found
}

/** The waypoint under the pointer, of those drawn at this zoom; the selected one always is. @returns its id, or null */
export function waypointAt(
  { waypoints }: Route,
  pointer: Position,
  zoom: number,
  selectedId: string | null = null,
): string | null {
  const zooms = seenFrom(waypoints)
  const drawn = waypoints.filter(({ id }, index) => id === selectedId || at(zooms, index) <= Math.floor(zoom))
  return nearest(drawn, (waypoint) => waypoint.position, pointer, zoom, WAYPOINT_REACH_PX)?.id ?? null
}

export function handleAt(handles: readonly LegHandle[], pointer: Position, zoom: number): LegHandle | null {
  return nearest(handles, (handle) => handle.position, pointer, zoom, HANDLE_REACH_PX)
}

/** The route with a waypoint at the handle. @returns that waypoint's id and index; null: the leg no longer exists */
export function insertedAt(
  route: Route,
  { beforeId, position }: LegHandle,
): { route: Route; id: string; from: Position } | null {
  const next = insertWaypoint(route, beforeId, position)
  const added = next === route ? undefined : next.waypoints[waypointIndex(next, beforeId) - 1]
  return added ? { route: next, id: added.id, from: added.position } : null
}

/** Lines are kept as long as their leg stays, and so are their middles. */
const middles = new WeakMap<LegLine, Position>()

function middleOf(line: LegLine): Position {
  const middle = middles.get(line) ?? line.at(0.5)
  middles.set(line, middle)
  return middle
}

/** Handles of legs with room for one; none on a full route. @param besideId only legs at this waypoint; null: all */
export function legHandles(route: Route, zoom: number, besideId: string | null): LegHandle[] {
  if (route.waypoints.length >= MAX_EDITABLE_WAYPOINTS) return []
  return legLines(route).flatMap((line, offset) => {
    const [from, to] = [at(route.waypoints, offset), at(route.waypoints, offset + 1)]
    if (besideId !== null && from.id !== besideId && to.id !== besideId) return []
    return pixelsBetween(line.from, line.to, zoom) < HANDLE_MIN_LEG_PX
      ? []
      : [{ beforeId: to.id, position: middleOf(line) }]
  })
}
