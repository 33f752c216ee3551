import { legLine } from '../geodesy/leg-line.ts'
import type { Position } from '../position.ts'
import { appendWaypoint, insertWaypoint, moveWaypoint, renameWaypoint } from './edit.ts'
import { legs } from './legs.ts'
import type { Route } from './route.ts'

/** A named place that becomes a waypoint, e.g. a port. */
export interface Place {
  readonly name: string
  readonly position: Position
}

const replace = (route: Route, id: string, { name, position }: Place): Route =>
  renameWaypoint(moveWaypoint(route, id, position), id, name)

/** The route from a place: it takes the place of the first waypoint, or goes before the only one. */
export function startAt(route: Route, place: Place): Route {
  const [first, second] = route.waypoints
  if (first && second) return replace(route, first.id, place)
  return first
    ? insertWaypoint(route, first.id, place.position, { name: place.name })
    : appendWaypoint(route, place.position, { name: place.name })
}

/** The route to a place: it takes the place of the last waypoint, or goes behind the only one. */
export function endAt(route: Route, place: Place): Route {
  const last = route.waypoints.at(-1)
  return last && route.waypoints.length > 1
    ? replace(route, last.id, place)
    : appendWaypoint(route, place.position, { name: place.name })
}

/**
 * The route by way of a place: a new waypoint on the leg where it makes the route least longer; behind the last where
 * there is no leg yet.
 */
export function callAt(route: Route, { name, position }: Place): Route {
  let best: { id: string; moreNm: number } | null = null
  for (const { from, to, type, distanceNm } of legs(route, 1)) {
    const moreNm =
      legLine(from.position, position, type).distanceNm + legLine(position, to.position, type).distanceNm - distanceNm
    if (best === null || moreNm < best.moreNm) best = { id: to.id, moreNm }
  }
  return best ? insertWaypoint(route, best.id, position, { name }) : appendWaypoint(route, position, { name })
}
