import { at } from '../at.ts'
import { AppError } from '../errors.ts'
import { legLine } from '../geodesy/leg-line.ts'
import { assertPosition } from '../geodesy/wgs84.ts'
import { type Position, unwrapLongitude } from '../position.ts'
import { type Leg, type LegType, MAX_EDITABLE_WAYPOINTS, type Route, type Waypoint } from './route.ts'
import { legs } from './legs.ts'

// Every edit returns a new route, its longitudes continuous again from the first waypoint on. An id that is not in the
// route changes nothing and returns the same route: the click came from an outdated state.

/** What a new waypoint may bring with it; the rest follows from its neighbours. */
export interface NewWaypoint {
  readonly id?: string
  readonly name?: string
  readonly leg?: Leg
}

const plainLeg: Leg = { type: 'RL', speedKn: null }

/** The first of w1, w2 … above all such ids of the route. */
export function nextWaypointId(route: Route): string {
  const numbers = route.waypoints.map(({ id }) => Number(/^w(\d{1,9})$/.exec(id)?.[1] ?? 0))
  return `w${numbers.reduce((most, number) => Math.max(most, number), 0) + 1}`
}

export function waypointIndex(route: Route, id: string): number {
  return route.waypoints.findIndex((waypoint) => waypoint.id === id)
}

/** The same waypoints with each longitude at most 180° from the one before; what fits already stays the same object. */
function continuous(waypoints: readonly Waypoint[]): Waypoint[] {
  let reference: number | null = null
  return waypoints.map((waypoint) => {
    const { position } = waypoint
    const lon: number = reference === null ? position.lon : unwrapLongitude(position.lon, reference)
    reference = lon
    return lon === position.lon ? waypoint : { ...waypoint, position: { ...position, lon } }
  })
}

const withWaypoints = (route: Route, waypoints: readonly Waypoint[]): Route => ({
  ...route,
  waypoints: continuous(waypoints),
})

function update(route: Route, id: string, change: (waypoint: Waypoint) => Waypoint): Route {
  const index = waypointIndex(route, id)
  return index < 0 ? route : withWaypoints(route, route.waypoints.with(index, change(at(route.waypoints, index))))
}

function insertAt(route: Route, index: number, position: Position, extra: NewWaypoint, leg: Leg): Route {
  assertPosition(position)
  if (route.waypoints.length >= MAX_EDITABLE_WAYPOINTS) {
    throw new AppError('too-many-points', `a route has at most ${MAX_EDITABLE_WAYPOINTS} waypoints`)
  }
  const waypoint = { id: extra.id ?? nextWaypointId(route), name: extra.name ?? '', position, leg: extra.leg ?? leg }
  return withWaypoints(route, route.waypoints.toSpliced(index, 0, waypoint))
}

/**
 * A waypoint at the end; its leg is of the same kind as the leg before.
 * @throws AppError `latitude-out-of-range`, `longitude-out-of-range`, `too-many-points` (over 2,000)
 */
export function appendWaypoint(route: Route, position: Position, extra: NewWaypoint = {}): Route {
  const type: LegType = route.waypoints.length > 1 ? at(route.waypoints, route.waypoints.length - 1).leg.type : 'RL'
  return insertAt(route, route.waypoints.length, position, extra, { type, speedKn: null })
}

/**
 * A waypoint on the leg that ends at `beforeId`, both parts keeping its kind and speed.
 * @param position left out: half-way along the leg; needed before the first waypoint, where there is no leg
 * @throws AppError as `appendWaypoint`
 */
export function insertWaypoint(route: Route, beforeId: string, position?: Position, extra: NewWaypoint = {}): Route {
  const index = waypointIndex(route, beforeId)
  const after = route.waypoints[index]
  if (!after) return route
  const before = route.waypoints[index - 1]
  const place = position ?? (before && legLine(before.position, after.position, after.leg.type).at(0.5))
  return place ? insertAt(route, index, place, extra, before ? after.leg : plainLeg) : route
}

/** @throws AppError `latitude-out-of-range`, `longitude-out-of-range` */
export function moveWaypoint(route: Route, id: string, position: Position): Route {
  assertPosition(position)
  // The first has none before it: it stays close to its old longitude, whichever copy of the world it was dropped on.
  return update(route, id, (waypoint) => ({
    ...waypoint,
    position: { lat: position.lat, lon: unwrapLongitude(position.lon, waypoint.position.lon) },
  }))
}

export function deleteWaypoint(route: Route, id: string): Route {
  const index = waypointIndex(route, id)
  return index < 0 ? route : withWaypoints(route, route.waypoints.toSpliced(index, 1))
}

/** The waypoint, with its own leg, at another place in the order. @param toIndex clamped to the route */
export function reorderWaypoint(route: Route, id: string, toIndex: number): Route {
  const index = waypointIndex(route, id)
  const place = Math.min(route.waypoints.length - 1, Math.max(0, Math.trunc(toIndex)))
  if (index < 0 || place === index) return route
  return withWaypoints(route, route.waypoints.toSpliced(index, 1).toSpliced(place, 0, at(route.waypoints, index)))
}

/** A leg sailed the other way: what was to port is to starboard. */
function turned(leg: Leg): Leg {
  if (!leg.rtz) return leg
  const { portsideXTD, starboardXTD, ...rest } = leg.rtz
  return {
    ...leg,
    rtz: {
      ...rest,
      ...(starboardXTD !== undefined && { portsideXTD: starboardXTD }),
      ...(portsideXTD !== undefined && { starboardXTD: portsideXTD }),
    },
  }
}

/**
 * The same line sailed the other way: each leg keeps its kind and speed, and now ends at its other end. Stays remain;
 * fixed ETAs go, since they ran the other way.
 */
export function reverseRoute(route: Route): Route {
  const { waypoints } = route
  const reversed = waypoints.map((_, index) => {
    const from = waypoints.length - 1 - index
    // The leg that now ends here is the one that used to end at the waypoint after it.
    const { fixedEtaMs: _gone, ...waypoint } = at(waypoints, from)
    return { ...waypoint, leg: turned(waypoints[from + 1]?.leg ?? plainLeg) }
  })
  return withWaypoints(route, reversed)
}

export const renameRoute = (route: Route, name: string): Route => ({ ...route, name })

export function renameWaypoint(route: Route, id: string, name: string): Route {
  return update(route, id, (waypoint) => ({ ...waypoint, name }))
}

/** Of the leg that ends at the waypoint. */
export function setLegType(route: Route, id: string, type: LegType): Route {
  return update(route, id, (waypoint) => ({ ...waypoint, leg: { ...waypoint.leg, type } }))
}

/** Of the leg that ends at the waypoint. @param speedKn over ground, above 0; null: the voyage's speed */
export function setLegSpeed(route: Route, id: string, speedKn: number | null): Route {
  return update(route, id, (waypoint) => ({ ...waypoint, leg: { ...waypoint.leg, speedKn } }))
}

/** How long the ship stays at a waypoint. @param stayMin minutes, above 0; null: not at all */
export function setStay(route: Route, id: string, stayMin: number | null): Route {
  return update(route, id, (waypoint) => ({ ...waypoint, stayMin }))
}

/** When the ship has to be at a waypoint. @param fixedEtaMs epoch milliseconds UTC; null: the speeds decide */
export function setFixedEta(route: Route, id: string, fixedEtaMs: number | null): Route {
  return update(route, id, (waypoint) => ({ ...waypoint, fixedEtaMs }))
}

/** @param positions in order, longitudes wrapped or not; at most 2,000 */
export function routeFromPositions(
  name: string,
  positions: readonly Position[],
  options: { type?: LegType; speedKn?: number | null; names?: readonly (string | undefined)[] } = {},
): Route {
  if (positions.length > MAX_EDITABLE_WAYPOINTS) throw new AppError('too-many-points', `${positions.length} waypoints`)
  positions.forEach(assertPosition)
  const leg: Leg = { type: options.type ?? 'RL', speedKn: options.speedKn ?? null }
  const waypoints = positions.map(({ lat, lon }, index) => ({
    id: `w${index + 1}`,
    name: options.names?.[index] ?? '',
    position: { lat, lon },
    leg,
  }))
  return withWaypoints({ name, waypoints: [] }, waypoints)
}

/** A named place that becomes a waypoint, e.g. a port. */
interface Place {
  readonly name: string
  readonly position: Position
}

const replace = (route: Route, id: string, { name, position }: Place): Route =>
  renameWaypoint(moveWaypoint(route, id, position), id, name)

/** The route from a place, which replaces the first waypoint or goes before the only one. */
export function startAt(route: Route, place: Place): Route {
  const [first, second] = route.waypoints
  if (first && second) return replace(route, first.id, place)
  return first
    ? insertWaypoint(route, first.id, place.position, { name: place.name })
    : appendWaypoint(route, place.position, { name: place.name })
}

/** The route to a place, which replaces the last waypoint or goes after the only one. */
export function endAt(route: Route, place: Place): Route {
  const last = route.waypoints.at(-1)
  return last && route.waypoints.length > 1
    ? replace(route, last.id, place)
    : appendWaypoint(route, place.position, { name: place.name })
}

/**
 * The route by way of a place: a new waypoint on the leg where it adds the least distance, or after the last waypoint
 * where there is no leg yet.
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
