import { at } from '../at.ts'
import { densify, legLine, type LegLine } from '../geodesy/leg-line.ts'
import type { LegType, Route, Waypoint } from './route.ts'
import { HOUR_MS } from '../time.ts'
import type { Position } from '../position.ts'

/** One leg of a route, from waypoint `index` − 1 to waypoint `index`. */
export interface RouteLeg {
  /** Of the waypoint where it ends: 1 … n − 1. */
  readonly index: number
  readonly from: Waypoint
  readonly to: Waypoint
  readonly type: LegType
  readonly line: LegLine
  readonly distanceNm: number
  /** At its start, degrees true; null on a leg without length. */
  readonly courseDeg: number | null
  /** The leg's own speed over ground or the voyage's, knots. */
  readonly speedKn: number
  /** Sailing time; null where the speed is not above 0. */
  readonly durationMs: number | null
}

/**
 * Lines by the waypoint where they end. Waypoints are replaced, never changed, so while one waypoint of two thousand is
 * dragged only its two legs are computed anew.
 */
const lines = new WeakMap<Waypoint, { from: Waypoint; line: LegLine }>()
/** Routes are replaced too, so all readers of one share its lines. */
const linesOfRoutes = new WeakMap<Route, readonly LegLine[]>()

function lineBetween(from: Waypoint, to: Waypoint): LegLine {
  const known = lines.get(to)
  if (known && known.from.position === from.position) return known.line
  const line = legLine(from.position, to.position, to.leg.type)
  lines.set(to, { from, line })
  return line
}

/** The lines of the legs, that of leg 1 first; none for fewer than two waypoints. */
export function legLines(route: Route): readonly LegLine[] {
  const known = linesOfRoutes.get(route)
  if (known) return known
  const made = route.waypoints.slice(1).map((to, offset) => lineBetween(at(route.waypoints, offset), to))
  linesOfRoutes.set(route, made)
  return made
}

/**
 * The legs of a route: none for fewer than two waypoints.
 * @param defaultSpeedKn for legs without their own
 */
export function legs(route: Route, defaultSpeedKn: number): RouteLeg[] {
  return legLines(route).map((line, offset) => {
    const from = at(route.waypoints, offset)
    const to = at(route.waypoints, offset + 1)
    const speedKn = to.leg.speedKn ?? defaultSpeedKn
    const durationMs = speedKn > 0 && Number.isFinite(speedKn) ? (line.distanceNm / speedKn) * HOUR_MS : null
    return {
      index: offset + 1,
      from,
      to,
      type: to.leg.type,
      line,
      distanceNm: line.distanceNm,
      courseDeg: line.initialCourseDeg,
      speedKn,
      durationMs,
    }
  })
}

/** Length of the whole route in nautical miles, each leg by its own kind. */
export function routeDistanceNm(route: Route): number {
  return legLines(route).reduce((sum, { distanceNm }) => sum + distanceNm, 0)
}

/** Degrees, longitudes unwrapped: east may be above 180, and is never below west. */
export interface Bounds {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** The box around positions whose longitudes are continuous; null for none. */
export function boundsOf(positions: Iterable<Position>): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { lat, lon } of positions) {
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  return west <= east ? { west, south, east, north } : null
}

/** The box around a route as it is drawn: a great circle reaches nearer to the pole than its ends. */
export function routeBounds({ waypoints }: Route): Bounds | null {
  const drawn = waypoints.flatMap(({ position, leg }, index) =>
    index === 0 ? [position] : densify(at(waypoints, index - 1).position, position, leg.type),
  )
  return boundsOf(drawn)
}

/** How often a line of continuous longitudes crosses 180°; touching it is no crossing. */
export function antimeridianCrossings(positions: Iterable<Position>): number {
  let crossings = 0
  let side: number | null = null
  for (const { lon } of positions) {
    if ((lon - 180) % 360 === 0) continue // on the line itself: which side comes next decides
    const next = Math.floor((lon + 180) / 360)
    if (side !== null) crossings += Math.abs(next - side)
    side = next
  }
  return crossings
}
