import { type LegLine, legLine } from '../geodesy/leg-line.ts'
import type { LegType, Route, Waypoint } from './route.ts'
import { HOUR_MS } from '../time.ts'

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
/** Routes are replaced too: everybody who looks at one shares its lines. */
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
  const made = route.waypoints.slice(1).map((to, offset) => lineBetween(route.waypoints[offset]!, to))
  linesOfRoutes.set(route, made)
  return made
}

/**
 * The legs of a route: none for fewer than two waypoints.
 * @param defaultSpeedKn for legs without their own
 */
export function legs(route: Route, defaultSpeedKn: number): RouteLeg[] {
  return legLines(route).map((line, offset) => {
    const from = route.waypoints[offset]!
    const to = route.waypoints[offset + 1]!
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
